import { createHmac } from "node:crypto";
import type { Item, LaneProfile, StoreConfig } from "@laneway/contracts";
import { shopperPricing } from "@laneway/domain/basket/shopper-pricing";
import type { InStoreScheme } from "@laneway/domain/item/in-store-scheme";
import type { LaneKnowledge, LaneRequest, LaneState, Transaction } from "@laneway/domain/lane/types";
import type { PricingContext } from "@laneway/domain/pricing/types";
import { eventsOn, policyOf } from "@laneway/domain/pricing/book-terms";
import type { RiskKnowledge } from "@laneway/domain/risk/types";
import { rulesOfStore } from "@laneway/domain/restriction/country-rules";
import { taxRatesAt } from "@laneway/domain/tax/rates-at";
import type { Catalogue, PriceBookVersion } from "../items/catalogue.js";
import type { RecordStore } from "../store/record.js";
import type { SlipDesk } from "./slip-desk.js";
import type { StoreTime } from "./business-time.js";
import { withElsewhere } from "@laneway/domain/returns/types";
import { findSale } from "./find-sale.js";
import type { FoundSale } from "./sale-finder.js";
import type { SharedLimits } from "./shared-limits.js";
import { lookUpCode, lookUpItem, type LookupSources } from "./item-lookup.js";
import type { LaneDevices } from "./lane-devices.js";

export interface KnowledgeSources {
  readonly config: StoreConfig;
  readonly record: Pick<RecordStore, "suspended" | "inquiries" | "receiptPlace" | "laneRecords" | "basketBegin" | "returns" | "weights" | "vouchers" | "storedPayments">;
  /** Headquarters is reachable, as far as is known. */
  readonly online: () => boolean;
  readonly catalogue: Pick<Catalogue, "active" | "version" | "byCode" | "byId">;
  readonly storeTime: StoreTime;
  /** The store's business day. */
  readonly day: { readonly businessDate: (atMs: number) => string; readonly selling: LaneKnowledge["selling"] };
  readonly schemes: readonly InStoreScheme[];
  /** Where an e-receipt is served, up to its token. */
  readonly eReceiptBase: string;
  readonly sessionKey: string;
  readonly limits: SharedLimits;
  /** A sale that headquarters was asked for, by the receipt's name. */
  readonly foundElsewhere: (receipt: string) => FoundSale | undefined;
  readonly slips: Pick<SlipDesk, "look">;
  /** What a payment begun now may know of going without the host; undefined: the store has no say in it. */
  readonly offlineCards: () => LaneKnowledge["offlineCards"];
  /** What a basket is judged with; undefined: it is not. */
  readonly risk: (laneId: string, state: LaneState, commandId: string, atMs: number) => RiskKnowledge | undefined;
}

/** The price book of a store that has none yet: nothing is found, nothing can be sold. */
const noPriceBook = { bookId: "none", version: 0, pricesIncludeTax: true };

/** Gathers what `decide` may know for one request: values with versions, read at this moment. */
export class KnowledgeReader {
  readonly #sources: KnowledgeSources;
  readonly #store: LaneKnowledge["store"];
  readonly #restrictions: LaneKnowledge["restrictions"];

  constructor(sources: KnowledgeSources) {
    this.#sources = sources;
    const { id, name, addressLines, taxId, timeZone, receiptNotice } = sources.config.store;
    this.#restrictions = rulesOfStore(sources.config.store, sources.config.restrictions);
    this.#store = { storeId: id, name, addressLines, taxId, timeZone, receiptNotice };
  }

  /** The context of prices now: of the open basket's version, else of the version in force. */
  pricing(state: LaneState | undefined, atMs: number, channel: LaneProfile["channel"] = "store"): PricingContext {
    const { catalogue, config, storeTime } = this.#sources;
    const open = state?.transaction;
    const book: PriceBookVersion | undefined = (open === undefined ? undefined : catalogue.version(open.versions.priceBook.version)) ?? catalogue.active(atMs);
    const header = book?.header ?? { ...noPriceBook, currency: config.store.currency };
    const { bookId, version } = header;
    const { id: storeId, region } = config.store;
    // The prices of a basket are those of the moment it was begun, also past midnight.
    const localTime = storeTime.localTime(open?.startedAtMs ?? atMs);
    return {
      policy: open?.policy ?? policyOf(header),
      versions: open?.versions ?? { priceBook: { bookId, version } },
      taxRates: taxRatesAt(book?.taxGroups ?? [], { localTime, region }),
      promotions: book?.promotions ?? [],
      channel,
      storeId,
      region,
      customerGroups: [],
      localTime,
      events: eventsOn(header, { localTime, storeId, region }),
    };
  }

  /** The same for the shopper whose basket is open: with groups, coupons and exemption. */
  shopperPricing(state: LaneState | undefined, atMs: number, channel: LaneProfile["channel"]): PricingContext {
    return shopperPricing(this.pricing(state, atMs, channel), state?.transaction);
  }

  read(profile: LaneProfile, state: LaneState, devices: LaneDevices, commandId: string, request: LaneRequest, atMs: number): LaneKnowledge {
    const { config, day, eReceiptBase, sessionKey, record, limits, online, storeTime } = this.#sources;
    const prices = this.pricing(state, atMs, profile.channel);
    const sources = this.#lookupSources(prices, profile.laneId, storeTime.localTime(atMs).slice(0, 10));
    const lookup = lookupFor(request, sources);
    const memberId = lookup?.kind === "member" ? lookup.memberId : state.transaction?.memberId;
    const { spentMinor, promotionUses } = limits.used(prices.promotions, memberId, profile.laneId);
    const pricing = { ...prices, spentMinor, shopper: { promotionUses } };
    const changesGroups = lookup?.kind === "member" || request.kind === "forget-member";
    const lineItems = changesGroups ? itemsOf(state, sources) : undefined;
    const token = request.kind === "recall" || request.kind === "attendant-recall" ? request.token : lookup?.kind === "suspended-token" ? lookup.token : undefined;
    const suspended = token === undefined ? undefined : record.suspended(token.toUpperCase());
    const produceWeightGrams = devices.sellableGrams;
    const bagItem = request.kind === "go-to-bags" || request.kind === "choose-bags" ? sources.byId(config.rules.bagItemId) : undefined;
    const awaited = request.kind === "timer" ? request.about : request.kind === "cancel-payment" ? state.attempt?.attemptId : undefined;
    const inquiryUnsent = awaited !== undefined && record.inquiries.of(awaited)?.state === "waiting";
    return {
      pricing,
      rules: config.rules,
      tenders: config.tenders,
      online: online(),
      store: this.#store,
      locales: config.store.locales,
      training: profile.training,
      businessDate: day.businessDate(atMs),
      localTime: storeTime.localTime(atMs),
      restrictions: this.#restrictions,
      learnedWeights: record.weights.known,
      selling: day.selling,
      cash: profile.cash,
      ...(tipsOf(profile, config)),
      eReceiptBase,
      eReceiptToken: createHmac("sha256", sessionKey).update(`e-receipt:${commandId}`).digest("base64url").slice(0, 22),
      ...(lookup === undefined ? {} : { lookup }),
      ...(produceWeightGrams === undefined ? {} : { produceWeightGrams }),
      ...(lineItems === undefined ? {} : { lineItems }),
      ...(bagItem === undefined ? {} : { bagItem }),
      ...(suspended === undefined ? {} : suspended.used ? { suspendedUsed: true } : { suspended: suspended.basket }),
      ...this.#risk(profile.laneId, state, commandId, request, atMs),
      ...(inquiryUnsent ? { inquiryUnsent } : {}),
      ...this.#offline(profile, request),
      ...this.#returns(state, request),
      ...(request.kind === "reprint-voucher" ? this.#voucher(request.number, atMs) : {}),
      hasSecurityScale: devices.has("security-scale"),
      hasPrinter: devices.has("receipt-printer"),
      terminalUsable: devices.terminalUsable,
    };
  }

  /** For a payment by card. Nothing that is only practised goes without a host. */
  #offline({ training }: LaneProfile, request: LaneRequest): Pick<LaneKnowledge, "offlineCards"> {
    const offlineCards = request.kind === "pay" && request.tender === "card" && !training ? this.#sources.offlineCards() : undefined;
    return offlineCards === undefined ? {} : { offlineCards };
  }

  /** For what may lead to paying. */
  #risk(laneId: string, state: LaneState, commandId: string, request: LaneRequest, atMs: number): Pick<LaneKnowledge, "risk"> {
    if (request.kind !== "go-to-bags" && request.kind !== "choose-bags") return {};
    const risk = this.#sources.risk(laneId, state, commandId, atMs);
    return risk === undefined ? {} : { risk };
  }

  #voucher(number: string, atMs: number): Pick<LaneKnowledge, "voucher"> {
    const { record, storeTime } = this.#sources;
    const voucher = record.vouchers.find(number, storeTime.localTime(atMs).slice(0, 10));
    return voucher === undefined ? {} : { voucher };
  }

  /** The sale that is to come back, and what has come back of it up to this moment, on whichever lane. */
  #returns(state: LaneState, request: LaneRequest): Pick<LaneKnowledge, "sale" | "earlier" | "elsewhere" | "paymentLost"> {
    const { record, foundElsewhere } = this.#sources;
    const here = (transactionId: string) => record.returns.earlier(transactionId);
    if (request.kind === "begin-return") {
      const told = foundElsewhere(request.receipt);
      const sale = findSale(record, request.receipt) ?? told?.sale;
      if (sale === undefined) return {};
      const { transactionId } = sale.transaction;
      const elsewhere = told?.sale.transaction.transactionId === transactionId ? told.elsewhere : undefined;
      return { sale, earlier: withElsewhere(here(transactionId), elsewhere), ...(elsewhere === undefined ? {} : { elsewhere }), ...this.#lost(sale.transaction) };
    }
    const isAbout = request.kind === "choose-return" || request.kind === "confirm-return" || request.kind === "return-held";
    if (!isAbout || state.returning === undefined) return {};
    const { original, elsewhere } = state.returning;
    return { earlier: withElsewhere(here(original.transaction.transactionId), elsewhere), ...this.#lost(original.transaction) };
  }

  #lost({ tenders }: Transaction): Pick<LaneKnowledge, "paymentLost"> {
    const lost = tenders.some((tender) => tender.kind === "card" && tender.offline === true && this.#sources.record.storedPayments.isLost(tender.attemptId));
    return lost ? { paymentLost: true } : {};
  }

  #lookupSources(pricing: PricingContext, laneId: string, today: string): LookupSources {
    const { catalogue, config, record, schemes, limits, slips } = this.#sources;
    const { versions, policy, localTime } = pricing;
    const { version } = versions.priceBook;
    return {
      schemes,
      facts: { year: Number(localTime.slice(0, 4)), currencyDigits: policy.currencyDigits },
      byCode: (key) => catalogue.byCode(key, version),
      byId: (itemId) => catalogue.byId(itemId, version),
      memberCards: catalogue.version(version)?.header.memberCards ?? [],
      slip: (text) => slips.look(text, today),
      coupons: { pricing, retailerId: config.store.retailerId, isUsed: (useKey) => limits.isCouponUsed(useKey, laneId) },
      isSuspendedToken: (text) => text.length <= 64 && record.suspended(text) !== undefined,
    };
  }
}

/** Whether shoppers are asked for a tip on a lane, and what for. */
export const tipsOf = ({ tips }: LaneProfile, { tenders }: StoreConfig): Pick<LaneKnowledge, "tips"> => ((tips ?? tenders.tips.enabled) ? { tips: tenders.tips } : {});

/** The items of the lines that are sold, of the basket's price book version. */
function itemsOf({ transaction }: LaneState, sources: LookupSources): Item[] {
  const sold = transaction?.lines.filter((line) => !line.voided) ?? [];
  return [...new Set(sold.map((line) => line.item.itemId))].map(sources.byId).filter((item) => item !== undefined);
}

function lookupFor(request: LaneRequest, sources: LookupSources) {
  if (request.kind === "scan") return lookUpCode(request.text, request.aim, sources);
  if (request.kind === "key-code") return lookUpCode(request.code, undefined, sources);
  if (request.kind === "pick-item" || request.kind === "weigh-item" || request.kind === "identify-item") return lookUpItem(request.itemId, sources);
  return undefined;
}
