import type { FiscalBlock, Receipt } from "@laneway/contracts";
import type { FiscalReceipt } from "@laneway/domain/fiscal/types";
import type { Effect } from "@laneway/domain/lane/types";

type Print = Extract<Effect, { kind: "print-receipt" }>;

export interface HeldPrintsDeps {
  readonly blockOf: (laneId: string, receiptNumber: string) => FiscalBlock | undefined;
  readonly print: (laneId: string, effect: Print, id: string) => void;
}

/** Receipts go to paper with their fiscal block, so a print waits for it: milliseconds, or until the unit's patience is over. */
export class HeldPrints {
  readonly #deps: HeldPrintsDeps;
  #held: { readonly laneId: string; readonly effect: Print; readonly id: string }[] = [];

  constructor(deps: HeldPrintsDeps) {
    this.#deps = deps;
  }

  print(laneId: string, effect: Print, id: string): void {
    const block = this.#deps.blockOf(laneId, effect.receipt.receiptNumber);
    if (block === undefined) this.#held.push({ laneId, effect, id });
    else this.#deps.print(laneId, withBlock(effect, block), id);
  }

  settled({ laneId, receiptNumber }: FiscalReceipt, block: FiscalBlock): void {
    const due = this.#held.filter((each) => each.laneId === laneId && each.effect.receipt.receiptNumber === receiptNumber);
    this.#held = this.#held.filter((each) => !due.includes(each));
    for (const { effect, id } of due) this.#deps.print(laneId, withBlock(effect, block), id);
  }
}

const withBlock = (effect: Print, fiscal: FiscalBlock): Print => ({ ...effect, receipt: { ...effect.receipt, fiscal } satisfies Receipt });
