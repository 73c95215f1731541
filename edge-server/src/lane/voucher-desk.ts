import type { Actor, CommandAnswer, Refusal, VoucherCommand, VoucherList, VoucherPaper, StoreConfig } from "@laneway/contracts";
import { decideBlock } from "@laneway/domain/voucher/block-voucher";
import type { Voucher } from "@laneway/domain/voucher/types";
import type { Clock } from "../ports.js";
import { type RecordStore, requestHash } from "../store/record.js";
import type { SlipDesk } from "./slip-desk.js";

export interface VoucherDeskDeps {
  readonly config: StoreConfig;
  readonly currencyDigits: number;
  readonly record: RecordStore;
  readonly slips: Pick<SlipDesk, "issue">;
  readonly clock: Clock;
  readonly businessDate: (atMs: number) => string;
  /** `YYYY-MM-DD` on the store's clock. */
  readonly today: (atMs: number) => string;
}

/** The store's vouchers: listed, blocked with a reason, and put on paper. */
export class VoucherDesk {
  readonly #deps: VoucherDeskDeps;

  constructor(deps: VoucherDeskDeps) {
    this.#deps = deps;
  }

  list(numberEnd: string, limit: number): VoucherList {
    const { record, clock, today } = this.#deps;
    return record.vouchers.list(numberEnd, limit, today(clock.nowMs()));
  }

  code({ number, amountMinor, lastDay }: Pick<Voucher, "number" | "amountMinor" | "lastDay">): string {
    return this.#deps.slips.issue({ kind: "voucher", number, amountMinor, lastDay });
  }

  paper(voucher: Voucher): VoucherPaper {
    const { config: { store }, currencyDigits } = this.#deps;
    const seller = { name: store.name, addressLines: [...store.addressLines] };
    return { seller, storeId: store.id, ...voucher, currencyDigits, code: this.code(voucher) };
  }

  /** The same command id again gets the same answer; another content under it is refused. */
  handle({ commandId, ...request }: VoucherCommand, actor: Actor): CommandAnswer {
    const { record, clock, businessDate, today } = this.#deps;
    const hash = requestHash({ vouchers: true, actor, request });
    const stored = record.answerTo(commandId);
    if (stored !== undefined) return stored.requestHash === hash ? (stored.answer as CommandAnswer) : refused(commandId, { reason: "command-id-reused" });
    const atMs = clock.nowMs();
    const decided = decideBlock(request, actor, record.vouchers.find(request.number, today(atMs)));
    const entry = decided.ok ? decided.value : undefined;
    const answer: CommandAnswer = decided.ok ? { result: "accepted", commandId, version: record.journal.last.sequence + (entry === undefined ? 0 : 1) } : refused(commandId, decided.error);
    const { number, reason } = request;
    const by = actor.kind === "attendant" ? actor.name : actor.kind;
    record.commit({
      laneId: null, commandId, requestHash: hash, atMs, businessDate: businessDate(atMs), actor, answer, snapshot: undefined,
      entries: entry === undefined ? [] : [{ kind: entry.kind, shape: entry.shape, entry: { number, reason } }],
      projections: entry === undefined ? [] : [{ kind: "voucher-blocked", number, blocked: entry.kind === "voucher-blocked" ? { reason, by, atMs } : undefined }],
    });
    return answer;
  }
}

const refused = (commandId: string, refusal: Refusal): CommandAnswer => ({ result: "refused", commandId, refusal });
