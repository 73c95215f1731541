import type { ReturnView } from "@laneway/contracts";

const base: ReturnView = {
  returnId: "r-1",
  purpose: "return",
  receiptNumber: "lane-4-004211",
  businessDate: "2026-11-28",
  lines: [
    { lineId: "l1", name: "Oat drink barista 1 l", unit: "pieces", sold: 3, left: 2, leftMinor: 438, chosen: 1, refundMinor: 219 },
    { lineId: "l2", name: "Bananas", unit: "grams", sold: 842, left: 842, leftMinor: 139, chosen: 0, refundMinor: 0 },
    { lineId: "l3", name: "Sourdough rye loaf, stone-baked, sliced, 750 g", unit: "pieces", sold: 1, left: 0, leftMinor: 0, chosen: 0, refundMinor: 0 },
    { lineId: "l4", name: "Dark chocolate 70 %", unit: "pieces", sold: 2, left: 2, leftMinor: 598, chosen: 2, refundMinor: 598 },
  ],
  totalMinor: 817,
  parts: [
    { tender: "card", details: ["Visa", "**** 4242"], amountMinor: 500, way: "refund", state: "planned" },
    { tender: "card", details: ["Mastercard", "**** 0042"], amountMinor: 317, way: "refund", state: "planned" },
  ],
  confirmed: false,
};
const [first, second] = base.parts as [ReturnView["parts"][number], ReturnView["parts"][number]];

const toGiftCard: ReturnView["parts"][number] = { tender: "gift-card", details: ["**** 0042"], amountMinor: 500, way: "credit", state: "planned" };
const outOfTill: ReturnView["parts"][number] = { tender: "cash", details: [], amountMinor: 317, handedMinor: 315, way: "cash", state: "planned" };
const toWallet: ReturnView["parts"][number] = { tender: "redirect", details: ["PayNow", "W4F1A2"], amountMinor: 219, way: "credit", state: "planned" };

/** A return while goods are chosen, while money goes back, and when a part of it was refused or is unclear. */
export const returnStates = {
  "return-choosing": base,
  "return-running": { ...base, confirmed: true, parts: [{ ...first, state: "running" }, second] },
  "return-declined": { ...base, confirmed: true, parts: [{ ...first, state: "given" }, { ...second, state: "declined" }] },
  "return-unclear": { ...base, confirmed: true, parts: [{ ...first, state: "unclear" }, second] },
  "return-split": { ...base, totalMinor: 1_036, parts: [toGiftCard, outOfTill, toWallet] },
  "return-cash": { ...base, confirmed: true, parts: [{ ...toGiftCard, state: "promised" }, { ...outOfTill, state: "running" }, toWallet] },
  "return-booking": { ...base, confirmed: true, parts: [{ ...toGiftCard, state: "running" }] },
  "return-elsewhere": { ...base, storeName: "Corner Market, Harbour Street", hold: "asking" },
  "return-taken": { ...base, storeName: "Corner Market, Harbour Street", hold: "already-returned" },
  "return-voucher": { ...base, asVoucher: true, parts: [{ tender: "voucher", details: [], amountMinor: 817, way: "voucher", state: "planned" }] },
  "return-undo": { ...base, purpose: "post-void", parts: [{ ...first, amountMinor: 817, way: "reversal" }] },
} satisfies Record<string, ReturnView>;
