import { createHash } from "node:crypto";
import { firstPreviousHash, journalHashInput, type JournalRecord } from "@laneway/contracts/journal";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** SHA-256 (hex) of a record's content, its link to the record before included. Throws on a fractional number. */
export const recordHash = (record: Omit<JournalRecord, "hash">): string => sha256(journalHashInput(record));

/** What an acknowledgement names: SHA-256 (hex) over the records' hashes in the order sent, joined by a line feed. */
export const contentHash = (records: readonly Pick<JournalRecord, "hash">[]): string =>
  sha256(records.map((record) => record.hash).join("\n"));

export { firstPreviousHash, sha256 };
