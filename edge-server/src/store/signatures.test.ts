import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { journalHashInput, journalSignatureInput, type Receipt, receiptSignatureInput } from "@laneway/contracts";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkSignatures } from "./check-signatures.js";
import { introduceKey } from "./introduce-key.js";
import { sha256 } from "./journal.js";
import { RecordStore } from "./record.js";
import { createSigner, isSignedBy } from "./signer.js";

const signer = createSigner("signing-seed-of-the-tests-0123456789-01234w");
const stranger = createSigner("another-seed-of-the-tests-0123456789-01234w");
let folder: string;
let file: string;
let record: RecordStore;

const open = (key = signer) => {
  record = new RecordStore({ file, storeId: "demo", journalId: "journal-1", signer: key });
  return record;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "laneway-signed-"));
  file = join(folder, "edge.db");
  open();
});
afterEach(() => {
  record.close();
  rmSync(folder, { recursive: true, force: true });
});

const introduce = (key = signer) => introduceKey(record, key, { commandId: `key-${key.keyId}`, atMs: 1_000, businessDate: "2026-11-23" });

const signed = (number: number): Receipt => {
  const receipt = { receiptNumber: `lane-1-${number}`, totalMinor: 119 * number } as Receipt;
  return { ...receipt, signature: { keyId: signer.keyId, value: signer.sign(receiptSignatureInput(receipt)) } };
};
function sell(number: number, receipt = signed(number)): void {
  record.commit({
    laneId: "lane-1", commandId: `c${number}`, requestHash: "hash", atMs: 1_000, businessDate: "2026-11-23", actor: { kind: "shopper" },
    entries: [
      { kind: "tender-added", shape: 1, entry: { amountMinor: 119 * number } },
      { kind: "transaction-completed", shape: 1, entry: { receipt: receipt as never } },
    ],
    answer: {}, projections: [], snapshot: undefined,
  });
}

/** Changes a record and makes the chain fit again, as someone would who knows how it is made but has not the key. */
function forge(sequence: number, change: (entry: string) => string, sign: ((text: string) => string) | undefined): void {
  record.close();
  const raw = new Database(file);
  raw.exec("DROP TRIGGER journal_is_never_changed");
  raw.prepare("UPDATE journal SET entry = ? WHERE sequence = ?").run(change((raw.prepare("SELECT entry FROM journal WHERE sequence = ?").pluck().get(sequence) as string)), sequence);
  raw.close();
  open();
  let { hash } = record.journal.record(sequence - 1) ?? { hash: "" };
  for (const each of record.journal.after(sequence - 1, 1_000)) {
    const previousHash = hash;
    hash = sha256(journalHashInput({ ...each, previousHash }));
    const signature = each.signature === undefined || sign === undefined ? each.signature : sign(journalSignatureInput(hash));
    record.connection.prepare("UPDATE journal SET previous_hash = ?, hash = ?, signature = ? WHERE sequence = ?").run(previousHash, hash, signature ?? null, each.sequence);
  }
}

it("every commit stands under the store's signature, every receipt has its own", () => {
  introduce();
  introduce();
  for (const number of [1, 2, 3]) sell(number);
  expect(checkSignatures(record.journal, file)).toEqual({ signedThrough: 7, keyIds: [signer.keyId], receipts: 3 });
  expect(record.journal.after(0, 10).map((each) => each.signature !== undefined)).toEqual([true, false, true, false, true, false, true]);
});

it("a journal of an older version is signed from the first new commit on", () => {
  record.close();
  record = new RecordStore({ file, storeId: "demo", journalId: "journal-1" });
  const { signature: _none, ...unsigned } = signed(1);
  sell(1, unsigned);
  record.close();
  open();
  introduce();
  sell(2);
  expect(checkSignatures(record.journal, file)).toMatchObject({ signedThrough: 5, keyIds: [signer.keyId] });
});

it("a changed key is told", () => {
  introduce();
  sell(1);
  record.close();
  open(stranger);
  introduce(stranger);
  sell(2);
  // The receipt of the second sale was signed with the old key.
  expect(() => checkSignatures(record.journal, file)).toThrow(/record 6 \(its receipt\)/);
  expect(record.newestSigningKey()).toEqual({ keyId: stranger.keyId, publicKey: stranger.publicKey });
});

it.each([
  ["whose chain was made to fit, the signatures left", undefined, /record 3 \(wrong-signature\)/],
  ["signed again with another key", stranger.sign, /record 3 \(wrong-signature\)/],
  ["signed again with the store's own key: its receipt", signer.sign, /record 3 \(its receipt\)/],
] as const)("shows a changed sale %s", (_what, sign, problem) => {
  introduce();
  sell(1);
  sell(2);
  forge(3, (entry) => entry.replace('"totalMinor":119', '"totalMinor":19'), sign);
  record.verifyRecent();
  expect(() => checkSignatures(record.journal, file)).toThrow(problem);
});

it.each(["in the middle", "at the end"] as const)("shows a missing signature %s", (where) => {
  introduce();
  sell(1);
  sell(2);
  const sequence = where === "at the end" ? 5 : 3;
  record.connection.exec(`DROP TRIGGER journal_is_never_changed; UPDATE journal SET signature = NULL WHERE sequence = ${sequence}`);
  expect(() => checkSignatures(record.journal, file)).toThrow(new RegExp(`record ${sequence} \\(unsigned\\)`));
});

it("a seed has 32 bytes, and the signature is the one of RFC 8032", () => {
  expect(() => createSigner("short")).toThrow(/32 bytes/);
  // RFC 8032, 7.1, test 2: the message is the one byte 0x72, "r".
  const known = createSigner(Buffer.from("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "hex").toString("base64url"));
  expect(Buffer.from(known.publicKey, "base64url").toString("hex")).toBe("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  expect(Buffer.from(known.sign("r"), "base64url").toString("hex")).toBe(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  );
  expect(isSignedBy(known.publicKey, "r", known.sign("r"))).toBe(true);
  expect(isSignedBy(known.publicKey, "s", known.sign("r"))).toBe(false);
});
