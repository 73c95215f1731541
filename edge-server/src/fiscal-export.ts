import { existsSync } from "node:fs";
import { join } from "node:path";
import { dataFiles } from "@laneway/contracts";
import Database from "better-sqlite3";
import { configurationOrExit, exitCodes, giveUp } from "./process-part.js";

/**
 * Writes every signed document of the fiscal register to standard output, oldest first, in the ordinance's form for the data
 * collection protocol (RKSV annex, DEP export). Reads only; the edge server may run meanwhile.
 */
const config = configurationOrExit();
const file = join(config.dataFolder, dataFiles.edgeDatabase);
if (!existsSync(file)) giveUp(`laneway: ${file} does not exist; fix: set dataFolder (LANEWAY_DATA) to the store's data folder`, exitCodes.configuration);
const connection = new Database(file, { readonly: true, fileMustExist: true });
const documents = connection.prepare<[], { jws: string }>("SELECT json_extract(entry, '$.jws') AS jws FROM journal WHERE kind IN ('fiscal-document-signed', 'fiscal-document-unsigned') ORDER BY sequence").all();
connection.close();
// A closed system has no certificate of a trust service.
const group = { Signaturzertifikat: "", Zertifizierungsstellen: [], "Belege-kompakt": documents.map(({ jws }) => jws) };
process.stdout.write(`${JSON.stringify({ "Belege-Gruppe": [group] }, null, 1)}\n`);
