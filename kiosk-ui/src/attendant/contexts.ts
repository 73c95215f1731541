import type { AttendantCommand, CommandAnswer, Credentials, DayCommand, DayReport, ItemCard, NoteCommand, OfflineCardsCommand, PriceExplanation, Refusal, Receipt, ShopperCommand, VoucherCommand, VoucherList } from "@laneway/contracts";
import { createContext } from "@lit/context";
import type { AttendantKey } from "../locale/attendant.en.js";
import type { Words } from "../locale/words.js";

export type AttendantWords = Words<AttendantKey>;
type WithoutId<C> = C extends { readonly commandId: string } ? Omit<C, "commandId"> : never;
/** What an attendant does in the shopper's place on a lane that they have taken over. */
export type ShopCommand = Extract<ShopperCommand, { kind: "pick-item" | "weigh-item" | "key-code" | "go-to-bags" | "choose-bags" | "back-to-basket" | "load-gift-card" | "drop-gift-card" | "pay" | "cancel-payment" }>;
export type AttendantRequest = WithoutId<AttendantCommand | ShopCommand>;
export type NoteRequest = WithoutId<NoteCommand>;
export type VoucherRequest = WithoutId<VoucherCommand>;
export type DayRequest = WithoutId<DayCommand>;
export type OfflineRequest = WithoutId<OfflineCardsCommand>;

/** What a store counts in; the same for all its lanes. */
export interface Money {
  readonly currency: string;
  readonly digits: number;
}

/** A receipt, and whether its sale was undone as a whole: then nothing of it comes back. */
export interface FoundReceipt {
  readonly receipt: Receipt;
  readonly undone: boolean;
}

/** What an attendant's screen may ask of the store's server. A command's id is minted by `send` and kept until it is answered. */
export interface StoreActions {
  /** Undefined: it was given up (signed out, or too much was waiting). */
  send(laneId: string, request: AttendantRequest): Promise<CommandAnswer | undefined>;
  /** The same, approved by a second person. Answers the refusal of that person's PIN or badge, if it was refused. Throws when the server does not answer. */
  sendApproved(laneId: string, request: AttendantRequest, by: Credentials): Promise<CommandAnswer | undefined>;
  /** The same for the store's business day. */
  sendDay(request: DayRequest): Promise<CommandAnswer | undefined>;
  /** A new passkey on this device for somebody. Throws `PasskeyGivenUp`, or `Unanswered`. */
  enrolPasskey(attendantId: string): Promise<Refusal | undefined>;
  /** Takes all of somebody's passkeys away; answers how many there were, or why not. Throws `Unanswered`. */
  removePasskeys(attendantId: string): Promise<number | Refusal>;
  /** The same for card payments without the bank; and with a second person's approval. */
  sendOffline(request: OfflineRequest): Promise<CommandAnswer | undefined>;
  sendOfflineApproved(request: OfflineRequest, by: Credentials): Promise<CommandAnswer | undefined>;
  /** The same for hand-over notes. */
  sendNote(request: NoteRequest): Promise<CommandAnswer | undefined>;
  /** The same for blocking a voucher and letting it go again. */
  sendVoucher(request: VoucherRequest): Promise<CommandAnswer | undefined>;
  /** The store's vouchers whose number ends so. */
  findVouchers(query: string): Promise<VoucherList>;
  /** Closed days, newest first. Throws when the server does not answer. */
  dayReports(): Promise<readonly DayReport[]>;
  /** Throws when the server does not answer. */
  findItems(query: string): Promise<readonly ItemCard[]>;
  findReceipts(query: string): Promise<readonly FoundReceipt[]>;
  /** Why the lines of a lane's open basket, or of a receipt, cost what they cost. */
  explainPrices(of: { readonly laneId: string } | { readonly receiptNumber: string }): Promise<PriceExplanation>;
}

export const attendantWordsContext = createContext<AttendantWords>(Symbol("attendant words"));
/** The store's time in milliseconds; ticks once a second. */
export const clockContext = createContext<number>(Symbol("clock"));
export const actionsContext = createContext<StoreActions>(Symbol("store actions"));
export const moneyContext = createContext<Money>(Symbol("money"));
