import type { JournalRecord } from "./journal.js";
import { journalSignatureInput, signingKeyIntroduced } from "./signature.js";

/** How far a journal's signatures have been followed, in order and without a gap. */
export interface SignedChain {
  /** The key the journal introduced last; undefined before the first. */
  readonly publicKey: string | undefined;
  /** Last record with a right signature; 0: none yet. */
  readonly signedThrough: number;
}

export interface SignatureProblem {
  readonly sequence: number;
  readonly problem: "unsigned" | "wrong-signature" | "malformed-key";
}

export const unsignedChain: SignedChain = { publicKey: undefined, signedThrough: 0 };

/**
 * Follows one more record. From the first introduced key on every commit's last record must be signed; that shows when
 * the next commit begins. Hashes and links are checked elsewhere.
 */
export function followSignature(
  chain: SignedChain,
  record: Pick<JournalRecord, "sequence" | "laneId" | "index" | "kind" | "entry" | "hash" | "signature">,
  isSignedBy: (publicKey: string, text: string, signature: string) => boolean,
): SignedChain | SignatureProblem {
  const { sequence } = record;
  if (record.index === 0 && chain.publicKey !== undefined && chain.signedThrough !== sequence - 1) return { sequence: sequence - 1, problem: "unsigned" };
  let { publicKey } = chain;
  if (record.kind === "signing-key-introduced" && record.laneId === null) {
    const introduced = signingKeyIntroduced.safeParse(record.entry);
    if (!introduced.success) return { sequence, problem: "malformed-key" };
    publicKey = introduced.data.publicKey;
  }
  if (record.signature === undefined) return { publicKey, signedThrough: chain.signedThrough };
  if (publicKey === undefined || !isSignedBy(publicKey, journalSignatureInput(record.hash), record.signature)) return { sequence, problem: "wrong-signature" };
  return { publicKey, signedThrough: sequence };
}
