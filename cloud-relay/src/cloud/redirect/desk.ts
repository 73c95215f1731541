import type { Logger } from "pino";
import type { Database } from "../database/database.js";
import type { Provider, ProviderAnswer, ProviderPayment } from "../providers/provider.js";
import { isEnded, type RedirectEvent } from "./payment-table.js";
import { dueRefunds, learnRefund, type RedirectRefund, refundReferenceOf, type RefundOrder, saveRefund } from "./refunds.js";
import { duePayments, isNewEvent, lookLater, move, paymentOf, type RedirectKey, type RedirectPayment, referenceOf, saveIntent, saveNeverOpened, tellNo } from "./payments.js";

export interface RedirectDeskDeps {
  readonly database: Database;
  readonly providers: readonly Provider[];
  /** This headquarters as a provider reaches it, without a slash at the end. */
  readonly publicUrl: string;
  /** How long a shopper has. */
  readonly patienceMs: number;
  readonly now: () => number;
  readonly log: Logger;
}

/** What a store is told. `try-again`: nothing is known yet, and nothing may be concluded from that. */
export type RedirectSaid =
  | { readonly result: "opened"; readonly payUrl: string; readonly expiresAtMs: number; readonly providerName: string }
  | { readonly result: "approved"; readonly amountMinor: number; readonly currency: string; readonly bookingId: string; readonly providerName: string }
  | { readonly result: "declined"; readonly code: string }
  | { readonly result: "not-performed"; readonly because: "expired" | "cancelled" | "taken-back" }
  | { readonly result: "try-again" };

/** What a store is told of a part that is to go back. */
export type RefundSaid =
  | { readonly result: "given"; readonly bookingId: string; readonly providerName: string }
  | { readonly result: "refused"; readonly code: string }
  | { readonly result: "try-again" };

export type CallbackTaken = "taken" | "refused" | "unknown-payment" | "other-money";

const eventOf: Record<ProviderPayment["state"], Exclude<RedirectEvent, "approved-late">> = { open: "opened", approved: "approved", declined: "declined", expired: "expired", cancelled: "cancelled" };

/** How many payments one round looks at. */
const roundSize = 20;

/** Headquarters' side of payments on the shopper's phone: asks providers, hears them, and pursues every payment to its end. */
export class RedirectDesk {
  readonly #deps: RedirectDeskDeps;

  constructor(deps: RedirectDeskDeps) {
    this.#deps = deps;
  }

  get providerIds(): readonly string[] {
    return this.#deps.providers.map(({ id }) => id);
  }

  /** Opens a payment: saved first, then asked for. The same again is the same payment. */
  async open(key: RedirectKey, asked: { readonly provider: string; readonly amountMinor: number; readonly currency: string }): Promise<RedirectSaid> {
    const { database, now, patienceMs } = this.#deps;
    if (this.#provider(asked.provider) === undefined) return { result: "declined", code: "provider-unknown" };
    const nowMs = now();
    const held = await saveIntent(database, { ...key, ...asked, expiresAtMs: nowMs + patienceMs }, nowMs);
    return this.#tell(held.state === "opening" ? await this.#look(held) : held);
  }

  /** What became of it. Looks at the provider only when its own rounds have not done so for a while. */
  async status(key: RedirectKey): Promise<RedirectSaid> {
    return this.#tell(await paymentOf(this.#deps.database, key));
  }

  /** Passes the shopper's wish to stop on. The provider decides: the answer may be that it is paid. */
  async cancel(key: RedirectKey): Promise<RedirectSaid> {
    const held = await paymentOf(this.#deps.database, key);
    if (held === undefined || (held.state !== "open" && held.state !== "opening")) return this.#tell(held);
    return this.#tell(await this.#learn(held, await this.#provider(held.provider)?.cancel(referenceOf(held))));
  }

  /** The store does not want it, whatever became or becomes of it. Headquarters sees to that from here on. */
  async takeBack(key: RedirectKey): Promise<void> {
    const { database, now } = this.#deps;
    await database.transaction(async (sql) => {
      await saveNeverOpened(sql, key, this.#deps.providers[0]?.id ?? "none", now());
      await move(sql, key, "taken-back", {}, now());
    });
  }

  /** Gives a part of a paid payment back: saved first, then asked of the provider. The same again is the same refund. */
  async giveBack(order: RefundOrder): Promise<RefundSaid> {
    const { database, now } = this.#deps;
    const saved = await saveRefund(database, order, now());
    if (typeof saved === "string") return { result: "refused", code: saved };
    const { payment } = saved;
    const refund = saved.refund.state === "asking" ? await this.#lookRefund(saved.refund) : saved.refund;
    if (refund.state === "refused") return { result: "refused", code: refund.code ?? "refused" };
    if (refund.state === "asking") return { result: "try-again" };
    return { result: "given", bookingId: payment.providerReference ?? payment.paymentId, providerName: this.#provider(payment.provider)?.name ?? payment.provider };
  }

  async #lookRefund(refund: RedirectRefund): Promise<RedirectRefund> {
    const { database, now, log } = this.#deps;
    const payment = await paymentOf(database, refund);
    const provider = payment === undefined ? undefined : this.#provider(payment.provider);
    const answer = await provider?.refundPart(referenceOf(refund), refundReferenceOf(refund), refund.amountMinor);
    if (answer?.kind !== "given") log.warn({ refund: refundReferenceOf(refund), because: answer?.kind === "refused" ? answer.code : (answer?.because ?? "the provider is not configured") }, "a refund is not given yet");
    return learnRefund(database, refund, answer, now());
  }

  /** Takes a provider's callback: only signed, only fresh, each once. After the answer `taken` it is written down. */
  async callback(providerId: string, headers: Headers, body: string): Promise<CallbackTaken> {
    const { database, now, log } = this.#deps;
    const reading = this.#provider(providerId)?.readCallback(headers, body, now());
    if (reading === undefined || reading.kind === "refused") {
      log.warn({ provider: providerId, because: reading?.because ?? "unknown provider" }, "a callback is refused");
      return "refused";
    }
    const { payment, eventId } = reading;
    const key = keyOf(payment.reference);
    const held = key === undefined ? undefined : await paymentOf(database, key);
    if (key === undefined || held === undefined || held.provider !== providerId) return "unknown-payment";
    if (!this.#isSameMoney(held, payment)) return "other-money";
    await database.transaction(async (sql) => {
      if (await isNewEvent(sql, providerId, eventId, now())) await move(sql, key, eventOf[payment.state], { payment }, now());
    });
    return "taken";
  }

  /** Asks providers about what is due. Answers how many payments were looked at. */
  async pursue(): Promise<number> {
    const due = await duePayments(this.#deps.database, this.#deps.now(), roundSize);
    for (const payment of due) await this.#look(payment);
    const refunds = await dueRefunds(this.#deps.database, this.#deps.now(), roundSize);
    for (const refund of refunds) await this.#lookRefund(refund);
    return due.length + refunds.length;
  }

  /** Does the next thing for a payment, by its state. Each may be done again. */
  async #look(held: RedirectPayment): Promise<RedirectPayment> {
    const provider = this.#provider(held.provider);
    const reference = referenceOf(held);
    switch (held.state) {
      case "opening":
        return this.#learn(
          held,
          await provider?.open({
            reference,
            amountMinor: held.amountMinor,
            currency: held.currency,
            expiresAtMs: held.expiresAtMs,
            description: held.paymentId,
            callbackUrl: `${this.#deps.publicUrl}/callbacks/v1/${held.provider}`,
          }),
        );
      case "stopping":
        return this.#learn(held, await provider?.cancel(reference));
      case "refunding":
        return this.#learn(held, await provider?.refund(reference, held.amountMinor));
      default:
        return this.#learn(held, await provider?.look(reference));
    }
  }

  async #learn(held: RedirectPayment, answer: ProviderAnswer | undefined): Promise<RedirectPayment> {
    const { database, now, log } = this.#deps;
    const nowMs = now();
    if (answer?.kind === "refused" && held.state === "opening") {
      return (await database.transaction((sql) => move(sql, held, "declined", { code: answer.code }, nowMs))) ?? held;
    }
    if (answer?.kind !== "payment") {
      log.warn({ payment: referenceOf(held), because: answer?.kind === "no-answer" ? answer.because : (answer?.code ?? "the provider is not configured") }, "a provider could not be asked");
      await lookLater(database, held, nowMs);
      return held;
    }
    const { payment } = answer;
    if (!this.#isSameMoney(held, payment)) {
      await lookLater(database, held, nowMs);
      return held;
    }
    const refunded = held.state === "refunding" && payment.refundedMinor >= held.amountMinor;
    const moved = await database.transaction((sql) => move(sql, held, refunded ? "refunded" : eventOf[payment.state], { payment }, nowMs));
    if (moved?.state === held.state) await lookLater(database, held, nowMs);
    return moved ?? held;
  }

  async #tell(payment: RedirectPayment | undefined): Promise<RedirectSaid> {
    if (payment === undefined) return { result: "try-again" };
    const providerName = this.#provider(payment.provider)?.name ?? payment.provider;
    switch (payment.state) {
      case "open":
        return { result: "opened", payUrl: payment.payUrl ?? "", expiresAtMs: payment.expiresAtMs, providerName };
      case "paid":
        return { result: "approved", amountMinor: payment.amountMinor, currency: payment.currency, bookingId: payment.providerReference ?? payment.paymentId, providerName };
      case "declined":
      case "expired":
      case "cancelled": {
        const told = await tellNo(this.#deps.database, payment);
        if (told !== undefined && !isEnded(told.state)) return this.#tell(told);
        return payment.state === "declined" ? { result: "declined", code: payment.code ?? "declined" } : { result: "not-performed", because: payment.state };
      }
      case "opening":
        return { result: "try-again" };
      default:
        return { result: "not-performed", because: "taken-back" };
    }
  }

  #isSameMoney(held: RedirectPayment, payment: ProviderPayment): boolean {
    // Ended without money, there is none to compare.
    const ended = payment.state !== "open" && payment.state !== "approved";
    // Of a payment we never asked for, whatever is held is to be given back.
    const same = ended || held.currency === "" || (payment.amountMinor === held.amountMinor && payment.currency === held.currency);
    if (!same) this.#deps.log.error({ payment: referenceOf(held), asked: held.amountMinor, said: payment.amountMinor, currency: payment.currency }, "a provider speaks of other money; it is not believed");
    return same;
  }

  #provider(id: string): Provider | undefined {
    return this.#deps.providers.find((each) => each.id === id);
  }
}

function keyOf(reference: string): RedirectKey | undefined {
  const at = reference.indexOf(":");
  return at < 1 ? undefined : { storeId: reference.slice(0, at), paymentId: reference.slice(at + 1) };
}

/** Looks at due payments every second until `signal` aborts. */
export function pursuePayments(desk: RedirectDesk, signal: AbortSignal, log: Logger): void {
  const round = (): void => {
    if (signal.aborted) return;
    void desk
      .pursue()
      .catch((error: Error) => log.error({ error: error.message }, "payments could not be pursued"))
      .finally(() => {
        if (!signal.aborted) setTimeout(round, 1_000).unref();
      });
  };
  round();
}
