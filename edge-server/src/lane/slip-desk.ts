import { err, ok, type Result, type StoreConfig } from "@laneway/contracts";
import type { DepositSlip, SlipProblem } from "@laneway/domain/lane/types";
import { readSlip, type SlipText, slipToSign } from "@laneway/domain/voucher/read-slip";
import { isSignedBy, type Signer } from "../store/signer.js";

/** Who signs slips with the store's own key. */
export const storeIssuer = "store";
// Text begins with what it is, so that a signature of one thing is never one of another.
const toSign = (signed: string): string => `laneway-deposit-slip/1:${signed}`;

/** Knows whose slips this store takes, and reads them. */
export class SlipDesk {
  readonly #config: StoreConfig;
  readonly #signer: Signer;
  readonly #isUsed: (slipKey: string) => boolean;

  constructor(config: StoreConfig, signer: Signer, isUsed: (slipKey: string) => boolean) {
    this.#config = config;
    this.#signer = signer;
    this.#isUsed = isUsed;
  }

  /** Undefined: the text is no slip. `today` is `YYYY-MM-DD` on the store's clock. */
  look(text: string, today: string): { readonly slip: Result<DepositSlip, SlipProblem>; readonly used: boolean } | undefined {
    const read = readSlip(text);
    if (read === undefined) return undefined;
    const problem = read === "unreadable" ? "voucher-forged" : this.#problemOf(read, today);
    if (read === "unreadable" || problem !== undefined) return { slip: err(problem ?? "voucher-forged"), used: false };
    const { issuer, number, amountMinor, currency } = read;
    const slipKey = `${issuer}.${number}`;
    return { slip: ok({ slipKey, number, amountMinor, currency }), used: this.#isUsed(slipKey) };
  }

  /** A slip signed with the store's own key: its code. */
  issue(slip: Pick<SlipText, "number" | "amountMinor" | "lastDay">): string {
    const { id: storeId, currency } = this.#config.store;
    const signed = slipToSign({ ...slip, issuer: storeIssuer, currency, storeId });
    return `${signed}.${this.#signer.sign(toSign(signed))}`;
  }

  #problemOf({ issuer, amountMinor, lastDay, storeId, signed, signature }: SlipText, today: string): SlipProblem | undefined {
    const { depositSlips } = this.#config.tenders;
    const machine = depositSlips.issuers.find((each) => each.issuer === issuer);
    const publicKey = issuer === storeIssuer ? this.#signer.publicKey : machine?.publicKey;
    if (publicKey === undefined || !isSignedBy(publicKey, toSign(signed), signature)) return "voucher-forged";
    if (storeId !== this.#config.store.id) return "voucher-elsewhere";
    if (lastDay < today) return "voucher-expired";
    return amountMinor > depositSlips.maximumMinor ? "voucher-too-large" : undefined;
  }
}
