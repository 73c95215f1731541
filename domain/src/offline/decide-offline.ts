import { err, ok, type Refusal, type Result, type StoredPayment } from "@laneway/contracts";
import { refusalOf } from "../lane/refusal-of.js";
import { isInForce } from "./offline-way.js";
import { maySuffer } from "./stored-table.js";
import { type NewOfflineEntry, type OfflineEntry, type OfflineEntryKind, offlineEntryShapes, type OfflineFacts, type OfflineOrder, type OfflineRequest, type OfflineState } from "./types.js";

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** What a command, or a terminal's word, does to card payments without the host. No entry means that there was nothing to do. */
export function decideOffline(state: OfflineState, order: OfflineOrder, facts: OfflineFacts): Result<readonly OfflineEntry[], Refusal> {
  const decided = decideOne(state, order, facts);
  if (!decided.ok) return decided;
  const { atMs, actor } = order;
  return ok(decided.value.map((entry) => ({ ...entry, shape: offlineEntryShapes[entry.kind], atMs, actor }) as OfflineEntry));
}

type Decided = Result<readonly NewOfflineEntry[], Refusal>;

function decideOne(state: OfflineState, order: OfflineOrder, facts: OfflineFacts): Decided {
  const { request, atMs } = order;
  switch (request.kind) {
    case "allow-offline-cards":
      return allow(order, request.minutes, facts);
    case "end-offline-cards":
      return isInForce(state.allowance, atMs) ? ok([{ kind: "offline-cards-ended", allowanceId: state.allowance.allowanceId }]) : err(refusalOf("offline-cards-not-allowed"));
    // Nothing is decided: the terminals are asked.
    case "ask-stored-payments":
      return ok([]);
    case "note-stored-payment":
      return note(order, request, facts);
    case "stored-payment-told":
      return ok(told(request, facts.payment, atMs));
    case "look-for-risk":
      return ok(facts.waiting.filter((payment) => isOverdue(payment, facts, atMs)).map((payment) => ({ kind: "stored-payment-at-risk", payment: { ...payment, atRisk: true } })));
  }
}

/** By name, with the limits of this moment, for a limited time; a new word takes the place of the one before. */
function allow({ commandId, actor, atMs }: OfflineOrder, minutes: number, { limits }: OfflineFacts): Decided {
  if (actor.kind !== "attendant") return err(refusalOf("not-allowed"));
  if (!limits.enabled) return err(refusalOf("offline-cards-off"));
  if (minutes > limits.minutes) return err({ reason: "invalid-request", fields: [{ path: "minutes", message: `at most ${limits.minutes}` }] });
  const { attendantId, name, approvedBy } = actor;
  const { eachMinor, sumMinor } = limits;
  const allowance = { allowanceId: `${commandId}.1`, by: { attendantId, name }, ...(approvedBy === undefined ? {} : { approvedBy }), fromMs: atMs, untilMs: atMs + minutes * minuteMs, eachMinor, sumMinor };
  return ok([{ kind: "offline-cards-allowed", allowance }]);
}

/** A person has found out what the terminal did not tell: of a loss, or of a payment that has waited too long. */
function note({ actor, atMs }: OfflineOrder, { outcome, note: words }: Extract<OfflineRequest, { kind: "note-stored-payment" }>, { payment }: OfflineFacts): Decided {
  if (actor.kind !== "attendant") return err(refusalOf("not-allowed"));
  const isOpen = payment !== undefined && (payment.state === "declined" || (payment.state === "stored" && payment.atRisk));
  if (!isOpen) return err(refusalOf("offline-payment-not-found"));
  const { attendantId, name } = actor;
  const noted = { outcome, by: { attendantId, name }, atMs, ...(words === undefined || words === "" ? {} : { note: words }) };
  return ok([{ kind: "stored-payment-noted", payment: { ...payment, state: "noted", changedAtMs: atMs, noted } }]);
}

/** Told again, or of a payment that was given back, it changes nothing. */
function told({ fate }: Extract<OfflineRequest, { kind: "stored-payment-told" }>, payment: StoredPayment | undefined, atMs: number): readonly NewOfflineEntry[] {
  const kind: OfflineEntryKind = fate.result === "forwarded" ? "stored-payment-forwarded" : "stored-payment-declined";
  if (payment === undefined || !maySuffer(payment.state, kind)) return [];
  const { code: _before, ...known } = payment;
  return [{ kind, payment: { ...known, state: fate.result, atRisk: false, changedAtMs: atMs, ...(fate.result === "declined" ? { code: fate.code } : {}) } }];
}

const isOverdue = ({ state, atRisk, atMs: storedAtMs }: StoredPayment, { limits }: OfflineFacts, atMs: number): boolean =>
  state === "stored" && !atRisk && atMs - storedAtMs >= limits.atRiskHours * hourMs;

/** Who allows it after an entry. Never refuses. */
export function evolveOffline(state: OfflineState, entry: OfflineEntry): OfflineState {
  if (entry.kind === "offline-cards-allowed") return { allowance: entry.allowance };
  return entry.kind === "offline-cards-ended" ? { allowance: undefined } : state;
}

export const nobodyAllows: OfflineState = { allowance: undefined };
