import type { SigningKeyIntroduced } from "@laneway/contracts";
import { type RecordStore, requestHash } from "./record.js";
import type { Signer } from "./signer.js";

/** Tells the journal which key signs it from now on, when it is not told yet. */
export function introduceKey(record: RecordStore, { keyId, publicKey }: Signer, when: { readonly commandId: string; readonly atMs: number; readonly businessDate: string }): void {
  if (record.newestSigningKey()?.keyId === keyId) return;
  const entry: SigningKeyIntroduced = { keyId, publicKey };
  record.commit({
    ...when,
    laneId: null,
    requestHash: requestHash({ keyId }),
    actor: { kind: "system" },
    entries: [{ kind: "signing-key-introduced", shape: 1, entry }],
    answer: { result: "accepted", commandId: when.commandId },
    projections: [{ kind: "signing-key", keyId, publicKey }],
    snapshot: undefined,
  });
}
