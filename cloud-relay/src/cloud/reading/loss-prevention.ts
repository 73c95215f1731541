import { type Actor, basketCheck, interventionKind, localizedText } from "@laneway/contracts";
import { z } from "zod";
import type { Sql } from "../database/database.js";
import { nameOf } from "../projection/follow.js";

/** Business dates, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface ReasonFigures {
  readonly kind: string;
  readonly calls: number;
  /** For a hundred baskets that were paid for. */
  readonly per100: number;
  readonly waiting: Waiting;
  /** A person looked and said so: all in order, or not. */
  readonly inOrder: number;
  readonly notInOrder: number;
}

/** From the call until somebody took it on (or answered at once), seconds. */
export interface Waiting {
  readonly answered: number;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
}

export interface ItemFigures {
  readonly name: string;
  /** How often a person was asked about it and answered. */
  readonly asked: number;
  readonly inOrder: number;
}

export interface ColleagueFigures {
  readonly name: string;
  readonly answered: number;
  /** From taking a call on until its answer, added up. */
  readonly seconds: number;
}

export interface DayCalls {
  readonly businessDate: string;
  readonly baskets: number;
  readonly calls: number;
}

/** What baskets drawn by chance say about those nobody was sent to. */
export interface AuditFigures {
  readonly answered: number;
  readonly missing: number;
  /** Estimated value missing from baskets nobody looked at; undefined: too few audits were answered. */
  readonly unseenMinor: number | undefined;
}

export interface LossPrevention {
  readonly period: Period;
  readonly baskets: number;
  readonly calls: number;
  readonly reasons: readonly ReasonFigures[];
  readonly days: readonly DayCalls[];
  readonly items: readonly ItemFigures[];
  /** Each call's waiting in seconds. */
  readonly waits: readonly number[];
  readonly colleagues: readonly ColleagueFigures[];
  /** Checks after which something was missing, and what was scanned and paid for after them. */
  readonly found: { readonly checks: number; readonly amountMinor: number };
  readonly audits: AuditFigures;
}

/** Fewer answered audits are no estimate. */
export const leastAudits = 20;

const evidence = z.object({
  itemNames: localizedText.optional(),
  amountMinor: z.int().optional(),
  check: z.object({ extent: basketCheck, items: z.array(z.object({ names: localizedText })) }).optional(),
});
const read = {
  "intervention-raised": z.object({ intervention: z.object({ interventionId: z.string(), kind: interventionKind, evidence }) }),
  "intervention-taken": z.object({ interventionId: z.string() }),
  "intervention-ended": z.object({ interventionId: z.string(), outcome: z.string() }),
  "outcome-undone": z.object({ interventionId: z.string() }),
  "risk-assessed": z.object({ assessment: z.object({ audit: z.boolean() }) }),
};
type Kind = keyof typeof read;

interface Row {
  readonly kind: Kind;
  readonly atMs: number;
  readonly actor: string;
  readonly entry: string;
  readonly businessDate: string;
  readonly transactionId: string | null;
  readonly totalMinor: number | null;
  readonly status: string | null;
}

interface Call {
  readonly kind: string;
  readonly businessDate: string;
  readonly raisedAtMs: number;
  readonly items: readonly string[];
  readonly amountMinor: number | undefined;
  readonly audit: boolean;
  /** What the basket came to in the end; undefined: it was not paid for. */
  readonly paidMinor: number | undefined;
  takenAtMs: number | undefined;
  answer: { readonly outcome: string; readonly atMs: number; readonly by: string } | undefined;
}

/** A store's interventions over a period: how many, for what, who waited how long, who saw to them, and what came of it. */
export async function lossPrevention(sql: Sql, storeId: string, period: Period): Promise<LossPrevention> {
  const days = await sql.query<{ businessDate: string; baskets: number }>(
    `select business_date as "businessDate", count(*)::int as baskets from transactions
     where store_id = $1 and business_date between $2 and $3 and status = 'completed' and not training group by business_date`,
    [storeId, period.from, period.to],
  );
  const kinds = Object.keys(read).map((kind) => `'${kind}'`).join(", ");
  const rows = await sql.query<Row>(
    `select r.kind, r.at_ms as "atMs", r.actor, r.entry, r.business_date as "businessDate", r.transaction_id as "transactionId",
       t.total_minor as "totalMinor", t.status
     from records r left join transactions t on t.store_id = r.store_id and t.transaction_id = r.transaction_id
     where r.store_id = $1 and r.business_date between $2 and $3 and r.kind in (${kinds}) and not coalesce(t.training, false)
     order by r.journal_id, r.sequence`,
    [storeId, period.from, period.to],
  );
  return figuresOf(period, days, callsIn(rows));
}

function callsIn(rows: readonly Row[]): Call[] {
  const calls = new Map<string, Call>();
  const audited = new Set<string>();
  for (const row of rows) {
    const parsed = read[row.kind].safeParse(JSON.parse(row.entry));
    // An entry that is not as this version knows it is listed as unread on the store's page.
    if (!parsed.success) continue;
    const entry = parsed.data;
    if ("assessment" in entry) {
      if (entry.assessment.audit && row.transactionId !== null) audited.add(row.transactionId);
    } else if ("intervention" in entry) {
      const { interventionId, kind, evidence: shown } = entry.intervention;
      const names = [...(shown.itemNames === undefined ? [] : [shown.itemNames]), ...(shown.check?.items.map((item) => item.names) ?? [])];
      calls.set(interventionId, {
        kind, businessDate: row.businessDate, raisedAtMs: row.atMs, amountMinor: shown.amountMinor, takenAtMs: undefined, answer: undefined,
        items: [...new Set(names.map((texts) => texts.en ?? Object.values(texts)[0] ?? ""))],
        audit: kind === "basket-check" && row.transactionId !== null && audited.has(row.transactionId),
        paidMinor: row.status === "completed" ? (row.totalMinor ?? undefined) : undefined,
      });
    } else {
      answerOf(calls.get(entry.interventionId), row, "outcome" in entry && typeof entry.outcome === "string" ? entry.outcome : undefined);
    }
  }
  return [...calls.values()];
}

/** A call of an earlier day than the period's first is left out whole. */
function answerOf(call: Call | undefined, { kind, atMs, actor }: Row, outcome: string | undefined): void {
  if (call === undefined) return;
  if (kind === "intervention-taken") call.takenAtMs ??= atMs;
  else if (kind === "outcome-undone") call.answer = undefined;
  else {
    const by = JSON.parse(actor) as Actor;
    if (outcome !== undefined && by.kind === "attendant") call.answer = { outcome, atMs, by: nameOf(by) };
  }
}

const judgedKinds: ReadonlySet<string> = new Set(["weight-mismatch", "basket-check"]);
const isInOrder = ({ kind, answer }: Call): boolean => judgedKinds.has(kind) && answer?.outcome === "approved";
const isNotInOrder = ({ kind, answer }: Call): boolean => judgedKinds.has(kind) && answer?.outcome === "refused";

const waitOf = ({ raisedAtMs, takenAtMs, answer }: Call): number | undefined => {
  const metAtMs = takenAtMs ?? answer?.atMs;
  return metAtMs === undefined ? undefined : Math.max(0, metAtMs - raisedAtMs) / 1_000;
};

function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function waitingIn(calls: readonly Call[]): Waiting {
  const waits = calls.flatMap((call) => waitOf(call) ?? []).sort((one, other) => one - other);
  return { answered: waits.length, p50: quantile(waits, 0.5), p95: quantile(waits, 0.95) };
}

/** Calls by what they have in common, the most first. */
function grouped(calls: readonly Call[], keysOf: (call: Call) => readonly string[]): readonly (readonly [string, readonly Call[]])[] {
  const groups = new Map<string, Call[]>();
  for (const call of calls) for (const key of keysOf(call)) groups.set(key, [...(groups.get(key) ?? []), call]);
  return [...groups].toSorted(([one, left], [other, right]) => right.length - left.length || (one < other ? -1 : 1));
}

function figuresOf(period: Period, days: readonly { readonly businessDate: string; readonly baskets: number }[], calls: readonly Call[]): LossPrevention {
  const baskets = days.reduce((sum, day) => sum + day.baskets, 0);
  const count = (of: readonly Call[], holds: (call: Call) => boolean) => of.filter(holds).length;
  const dates = [...new Set([...days.map((day) => day.businessDate), ...calls.map((call) => call.businessDate)])].sort();
  const judged = calls.filter((call) => isInOrder(call) || isNotInOrder(call));
  const missing = calls.filter((call) => call.kind === "basket-check" && isNotInOrder(call));
  return {
    period, baskets,
    calls: calls.length,
    reasons: grouped(calls, ({ kind }) => [kind]).map(([kind, of]) => ({
      kind, calls: of.length, per100: baskets === 0 ? 0 : (100 * of.length) / baskets, waiting: waitingIn(of), inOrder: count(of, isInOrder), notInOrder: count(of, isNotInOrder),
    })),
    days: dates.map((businessDate) => ({ businessDate, baskets: days.find((day) => day.businessDate === businessDate)?.baskets ?? 0, calls: count(calls, (call) => call.businessDate === businessDate) })),
    items: grouped(judged, ({ items }) => items).map(([name, of]) => ({ name, asked: of.length, inOrder: count(of, isInOrder) })),
    waits: calls.flatMap((call) => waitOf(call) ?? []),
    colleagues: grouped(calls, ({ answer }) => (answer === undefined ? [] : [answer.by])).map(([name, of]) => ({
      name, answered: of.length, seconds: of.reduce((sum, { takenAtMs, answer }) => sum + (takenAtMs === undefined || answer === undefined ? 0 : Math.max(0, answer.atMs - takenAtMs) / 1_000), 0),
    })),
    found: { checks: missing.length, amountMinor: missing.reduce((sum, call) => sum + foundIn(call), 0) },
    audits: auditsIn(calls, baskets),
  };
}

/** What was scanned after a check had found something missing; of a basket that was given up, nothing is known. */
const foundIn = ({ amountMinor, paidMinor }: Call): number => (amountMinor === undefined || paidMinor === undefined ? 0 : Math.max(0, paidMinor - amountMinor));

function auditsIn(calls: readonly Call[], baskets: number): AuditFigures {
  const checks = calls.filter((call) => call.kind === "basket-check" && (isInOrder(call) || isNotInOrder(call)));
  const audits = checks.filter(({ audit }) => audit);
  const missing = audits.filter(isNotInOrder);
  const foundMinor = missing.reduce((sum, call) => sum + foundIn(call), 0);
  const unlooked = Math.max(0, baskets - checks.length);
  return { answered: audits.length, missing: missing.length, unseenMinor: audits.length < leastAudits ? undefined : Math.round((foundMinor * unlooked) / audits.length) };
}
