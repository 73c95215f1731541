import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import type { Sql } from "../database/database.js";
import type { InquiryHead } from "../inquiries/inquiry-head.js";
import { giveLoadsAgain, takeLoadsBack } from "../gift-card/load.js";
import { isSameRetailer } from "../stores/same-retailer.js";
import { asJson, findSale, foldSale } from "./find-sale.js";
import { holdReturn, releaseHold, returnedElsewhere } from "./holds.js";

type Find = Extract<InquiryRequest, { kind: "find-sale" }>;
type Hold = Extract<InquiryRequest, { kind: "hold-return" }>;

/** The sale behind a receipt, for a store where goods come back. */
export async function findForReturn(sql: Sql, askedBy: string, { receipt }: Find): Promise<InquiryOutcome> {
  const found = await findSale(sql, askedBy, receipt);
  if (typeof found === "string") return { result: "declined", code: found };
  const sale = await foldSale(sql, found);
  if (sale === undefined) return { result: "declined", code: "unreadable" };
  const { claims, refunds, undone } = await returnedElsewhere(sql, askedBy, found.storeId, found.transactionId);
  const { storeId, storeName } = found;
  return { result: "sale", storeId, storeName, sale: asJson(sale) as Extract<InquiryOutcome, { result: "sale" }>["sale"], elsewhere: { claims, refunds, undone } };
}

/** Holds what a return takes, before its store gives any money. */
export async function holdForReturn(sql: Sql, { storeId: byStore, inquiryId: holdId, laneId, nowMs }: InquiryHead, request: Hold): Promise<InquiryOutcome> {
  const { storeId: saleStore, transactionId, returnId, purpose, units, refunds, cardLoads = [] } = request;
  if (!(await isSameRetailer(sql, byStore, saleStore))) return { result: "declined", code: "unknown-sale" };
  const held = await holdReturn(sql, { byStore, returnId, holdId, saleStore, transactionId, undoes: purpose === "post-void", units, parts: refunds }, nowMs);
  if (held !== "held") return { result: "declined", code: held };
  await giveLoadsAgain(sql, byStore, returnId, nowMs);
  const taken = await takeLoadsBack(sql, { saleStore, byStore, returnId, laneId, loads: cardLoads }, nowMs);
  if (taken === "taken") return { result: "held" };
  await releaseHold(sql, byStore, holdId, nowMs);
  return { result: "declined", code: taken };
}

export async function releaseHeld(sql: Sql, byStore: string, holdId: string, nowMs: number): Promise<InquiryOutcome> {
  const released = await releaseHold(sql, byStore, holdId, nowMs);
  return { result: "not-performed", because: released ? "given up" : "nothing was held" };
}
