import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { walletOpening, type WalletOpening, type WalletPayment, walletPayment } from "../wallet-protocol.js";

/** What the person with the phone does. The last four are what goes wrong in the world. */
export const walletAction = z.enum(["approve", "decline", "expire", "approve-unheard", "approve-twice-told", "approve-late"]);
export type WalletAction = z.infer<typeof walletAction>;

const entry = z.strictObject({
  token: z.string(),
  payment: walletPayment,
  /** Undefined: cancelled before it was opened. */
  opening: walletOpening.optional(),
  /** Parts that were given back, by the shop's name for each. */
  refunds: z.record(z.string(), z.int()).default({}),
});
const waitingEvent = z.strictObject({ eventId: z.string(), reference: z.string(), payment: walletPayment, tries: z.int(), dueAtMs: z.int() });
const bookFile = z.strictObject({ version: z.literal(1), payments: z.array(entry), events: z.array(waitingEvent) });

export type WalletEntry = z.infer<typeof entry>;
export type WaitingEvent = z.infer<typeof waitingEvent>;

const maximumPayments = 500;
const maximumTries = 10;
/** The phone says yes after all, this long after the payment has expired. */
const usualLateMs = 4_000;

/** The wallet's own books, in a file, so that a restart forgets nothing. Every change is on disk before it is answered. */
export function openWalletBook(path: string | undefined, payUrlOf: (token: string) => string, now: () => number, lateMs = usualLateMs) {
  let content: z.infer<typeof bookFile> = { version: 1, payments: [], events: [] };
  const later = new Set<NodeJS.Timeout>();
  if (path !== undefined) {
    try {
      content = bookFile.parse(JSON.parse(readFileSync(path, "utf8")));
    } catch (error) {
      // A damaged book of a simulation is set aside, never silently overwritten.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") renameSync(path, `${path}.damaged`);
    }
  }

  function save(next: Partial<z.infer<typeof bookFile>>): void {
    content = { ...content, ...next };
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(content), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  const byReference = (reference: string) => content.payments.find(({ payment }) => payment.reference === reference);

  /** The payment as it stands now: one whose time is over has expired. */
  function current(reference: string): WalletEntry | undefined {
    const held = byReference(reference);
    if (held?.payment.state === "open" && held.payment.expiresAtMs <= now()) return change(held, "expired", 1);
    return held;
  }

  /** Moves a payment on and tells the shop so many times. */
  function change(held: WalletEntry, state: WalletPayment["state"], tell: 0 | 1 | 2): WalletEntry {
    const changed: WalletEntry = { ...held, payment: { ...held.payment, state } };
    const eventId = randomUUID();
    const events = Array.from({ length: tell }, () => ({ eventId, reference: held.payment.reference, payment: changed.payment, tries: 0, dueAtMs: now() }));
    save({ payments: content.payments.map((each) => (each.token === held.token ? changed : each)), events: [...content.events, ...events] });
    return changed;
  }

  function add(payment: Omit<WalletPayment, "paymentId" | "payUrl" | "refundedMinor">, opening: WalletOpening | undefined): WalletEntry {
    const token = randomBytes(12).toString("base64url");
    const added: WalletEntry = { token, refunds: {}, payment: { ...payment, paymentId: `W${randomBytes(6).toString("hex").toUpperCase()}`, payUrl: payUrlOf(token), refundedMinor: 0 }, ...(opening === undefined ? {} : { opening }) };
    save({ payments: [...content.payments, added].slice(-maximumPayments) });
    return added;
  }

  return {
    current,
    byToken(token: string): WalletEntry | undefined {
      const held = content.payments.find((each) => each.token === token);
      return held === undefined ? undefined : current(held.payment.reference);
    },
    get all(): readonly WalletEntry[] {
      return content.payments;
    },
    /** Undefined: another payment stands under this reference. */
    open(reference: string, opening: WalletOpening): WalletEntry | undefined {
      const held = current(reference);
      if (held === undefined) {
        const { amountMinor, currency, expiresAtMs } = opening;
        return add({ reference, amountMinor, currency, expiresAtMs, state: expiresAtMs > now() ? "open" : "expired" }, opening);
      }
      const same = held.opening === undefined || (held.payment.amountMinor === opening.amountMinor && held.payment.currency === opening.currency);
      return same ? held : undefined;
    },
    cancel(reference: string): WalletEntry {
      const held = current(reference);
      if (held === undefined) return add({ reference, amountMinor: 1, currency: "XXX", expiresAtMs: now(), state: "cancelled" }, undefined);
      return held.payment.state === "open" ? change(held, "cancelled", 1) : held;
    },
    /** Undefined: nothing is held that could be given back. */
    refund(reference: string, amountMinor: number): WalletEntry | undefined {
      const held = current(reference);
      if (held?.payment.state !== "approved" || amountMinor !== held.payment.amountMinor) return undefined;
      const refunded: WalletEntry = { ...held, payment: { ...held.payment, refundedMinor: amountMinor } };
      save({ payments: content.payments.map((each) => (each.token === held.token ? refunded : each)) });
      return refunded;
    },
    /** A part goes back, once under its name. Undefined: not so much is held, or another amount stands under this name. */
    refundPart(reference: string, refund: string, amountMinor: number): WalletEntry | undefined {
      const held = current(reference);
      if (held?.payment.state !== "approved") return undefined;
      const known = held.refunds[refund];
      if (known !== undefined) return known === amountMinor ? held : undefined;
      const refundedMinor = held.payment.refundedMinor + amountMinor;
      if (refundedMinor > held.payment.amountMinor) return undefined;
      const refunded: WalletEntry = { ...held, refunds: { ...held.refunds, [refund]: amountMinor }, payment: { ...held.payment, refundedMinor } };
      save({ payments: content.payments.map((each) => (each.token === held.token ? refunded : each)) });
      return refunded;
    },
    /** What the person with the phone does; only with an open payment. */
    act(token: string, action: WalletAction): boolean {
      const held = this.byToken(token);
      if (held?.payment.state !== "open") return false;
      if (action === "decline") change(held, "declined", 1);
      else if (action === "expire") change(held, "expired", 1);
      else if (action === "approve-late") {
        const expired = change(held, "expired", 1);
        const timer = setTimeout(() => {
          later.delete(timer);
          change(expired, "approved", 1);
        }, lateMs);
        later.add(timer);
      } else change(held, "approved", action === "approve-unheard" ? 0 : action === "approve-twice-told" ? 2 : 1);
      return true;
    },
    dueEvents: (): readonly WaitingEvent[] => content.events.filter(({ dueAtMs }) => dueAtMs <= now()),
    callbackUrlOf: (reference: string): string | undefined => byReference(reference)?.opening?.callbackUrl,
    /** One telling is over: heard, or to be tried again, seldom and seldomer. */
    told(event: WaitingEvent, heard: boolean): void {
      const at = content.events.indexOf(event);
      const tries = event.tries + 1;
      const again = heard || tries >= maximumTries ? [] : [{ ...event, tries, dueAtMs: now() + 500 * 2 ** tries }];
      save({ events: [...content.events.slice(0, at), ...content.events.slice(at + 1), ...again] });
    },
    close(): void {
      for (const timer of later) clearTimeout(timer);
    },
  };
}

export type WalletBook = ReturnType<typeof openWalletBook>;
