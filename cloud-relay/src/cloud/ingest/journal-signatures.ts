import { createPublicKey, verify } from "node:crypto";
import { followSignature, type JournalRecord, type SignatureProblem, type SignedChain, signingKeyIntroduced } from "@laneway/contracts";
import type { Sql } from "../database/database.js";

// RFC 8410: what stands before the 32 bytes of a public key.
const publicKeyHead = Buffer.from("302a300506032b6570032100", "hex");

function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.concat([publicKeyHead, Buffer.from(publicKey, "base64url")]), format: "der", type: "spki" });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
}

/** Follows the signatures of records that are next in their journal, keeping the keys they introduce; or the first problem. */
export async function followSignatures(sql: Sql, from: SignedChain, records: readonly JournalRecord[]): Promise<SignedChain | SignatureProblem> {
  let chain = from;
  for (const record of records) {
    const followed = followSignature(chain, record, isSignedBy);
    if ("problem" in followed) return followed;
    if (followed.publicKey !== chain.publicKey) await keepKey(sql, record);
    chain = followed;
  }
  return chain;
}

async function keepKey(sql: Sql, { storeId, journalId, sequence, entry }: JournalRecord): Promise<void> {
  const { keyId, publicKey } = signingKeyIntroduced.parse(entry);
  await sql.query("insert into signing_keys (store_id, journal_id, key_id, public_key, sequence) values ($1, $2, $3, $4, $5)", [storeId, journalId, keyId, publicKey, sequence]);
}
