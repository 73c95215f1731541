/** The words a paper receipt needs. A language without words of its own is printed with the English ones. */
export interface ReceiptWords {
  /** Whose dates and numbers go with the words. */
  readonly locale: string;
  readonly rightToLeft: boolean;
  readonly kilogram: string;
  readonly receipt: string;
  readonly lane: string;
  readonly taxId: string;
  readonly void: string;
  readonly deposit: string;
  readonly priceChanged: string;
  /** Before an amount that is on a gift card; and where headquarters could not be reached. */
  readonly loaded: string;
  readonly loadedLater: string;
  readonly rounding: string;
  readonly total: string;
  readonly change: string;
  readonly saved: string;
  /** The terminal approved the card without its host. */
  readonly cardOffline: string;
  readonly pointsEarned: string;
  readonly pointsUsed: string;
  readonly tax: string;
  readonly net: string;
  readonly gross: string;
  readonly pricesWithoutTax: string;
  readonly taxExempt: string;
  readonly online: string;
  readonly signature: string;
  /** Under the fiscal unit's code. The words for an outage are the law's own, in German. */
  readonly fiscal: string;
  readonly copy: string;
  readonly refund: string;
  readonly postVoid: string;
  readonly ofReceipt: string;
  readonly training: string;
  readonly tip: string;
  readonly charged: string;
  /** Of a saved basket. */
  readonly slip: string;
  readonly slipScan: string;
  readonly voucher: string;
  readonly voucherScan: string;
  readonly voucherNumber: string;
  readonly voucherLastDay: string;
  readonly voucherOnce: string;
  /** Of a copy: the number, not the paper, is worth the money. */
  readonly voucherCopy: string;
  /** On a receipt: what was left of a voucher, as another one. */
  readonly voucherRest: string;
  readonly tenders: Readonly<Record<"card" | "cash" | "gift-card" | "voucher" | "loyalty" | "redirect" | "deposit-slip", string>>;
}

const english: ReceiptWords = {
  locale: "en-GB",
  rightToLeft: false,
  kilogram: "kg",
  receipt: "Receipt",
  lane: "Lane",
  taxId: "Tax ID",
  void: "Void",
  deposit: "Deposit",
  priceChanged: "price changed by staff",
  loaded: "loaded",
  loadedLater: "on the card once the store is online",
  rounding: "Rounding",
  total: "TOTAL",
  change: "Change",
  saved: "You saved",
  cardOffline: "Approved offline, charged later",
  pointsEarned: "Points earned",
  pointsUsed: "Points used",
  tax: "Tax",
  net: "Net",
  gross: "Gross",
  pricesWithoutTax: "Prices without tax",
  taxExempt: "Tax exempt, certificate",
  online: "Your receipt online",
  signature: "Signature",
  fiscal: "Signed for the tax office",
  copy: "COPY",
  refund: "REFUND",
  postVoid: "SALE UNDONE",
  ofReceipt: "For receipt",
  training: "TRAINING - NOT A SALE",
  tip: "Tip",
  charged: "Charged",
  slip: "SAVED BASKET",
  slipScan: "Scan it at any lane to go on",
  voucher: "VOUCHER",
  voucherScan: "Scan it when you pay",
  voucherNumber: "Voucher",
  voucherLastDay: "Good until",
  voucherOnce: "Pays once, in this store.",
  voucherCopy: "Copy: of both papers only one pays.",
  voucherRest: "Rest as voucher",
  tenders: { card: "Card", cash: "Cash", "gift-card": "Gift card", voucher: "Voucher", loyalty: "Points", redirect: "Online payment", "deposit-slip": "Deposit slip" },
};

const german: ReceiptWords = {
  locale: "de",
  rightToLeft: false,
  kilogram: "kg",
  receipt: "Bon",
  lane: "Kasse",
  taxId: "USt-ID",
  void: "Storno",
  deposit: "Pfand",
  priceChanged: "Preis vom Personal geändert",
  loaded: "aufgeladen",
  loadedLater: "aufgeladen, sobald der Markt online ist",
  rounding: "Rundung",
  total: "SUMME",
  change: "Rückgeld",
  saved: "Sie haben gespart",
  cardOffline: "Offline genehmigt, Abbuchung folgt",
  pointsEarned: "Punkte gesammelt",
  pointsUsed: "Punkte eingelöst",
  tax: "MwSt",
  net: "Netto",
  gross: "Brutto",
  pricesWithoutTax: "Preise ohne Steuer",
  taxExempt: "Steuerfrei, Bescheinigung",
  online: "Ihr Bon im Netz",
  signature: "Signatur",
  fiscal: "Signiert nach RKSV",
  copy: "KOPIE",
  refund: "RÜCKGABE",
  postVoid: "STORNO DES BONS",
  ofReceipt: "Zu Bon",
  training: "SCHULUNG - KEIN VERKAUF",
  tip: "Trinkgeld",
  charged: "Belastet",
  slip: "GESPEICHERTER EINKAUF",
  slipScan: "An jeder Kasse scannen und weitermachen",
  voucher: "GUTSCHEIN",
  voucherScan: "Beim Bezahlen scannen",
  voucherNumber: "Gutschein",
  voucherLastDay: "Gültig bis",
  voucherOnce: "Gilt einmal, in diesem Markt.",
  voucherCopy: "Kopie: Von beiden Bons gilt nur einer.",
  voucherRest: "Rest als Gutschein",
  tenders: { card: "Karte", cash: "Bar", "gift-card": "Geschenkkarte", voucher: "Gutschein", loyalty: "Punkte", redirect: "Online-Zahlung", "deposit-slip": "Pfandbon" },
};

const arabic: ReceiptWords = {
  locale: "ar",
  rightToLeft: true,
  kilogram: "كغ",
  receipt: "الإيصال",
  lane: "الصندوق",
  taxId: "الرقم الضريبي",
  void: "أُزيل:",
  deposit: "تأمين:",
  priceChanged: "عدّل الموظف السعر",
  loaded: "شُحنت بمبلغ",
  loadedLater: "تُشحن فور عودة المتجر إلى الشبكة",
  rounding: "التقريب",
  total: "المجموع",
  change: "الباقي",
  saved: "وفّرت",
  cardOffline: "قُبلت دون اتصال وتُخصم لاحقًا",
  pointsEarned: "النقاط المكتسبة",
  pointsUsed: "النقاط المستخدمة",
  tax: "الضريبة",
  net: "الصافي",
  gross: "الإجمالي",
  pricesWithoutTax: "تُضاف الضريبة إلى الأسعار",
  online: "إيصالك عبر الإنترنت",
  signature: "التوقيع",
  taxExempt: "معفى من الضريبة، الشهادة",
  fiscal: "موقّع لمصلحة الضرائب",
  copy: "نسخة",
  refund: "إرجاع",
  postVoid: "أُلغي البيع",
  ofReceipt: "للإيصال",
  training: "تدريب – ليس بيعًا",
  tip: "إكرامية",
  charged: "المخصوم",
  slip: "سلة محفوظة",
  slipScan: "امسحها عند أي صندوق لتتابع",
  voucher: "قسيمة شراء",
  voucherScan: "امسحها عند الدفع",
  voucherNumber: "القسيمة",
  voucherLastDay: "صالحة حتى",
  voucherOnce: "تُستخدم مرة واحدة في هذا المتجر.",
  voucherCopy: "نسخة: واحدة فقط من الورقتين تدفع.",
  voucherRest: "الباقي قسيمة",
  tenders: { card: "بطاقة", cash: "نقدًا", "gift-card": "بطاقة هدية", voucher: "قسيمة", loyalty: "نقاط", redirect: "دُفع عبر الإنترنت", "deposit-slip": "قسيمة العبوات" },
};

const languages: ReadonlyMap<string, ReceiptWords> = new Map([["en", english], ["de", german], ["ar", arabic]]);

/** The words for a receipt's locale; its region's dates and numbers where the language is known (`en-US`, `de-CH`). */
export function receiptWords(locale: string): ReceiptWords {
  const words = languages.get(locale.split("-")[0] ?? "");
  if (words === undefined) return english;
  return locale.includes("-") ? { ...words, locale } : words;
}
