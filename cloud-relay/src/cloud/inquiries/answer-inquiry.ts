import { type Inquiry, inquiryHashInput, type InquiryAnswer, type InquiryOutcome, type InquiryRequest, relayProtocol } from "@laneway/contracts";
import { sha256 } from "../../record-hash.js";
import type { Database, Sql } from "../database/database.js";
import { answerRedirect } from "../redirect/answer-inquiry.js";
import type { RedirectDesk } from "../redirect/desk.js";
import type { InquiryHead } from "./inquiry-head.js";
import { findForReturn, holdForReturn, releaseHeld } from "../returns/answer-inquiry.js";
import { giveBackToGiftCard } from "../gift-card/give-back.js";
import { loadNow, prepareLoad } from "../gift-card/load.js";
import { giveBackPoints } from "../loyalty/give-back.js";
import { holdPoints, pointsBalance, redeemPoints, reversePoints } from "../loyalty/redeem.js";
import { giftCardBalance, redeemGiftCard, reverseRedemption } from "../gift-card/redeem.js";

interface KeptRow {
  readonly content_hash: string | null;
  readonly outcome: string;
}

/** Answered by a provider outside, whose own record keeps it from being done twice. */
type OutsideRequest = Parameters<typeof answerRedirect>[3];
type OwnKind = Exclude<InquiryRequest["kind"], "open-redirect" | "redirect-status" | "cancel-redirect" | "find-sale">;

const isOutside = (request: InquiryRequest): request is OutsideRequest =>
  request.kind === "open-redirect" || request.kind === "redirect-status" || request.kind === "cancel-redirect" || ((request.kind === "take-back" || request.kind === "give-back") && request.tender === "redirect");

/** By kind: does what is asked, within the transaction that keeps the answer. */
const handlers: { readonly [K in OwnKind]: (sql: Sql, head: InquiryHead, request: Extract<InquiryRequest, { kind: K }>) => Promise<InquiryOutcome> } = {
  "redeem-gift-card": redeemGiftCard,
  "gift-card-balance": giftCardBalance,
  "prepare-gift-card": prepareLoad,
  "load-gift-card": loadNow,
  "points-balance": pointsBalance,
  "redeem-points": redeemPoints,
  "hold-points": holdPoints,
  "take-back": takeBack,
  "hold-return": holdForReturn,
  "release-return": releaseForReturn,
  "give-back": giveBack,
};

/**
 * Answers a store's question: what it asks for and the answer are one transaction, kept for ever under the store and the inquiry's id. The
 * same again gets the same answer; another content under the id is refused and changes nothing. Rejects when the database is away:
 * then nothing has happened. Undefined: a provider has not answered yet; the store asks again.
 */
export function answerInquiry({ database, redirect }: InquirySources, inquiry: Inquiry, nowMs: number): Promise<InquiryAnswer | undefined> {
  const { storeId, inquiryId, laneId, request } = inquiry;
  const contentHash = sha256(inquiryHashInput(inquiry));
  const head: InquiryHead = { storeId, inquiryId, laneId, nowMs };
  const answered = (outcome: InquiryOutcome): InquiryAnswer => ({ protocol: relayProtocol, result: "answered", inquiryId, contentHash, outcome });
  // Changes nothing, so nothing is kept of it.
  if (request.kind === "find-sale") return database.transaction((sql) => findForReturn(sql, storeId, request)).then(answered);
  if (isOutside(request)) return answerOutside(database, head, { kind: request.kind, contentHash }, answered, () => askOutside(redirect, head, request));
  return database.transaction(async (sql) => {
    const kept = await keep(sql, head, { kind: request.kind, contentHash });
    if (kept !== undefined) {
      // Taken back before it arrived: whatever it asks for, it books nothing.
      if (kept.content_hash === null || kept.content_hash === contentHash) return answered(JSON.parse(kept.outcome) as InquiryOutcome);
      return { protocol: relayProtocol, result: "refused", inquiryId, reason: "conflicting-inquiry" };
    }
    const handle = handlers[request.kind as OwnKind] as (sql: Sql, head: InquiryHead, request: InquiryRequest) => Promise<InquiryOutcome>;
    const outcome = await handle(sql, head, request);
    await settle(sql, head, outcome);
    return answered(outcome);
  });
}

export interface InquirySources {
  readonly database: Database;
  readonly redirect?: RedirectDesk;
}

const askOutside = (redirect: RedirectDesk | undefined, { storeId, inquiryId }: InquiryHead, request: OutsideRequest): Promise<InquiryOutcome | undefined> =>
  redirect === undefined ? Promise.resolve({ result: "declined", code: "provider-unknown" }) : answerRedirect(redirect, storeId, inquiryId, request);

/** Keeps the first answer that comes from outside; no transaction is open while a provider is asked. */
async function answerOutside(
  database: Database,
  head: InquiryHead,
  content: { kind: string; contentHash: string },
  answered: (outcome: InquiryOutcome) => InquiryAnswer,
  ask: () => Promise<InquiryOutcome | undefined>,
): Promise<InquiryAnswer | undefined> {
  const { storeId, inquiryId } = head;
  const before = await keptUnder(database, head);
  const outcome = before === undefined ? await ask() : undefined;
  if (before === undefined && outcome === undefined) return undefined;
  const kept = await database.transaction(async (sql) => {
    const first = await keep(sql, head, content);
    if (first === undefined && outcome !== undefined) await settle(sql, head, outcome);
    return keptUnder(sql, head);
  });
  if (kept === undefined) throw new Error(`inquiry ${inquiryId} of ${storeId} was not kept`);
  if (kept.content_hash !== content.contentHash) return { protocol: relayProtocol, result: "refused", inquiryId, reason: "conflicting-inquiry" };
  return answered(JSON.parse(kept.outcome) as InquiryOutcome);
}

const keptUnder = async (sql: Sql, { storeId, inquiryId }: InquiryHead): Promise<KeptRow | undefined> =>
  (await sql.query<KeptRow>("select content_hash, outcome from inquiries where store_id = $1 and inquiry_id = $2", [storeId, inquiryId]))[0];

/**
 * Takes the id for this transaction, or answers what is kept under it. A second transaction with the same id waits here for the first.
 * Content hash null: the id of something that is never to happen.
 */
async function keep(sql: Sql, { storeId, inquiryId, laneId, nowMs }: InquiryHead, content: { kind: string; contentHash: string | null }): Promise<KeptRow | undefined> {
  const made = await sql.query<{ inquiry_id: string }>(
    `insert into inquiries (store_id, inquiry_id, lane_id, kind, content_hash, received_at_ms, outcome, declined_code) values ($1, $2, $3, $4, $5, $6, '', null)
     on conflict (store_id, inquiry_id) do nothing returning inquiry_id`,
    [storeId, inquiryId, laneId, content.kind, content.contentHash, nowMs],
  );
  return made.length > 0 ? undefined : keptUnder(sql, { storeId, inquiryId, laneId, nowMs });
}

async function settle(sql: Sql, { storeId, inquiryId }: Pick<InquiryHead, "storeId" | "inquiryId">, outcome: InquiryOutcome): Promise<void> {
  await sql.query("update inquiries set outcome = $3, declined_code = $4 where store_id = $1 and inquiry_id = $2", [
    storeId,
    inquiryId,
    JSON.stringify(outcome),
    outcome.result === "declined" ? outcome.code : null,
  ]);
}

/** Gives up what an inquiry holds; one that has not arrived yet will hold nothing. */
async function releaseForReturn(sql: Sql, head: InquiryHead, { target }: Extract<InquiryRequest, { kind: "release-return" }>): Promise<InquiryOutcome> {
  const ofTarget = { ...head, inquiryId: target };
  if ((await keep(sql, ofTarget, { kind: "taken-back", contentHash: null })) === undefined) {
    await settle(sql, ofTarget, { result: "not-performed", because: "given up before it arrived" });
    return { result: "not-performed", because: "given up before it arrived" };
  }
  return releaseHeld(sql, head.storeId, target, head.nowMs);
}

function giveBack(sql: Sql, head: InquiryHead, request: Extract<InquiryRequest, { kind: "give-back" }>): Promise<InquiryOutcome> {
  if (request.tender === "gift-card") return giveBackToGiftCard(sql, head, request);
  if (request.tender === "loyalty") return giveBackPoints(sql, head, request);
  return Promise.resolve({ result: "declined", code: "not-refundable" });
}

/** Undoes what an inquiry booked; one that has not arrived yet will book nothing. */
async function takeBack(sql: Sql, head: InquiryHead, { tender, target }: Extract<InquiryRequest, { kind: "take-back" }>): Promise<InquiryOutcome> {
  const ofTarget = { ...head, inquiryId: target };
  const kept = await keep(sql, ofTarget, { kind: "taken-back", contentHash: null });
  if (kept === undefined) {
    const never: InquiryOutcome = { result: "not-performed", because: "taken back before it arrived" };
    await settle(sql, ofTarget, never);
    return never;
  }
  const reversed = await (tender === "loyalty" ? reversePoints : reverseRedemption)(sql, head, target);
  return { result: "not-performed", because: reversed ? "taken back" : "nothing was booked" };
}
