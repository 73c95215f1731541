import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, type JournalRecord, journalRecord } from "@laneway/contracts";
import Database from "better-sqlite3";
import { Journal } from "../store/journal.js";
import { RiskError } from "./risk-error.js";

/**
 * The records of a store's journal, oldest first: of a data folder (read only; the edge may run meanwhile), or of a file with one
 * record of JSON a line. Throws RiskError `journal-unreadable`, naming the line.
 */
export function readJournal(path: string): Iterable<JournalRecord> {
  if (!existsSync(path)) throw new RiskError("journal-unreadable", `${path} does not exist`);
  return statSync(path).isDirectory() ? ofFolder(path) : ofExport(path);
}

function* ofFolder(folder: string): Generator<JournalRecord> {
  const file = join(folder, dataFiles.edgeDatabase);
  if (!existsSync(file)) throw new RiskError("journal-unreadable", `${file} does not exist: ${folder} is no store's data folder`);
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const identity = connection.prepare<[], { store_id: string; journal_id: string }>("SELECT store_id, journal_id FROM identity").get();
    if (identity === undefined) throw new RiskError("journal-unreadable", `${file} has no identity`);
    yield* new Journal(connection, file, { storeId: identity.store_id, journalId: identity.journal_id }).all();
  } catch (error) {
    if (error instanceof Database.SqliteError) throw new RiskError("journal-unreadable", `${file}: ${error.message}`, error);
    throw error;
  } finally {
    connection.close();
  }
}

function* ofExport(path: string): Generator<JournalRecord> {
  for (const [index, line] of readFileSync(path, "utf8").split("\n").entries()) {
    if (line.trim() === "") continue;
    yield recordIn(line, `${path}, line ${index + 1}`);
  }
}

function recordIn(line: string, where: string): JournalRecord {
  try {
    const read = journalRecord.safeParse(JSON.parse(line));
    if (read.success) return read.data;
    throw new RiskError("journal-unreadable", `${where}: ${read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")}`);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RiskError("journal-unreadable", `${where} is not JSON`, error);
    throw error;
  }
}
