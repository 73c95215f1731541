import { err, ok, type Result, type StoreConfig } from "@laneway/contracts";
import type { Slip, SlipProblem } from "@laneway/domain/lane/types";
import { readSlip, type SlipKind, slipKeyOf, type SlipText, slipToSign } from "@laneway/domain/voucher/read-slip";
import type { KnownVoucher } from "@laneway/domain/voucher/types";
import { isSignedBy, type Signer } from "../store/signer.js";
import { storeIssuer } from "../store/vouchers.js";

// Text begins with what it is, so that a signature of one thing is never one of another.
const toSign = (kind: SlipKind, signed: string): string => `laneway-${kind}/1:${signed}`;

export interface SlipDeskDeps {
  readonly config: StoreConfig;
  readonly signer: Signer;
  readonly isUsed: (slipKey: string) => boolean;
  /** A voucher as the store's record has it. */
  readonly voucher: (number: string, today: string) => KnownVoucher | undefined;
  /** Every key that the store has signed with: paper outlives a change of it. */
  readonly ownKeys: () => readonly string[];
}

/** Knows whose slips and vouchers this store takes, and reads them. */
export class SlipDesk {
  readonly #deps: SlipDeskDeps;

  constructor(deps: SlipDeskDeps) {
    this.#deps = deps;
  }

  /** Undefined: the text is no slip. `today` is `YYYY-MM-DD` on the store's clock. */
  look(text: string, today: string): { readonly slip: Result<Slip, SlipProblem>; readonly used: boolean } | undefined {
    const read = readSlip(text);
    if (read === undefined) return undefined;
    const problem = read === "unreadable" ? "voucher-forged" : this.#problemOf(read, today);
    if (read === "unreadable" || problem !== undefined) return { slip: err(problem ?? "voucher-forged"), used: false };
    const { kind, number, amountMinor, currency, lastDay } = read;
    const slipKey = slipKeyOf(read);
    return { slip: ok({ kind, slipKey, number, amountMinor, currency, lastDay }), used: this.#deps.isUsed(slipKey) };
  }

  /** What the store itself signs: its code. The same facts always have the same one, so it need be kept nowhere. */
  issue(slip: Pick<SlipText, "kind" | "number" | "amountMinor" | "lastDay">): string {
    const { config, signer } = this.#deps;
    const { id: storeId, currency } = config.store;
    const signed = slipToSign({ ...slip, issuer: storeIssuer, currency, storeId });
    return `${signed}.${signer.sign(toSign(slip.kind, signed))}`;
  }

  #problemOf(text: SlipText, today: string): SlipProblem | undefined {
    const { config } = this.#deps;
    if (!this.#keysOf(text).some((key) => isSignedBy(key, toSign(text.kind, text.signed), text.signature))) return "voucher-forged";
    if (text.storeId !== config.store.id) return "voucher-elsewhere";
    if (text.kind === "voucher") return this.#voucherProblem(text, today);
    if (text.lastDay < today) return "voucher-expired";
    return text.amountMinor > config.tenders.depositSlips.maximumMinor ? "voucher-too-large" : undefined;
  }

  /** Machines sign slips only: nobody but the store issues its vouchers. */
  #keysOf({ kind, issuer }: SlipText): readonly string[] {
    const { config, ownKeys } = this.#deps;
    if (issuer === storeIssuer) return ownKeys();
    const machine = kind === "deposit-slip" ? config.tenders.depositSlips.issuers.find((each) => each.issuer === issuer) : undefined;
    return machine === undefined ? [] : [machine.publicKey];
  }

  /** A signature alone is not enough: the store's record must have issued just this. A key that was stolen makes no money. */
  #voucherProblem({ number, amountMinor, lastDay }: SlipText, today: string): SlipProblem | undefined {
    const known = this.#deps.voucher(number, today);
    if (known === undefined || known.amountMinor !== amountMinor || known.lastDay !== lastDay) return "voucher-unknown";
    if (known.state === "blocked") return "voucher-blocked";
    return known.state === "expired" ? "voucher-expired" : undefined;
  }
}
