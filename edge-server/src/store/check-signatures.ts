import { followSignature, type JournalRecord, type Receipt, receiptSignatureInput, unsignedChain } from "@laneway/contracts";
import type { Journal } from "./journal.js";
import { isSignedBy } from "./signer.js";
import { StoreError } from "./store-error.js";

const slice = 2_000;

/** What was found about a journal's signatures. */
export interface SignatureFinding {
  /** Every record through this one stands under a right signature; 0: the journal is not signed. */
  readonly signedThrough: number;
  /** In the order they were introduced; a second one is a change that somebody should know of. */
  readonly keyIds: readonly string[];
  readonly receipts: number;
}

/**
 * Checks every signature of a journal whose chain is known to be sound: each commit's, and each receipt's by the key in
 * force. Throws `signature-wrong` naming the first record that is not as it must be.
 */
export function checkSignatures(journal: Journal, file: string): SignatureFinding {
  let chain = unsignedChain;
  const keyIds: string[] = [];
  let receipts = 0;
  let after = 0;
  for (let isDone = false; !isDone; ) {
    const records = journal.after(after, slice);
    for (const record of records) {
      const followed = followSignature(chain, record, isSignedBy);
      if ("problem" in followed) throw new StoreError("signature-wrong", file, `record ${followed.sequence} (${followed.problem})`);
      if (followed.publicKey !== chain.publicKey) keyIds.push(String(record.entry.keyId));
      chain = followed;
      receipts += checkReceipt(record, chain.publicKey, file);
    }
    after = records.at(-1)?.sequence ?? after;
    isDone = records.length < slice;
  }
  if (chain.publicKey !== undefined && chain.signedThrough !== after) throw new StoreError("signature-wrong", file, `record ${after} (unsigned)`);
  return { signedThrough: chain.signedThrough, keyIds, receipts };
}

/** How many receipts of a record are signed: 1 or 0. */
function checkReceipt({ sequence, entry }: JournalRecord, publicKey: string | undefined, file: string): number {
  const receipt = entry.receipt as Receipt | undefined;
  if (receipt?.signature === undefined) return 0;
  const isRight = publicKey !== undefined && isSignedBy(publicKey, receiptSignatureInput(receipt), receipt.signature.value);
  if (!isRight) throw new StoreError("signature-wrong", file, `record ${sequence} (its receipt)`);
  return 1;
}
