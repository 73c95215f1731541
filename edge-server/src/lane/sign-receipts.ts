import { receiptSignatureInput } from "@laneway/contracts";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import type { Signer } from "../store/signer.js";

/** The entries, with the store's signature on each receipt that is in them for the first time. */
export function signReceipts(entries: readonly LaneEntry[], signer: Pick<Signer, "keyId" | "sign">): readonly LaneEntry[] {
  return entries.map((entry) => {
    if (!("receipt" in entry)) return entry;
    const { receipt } = entry;
    return { ...entry, receipt: { ...receipt, signature: { keyId: signer.keyId, value: signer.sign(receiptSignatureInput(receipt)) } } };
  });
}
