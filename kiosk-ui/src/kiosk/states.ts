import type {
  BasketView,
  CouponView,
  DepartmentCard,
  InterventionSummary,
  ItemCard,
  LaneStep,
  LaneView,
  LineView,
  PaymentView,
  PaymentWay,
  PrintState,
  Receipt,
  WeightView,
} from "@laneway/contracts";
import type { Task } from "./actions.js";
import { giftCardScenes } from "./gift-card-states.js";
import { pointsScenes } from "./points-states.js";
import { tipOf, withSurcharge } from "./tip-states.js";

/** A state of the kiosk as canned values: what the gallery draws, the tests check and the screenshots show. */
export interface KioskScene {
  readonly view: LaneView | undefined;
  readonly weight?: WeightView;
  readonly connection?: "connecting" | "live" | "polling" | "away" | "refused";
  readonly waiting?: number;
  readonly task?: Task;
  /** Opened by a touch on the element with this accessible name, per locale the same element. */
  readonly press?: "reach" | "save" | "settings" | "languages" | "change-line" | "remove-line" | "keyboard" | "gift-card" | "other-amount" | "cash" | "card";
}

const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  banana: { en: "Bananas", de: "Bananen", ar: "موز" },
  apple: { en: "Apples, Elstar", de: "Äpfel Elstar", ar: "تفاح إلستار" },
  bread: { en: "Rye sourdough bread, sliced, 500 g", de: "Roggensauerteigbrot, geschnitten, 500 g", ar: "خبز الجاودار المخمّر، مقطّع، 500 غ" },
  milk: { en: "Whole milk 3.5 %, 1 l", de: "Vollmilch 3,5 %, 1 l", ar: "حليب كامل الدسم 3.5٪، 1 لتر" },
  cheese: { en: "Mountain cheese, matured 12 months", de: "Bergkäse, 12 Monate gereift", ar: "جبن جبلي معتّق 12 شهرًا" },
  water: { en: "Sparkling water, 6 × 1.5 l", de: "Mineralwasser spritzig, 6 × 1,5 l", ar: "مياه غازية، 6 × 1.5 لتر" },
  wine: { en: "Riesling, dry, 0.75 l", de: "Riesling trocken, 0,75 l", ar: "عصير عنب فوّار، 0.75 لتر" },
  carrot: { en: "Carrots", de: "Möhren", ar: "جزر" },
  tomato: { en: "Vine tomatoes", de: "Rispentomaten", ar: "طماطم" },
  chocolate: {
    en: "Organic dark chocolate with roasted hazelnuts, sea salt and caramelised cocoa nibs, limited winter edition, 2 × 100 g",
    de: "Bio-Zartbitterschokolade mit gerösteten Haselnüssen, Meersalz und karamellisierten Kakaobohnensplittern, Winteredition, 2 × 100 g",
    ar: "شوكولاتة داكنة عضوية بالبندق المحمّص وملح البحر وحبيبات الكاكاو المكرملة، إصدار شتوي محدود، 2 × 100 غ",
  },
};
const nameOf = (picture: string, locale: string) => names[picture]?.[locale] ?? names[picture]?.en ?? picture;

function line(locale: string, number: number, picture: string, unitPriceMinor: number, more: Partial<LineView> = {}): LineView {
  return {
    lineId: `line-${number}`,
    itemId: picture,
    name: nameOf(picture, locale),
    picture,
    departmentId: "food",
    quantity: 1,
    soldBy: "each",
    unitPriceMinor,
    baseMinor: unitPriceMinor,
    discounts: [],
    depositMinor: 0,
    totalMinor: unitPriceMinor,
    state: "sold",
    priceOverridden: false,
    quantityChangeable: true,
    ...more,
  };
}

function basket(lines: readonly LineView[], more: Partial<BasketView> = {}): BasketView {
  const sold = lines.filter((each) => each.state !== "void");
  const totalMinor = sold.reduce((sum, each) => sum + each.totalMinor, 0);
  const savingsMinor = sold.reduce((sum, each) => each.discounts.reduce((inner, discount) => inner + discount.amountMinor, sum), 0);
  return {
    transactionId: "transaction-1",
    lines: [...lines],
    itemCount: sold.reduce((sum, each) => sum + (each.soldBy === "weight" ? 1 : each.quantity), 0),
    subtotalMinor: totalMinor,
    savingsMinor,
    taxMinor: 131,
    taxes: [],
    pricesIncludeTax: true,
    totalMinor,
    paidMinor: 0,
    dueMinor: totalMinor,
    tenders: [],
    ...more,
  };
}

const weighed = (grams: number, totalMinor: number): Partial<LineView> => ({
  soldBy: "weight",
  weightGrams: grams,
  totalMinor,
  baseMinor: totalMinor,
  quantityChangeable: false,
});

function shopping(locale: string): LineView[] {
  const saving = { en: "2 for 3.00", de: "2 für 3,00", ar: "قطعتان بـ 3.00" }[locale] ?? "2 for 3.00";
  const member = { en: "Member price", de: "Mitgliederpreis", ar: "سعر الأعضاء" }[locale] ?? "Member price";
  return [
    line(locale, 1, "bread", 349),
    line(locale, 2, "banana", 189, weighed(842, 159)),
    line(locale, 3, "milk", 169, { quantity: 2, baseMinor: 338, totalMinor: 300, discounts: [{ name: saving, amountMinor: 38 }] }),
    line(locale, 4, "cheese", 449, { regularUnitPriceMinor: 529, discounts: [{ name: member, amountMinor: 50 }], totalMinor: 399 }),
    line(locale, 5, "water", 399, { depositMinor: 150, totalMinor: 549 }),
  ];
}

function view(locale: string, step: LaneStep, more: Partial<LaneView> = {}): LaneView {
  return {
    storeId: "demo",
    storeName: "Laneway Demo Market",
    laneId: "lane-1",
    laneName: "1",
    version: 1,
    bootId: "gallery",
    mode: "open",
    training: false,
    locale,
    locales: ["en", "de", "ar"],
    currency: "EUR",
    currencyDigits: 2,
    step,
    notices: [],
    interventions: [],
    faults: [],
    online: true,
    hasProduceScale: true,
    hasPrinter: true,
    hasSecurityScale: true,
    ...more,
  };
}

function receipt(locale: string, totalMinor: number): Receipt {
  return {
    seller: { name: "Laneway Demo Market", addressLines: [] },
    storeId: "demo",
    laneId: "lane-1",
    transactionId: "transaction-1",
    receiptNumber: "1-000042",
    businessDate: "2026-11-23",
    completedAtMs: 1_795_458_000_000,
    timeZone: "Europe/Berlin",
    locale,
    currency: "EUR",
    currencyDigits: 2,
    lines: [],
    savingsMinor: 88,
    taxes: [],
    pricesIncludeTax: true,
    taxMinor: 131,
    roundingMinor: 0,
    totalMinor,
    tenders: [],
    changeMinor: 0,
    eReceiptUrl: "https://receipts.example/r/6Qm3vJx0W8s2LkTzP1aYfg",
    training: false,
  };
}

const intervention = (kind: InterventionSummary["kind"], more: Partial<InterventionSummary> = {}): InterventionSummary => ({
  interventionId: `intervention-${kind}`,
  kind,
  state: "waiting",
  blocking: kind !== "help",
  sinceMs: 0,
  placeInQueue: 1,
  ...more,
});

const galleryWays: PaymentWay[] = [
  { tender: "card", usable: true },
  { tender: "redirect", usable: true },
  { tender: "gift-card", usable: true },
];
const payment = (state: PaymentView["state"]): PaymentView => ({ attemptId: "attempt-1", tender: "card", amountMinor: 1756, state });

const coupon = (locale: string, state: "applied" | "waiting", amountMinor: number): CouponView => ({
  couponId: `coupon-${state}`,
  name: { en: "Half price on sourdough", de: "Sauerteigbrot zum halben Preis", ar: "خبز العجين المخمّر بنصف السعر" }[locale] ?? "Half price on sourdough",
  state,
  amountMinor,
});
const program = (locale: string): string => ({ en: "Laneway Plus", de: "Laneway Plus", ar: "لينواي بلس" })[locale] ?? "Laneway Plus";

/** Items that the gallery's search answers with. */
export function galleryItems(locale: string): readonly ItemCard[] {
  const item = (picture: string, soldBy: "each" | "weight", unitPriceMinor: number): ItemCard => ({
    itemId: picture,
    name: nameOf(picture, locale),
    departmentId: "food",
    soldBy,
    unitPriceMinor,
    picture,
  });
  return [
    item("banana", "weight", 189),
    item("apple", "weight", 249),
    item("carrot", "weight", 139),
    item("tomato", "weight", 399),
    item("bread", "each", 349),
    item("cheese", "each", 449),
    item("milk", "each", 169),
    item("chocolate", "each", 598),
    item("water", "each", 399),
  ];
}

export function galleryDepartments(locale: string): readonly DepartmentCard[] {
  const department = (departmentId: string, picture: string, en: string, de: string, ar: string): DepartmentCard => ({
    departmentId,
    name: { en, de, ar }[locale] ?? en,
    picture,
    itemCount: 12,
  });
  return [
    department("fruit", "apple", "Fruit", "Obst", "فواكه"),
    department("vegetables", "carrot", "Vegetables", "Gemüse", "خضار"),
    department("bakery", "bread", "Bakery", "Backwaren", "مخبوزات"),
    department("dairy", "cheese", "Dairy", "Molkerei", "ألبان"),
  ];
}

/** Every state of the kiosk in one language, by name. */
export function kioskScenes(locale: string): Readonly<Record<string, KioskScene>> {
  const lines = shopping(locale);
  const full = basket(lines);
  const atBasket = (more: Partial<LaneView> = {}, held: BasketView = full) => view(locale, { name: "basket" }, { basket: held, ...more });
  const paying = (state?: PaymentView["state"]) =>
    view(locale, { name: "payment", ways: galleryWays, ...(state === undefined ? {} : { payment: payment(state) }) }, { basket: full });
  const onPhone = (state: PaymentView["state"], remainingMs = 171_000) => {
    const code = { onPhone: { payUrl: "http://127.0.0.1:7330/pay/Zq3v0yTm2kX8bN1e", providerName: "Test wallet", remainingMs } };
    const paid: PaymentView = { ...payment(state), tender: "redirect", ...(state === "show-code" ? code : {}) };
    return view(locale, { name: "payment", ways: galleryWays, payment: paid }, { basket: full });
  };
  const byGiftCard = (state: PaymentView["state"], declineCode?: string) =>
    view(
      locale,
      { name: "payment", ways: galleryWays, payment: { attemptId: "attempt-1", tender: "gift-card", amountMinor: 1756, state, ...(declineCode === undefined ? {} : { declineCode }) } },
      { basket: full },
    );
  const leftToPay = view(
    locale,
    { name: "payment", ways: galleryWays },
    { basket: { ...full, paidMinor: 500, dueMinor: full.totalMinor - 500, tenders: [{ tenderId: "t-1", kind: "gift-card", amountMinor: 500, details: ["**** 2334"] }] } },
  );
  const saved = (print: PrintState, more: Partial<LaneView> = {}) => view(locale, { name: "suspended", token: "K7M2QX", print, remainingMs: 30_000 }, more);
  const thanks = (print: PrintState, more: Partial<LaneView> = {}) =>
    view(locale, { name: "thank-you", receipt: receipt(locale, 1756), print, remainingMs: 20_000 }, more);
  const noticed = (kind: LaneView["notices"][number]["kind"], more: Partial<LaneView["notices"][number]> = {}) =>
    atBasket({ notices: [{ noticeId: `notice-${kind}`, kind, ...more }] });
  const fault = (device: LaneView["faults"][number]["device"], effect: LaneView["faults"][number]["effect"]) =>
    atBasket({ faults: [{ device, code: "unreachable", effect }] });
  const forty = Array.from({ length: 40 }, (_each, index) => {
    const pictures = ["milk", "bread", "cheese", "chocolate", "water"] as const;
    return line(locale, index + 1, pictures[index % pictures.length] ?? "milk", 199 + index);
  });
  const weighTask: Task = {
    name: "weigh",
    item: { itemId: "banana", name: nameOf("banana", locale), picture: "banana", unitPriceMinor: 189 },
  };
  const weighing = (reading: WeightView["reading"]): KioskScene => ({ view: atBasket(), weight: { reading, atMs: 0 }, task: weighTask });
  const [firstItem = galleryItems("en")[0]] = galleryItems(locale).filter((item) => item.itemId === "bread");
  return {
    starting: { view: undefined },
    "signed-out": { view: undefined, connection: "refused" },
    welcome: { view: view(locale, { name: "welcome" }) },
    "welcome-offline-training": { view: view(locale, { name: "welcome" }, { online: false, training: true }) },
    paused: { view: view(locale, { name: "welcome" }, { mode: "paused" }) },
    closed: { view: view(locale, { name: "welcome" }, { mode: "closed" }) },
    "basket-empty": { view: atBasket({}, basket([])) },
    "basket-first": { view: atBasket({}, basket(lines.slice(0, 1))) },
    basket: { view: atBasket() },
    "basket-forty": { view: atBasket({}, basket(forty)) },
    "basket-long-names": {
      view: atBasket({}, basket([line(locale, 1, "chocolate", 598, { quantity: 12, totalMinor: 123_456_78 }), line(locale, 2, "wine", 899, { state: "age-check-due" }), line(locale, 3, "milk", 169, { state: "void" })])),
    },
    "line-open": { view: atBasket(), press: "change-line" },
    "line-removing": { view: atBasket(), press: "remove-line" },
    "not-found": { view: noticed("item-not-found") },
    "item-refused": { view: noticed("item-refused", { reason: "item-recalled", text: nameOf("cheese", locale) }) },
    recalled: { view: noticed("recalled") },
    "member-coupons": {
      view: atBasket(
        { notices: [{ noticeId: "member", kind: "member-welcome", text: program(locale) }] },
        basket(
          [
            line(locale, 1, "bread", 349, { discounts: [{ name: coupon(locale, "applied", 0).name, amountMinor: 175 }], totalMinor: 174, comparisonPrice: { amountMinor: 698, unit: "kg" } }),
            line(locale, 3, "milk", 149, { regularUnitPriceMinor: 169, comparisonPrice: { amountMinor: 149, unit: "l" }, lastDay: "2026-11-25" }),
          ],
          { member: { programName: program(locale) }, coupons: [coupon(locale, "applied", 175), { ...coupon(locale, "waiting", 0), name: nameOf("cheese", locale) }] },
        ),
      ),
    },
    "coupon-first": {
      view: atBasket(
        { notices: [{ noticeId: "coupon", kind: "coupon-waiting", text: coupon(locale, "waiting", 0).name }] },
        basket([], { coupons: [coupon(locale, "waiting", 0)] }),
      ),
    },
    "coupon-refused": { view: noticed("item-refused", { reason: "coupon-expired" }) },
    "tax-exempt": { view: atBasket({}, { ...full, taxExempt: true, taxMinor: 0 }) },
    "age-check": {
      view: atBasket(
        { interventions: [intervention("age-restriction", { itemName: nameOf("wine", locale) })] },
        basket([...lines.slice(0, 2), line(locale, 6, "wine", 899, { state: "age-check-due" })]),
      ),
    },
    help: { view: atBasket({ interventions: [intervention("help", { placeInQueue: 2 })] }) },
    "help-coming": { view: atBasket({ interventions: [intervention("help", { state: "coming" })] }) },
    "assist-station": { view: atBasket({ assist: { name: "Ana", at: "station", attended: false } }) },
    "assist-lane": {
      view: atBasket(
        { assist: { name: "Ana", at: "lane", attended: false }, interventions: [intervention("age-restriction", { state: "coming", itemName: nameOf("wine", locale), minimumAge: 16, outcomes: ["approved", "refused"] })] },
        basket([...lines.slice(0, 2), line(locale, 6, "wine", 899, { state: "age-check-due" })]),
      ),
    },
    "attended-welcome": { view: view(locale, { name: "welcome" }, { assist: { name: "Ana", at: "lane", attended: true } }) },
    "attended-tender": { view: { ...paying(), assist: { name: "Ana", at: "lane", attended: true, cash: { tillOpen: true, dueMinor: 1_756 } } } },
    "attended-cash": { view: { ...paying(), assist: { name: "Ana", at: "lane", attended: true, cash: { tillOpen: true, dueMinor: 1_756 } } }, press: "cash" },
    message: { view: atBasket({ message: { messageId: "m-1", from: "Ana", phrase: "card-forgotten" } }) },
    "message-text": { view: atBasket({ message: { messageId: "m-2", from: "Ben", text: "Your umbrella is waiting at the information desk, next to the entrance." } }) },
    staff: { view: atBasket(), task: { name: "staff" } },
    "nudge-place": { view: atBasket({ nudge: { kind: "place-item", itemName: nameOf("cheese", locale) } }) },
    "nudge-lighter": { view: atBasket({ nudge: { kind: "item-removed" } }) },
    "nudge-extra": { view: atBasket({ nudge: { kind: "unexpected-item" } }) },
    "nudge-bag": { view: atBasket({ nudge: { kind: "own-bag" } }) },
    "nudge-weight": { view: atBasket({ nudge: { kind: "wrong-weight", itemName: nameOf("bread", locale) } }) },
    "fault-scanner": { view: fault("scanner", "no-scanning") },
    "fault-card": { view: fault("payment-terminal", "no-card-payment") },
    find: { view: atBasket(), task: { name: "find" } },
    "find-keyboard": { view: atBasket(), task: { name: "find" }, press: "keyboard" },
    ...(firstItem === undefined ? {} : { pick: { view: atBasket(), task: { name: "pick", item: firstItem } } }),
    "weigh-empty": weighing({ state: "zero" }),
    "weigh-moving": weighing({ state: "unstable", grams: 816 }),
    "weigh-stable": weighing({ state: "stable", grams: 1_242 }),
    "weigh-under": weighing({ state: "under-zero" }),
    "weigh-over": weighing({ state: "over-capacity" }),
    code: { view: atBasket(), task: { name: "code" } },
    recall: { view: view(locale, { name: "welcome" }), task: { name: "recall" } },
    save: { view: atBasket(), press: "save" },
    settings: { view: atBasket(), press: "settings" },
    languages: { view: atBasket(), press: "languages" },
    "reach-basket": { view: atBasket(), press: "reach" },
    "reach-welcome": { view: view(locale, { name: "welcome" }), press: "reach" },
    "reach-find": { view: atBasket(), task: { name: "find" }, press: "reach" },
    "reach-payment": { view: paying("present-card"), press: "reach" },
    bags: { view: view(locale, { name: "bags" }, { basket: full }) },
    tender: { view: paying() },
    "check-basket": { view: { ...paying(), nudge: { kind: "check-basket" } } },
    "check-colleague": { view: { ...paying(), interventions: [intervention("basket-check")] } },
    "tender-blocked": { view: { ...paying(), interventions: [intervention("age-restriction")] } },
    "tender-left": { view: leftToPay },
    "tender-told": { view: { ...paying(), notices: [{ noticeId: "told", kind: "payment-aborted", reason: "no-answer" }] } },
    "gift-card": { view: paying(), press: "gift-card" },
    "tender-surcharge": { view: view(locale, { name: "payment", ways: withSurcharge(galleryWays) }, { basket: full }) },
    tip: { view: view(locale, { name: "payment", ways: galleryWays, tip: tipOf(full.dueMinor) }, { basket: full }), press: "card" },
    "pay-tip": { view: view(locale, { name: "payment", ways: galleryWays, payment: { ...payment("present-card"), amountMinor: 1_968, tipMinor: 176, surchargeMinor: 36 } }, { basket: full }) },
    "gift-card-asking": { view: byGiftCard("starting") },
    "gift-card-empty": { view: byGiftCard("declined", "empty") },
    "gift-card-pin": { view: byGiftCard("declined", "pin-required") },
    "pay-starting": { view: paying("starting") },
    "pay-present-card": { view: paying("present-card") },
    "pay-pin": { view: paying("enter-pin") },
    "pay-processing": { view: paying("processing") },
    "pay-remove-card": { view: paying("remove-card") },
    "pay-cancelling": { view: paying("cancelling") },
    "pay-unclear": { view: { ...paying("unclear"), interventions: [intervention("payment-unclear")] } },
    "phone-starting": { view: onPhone("starting") },
    "phone-code": { view: onPhone("show-code") },
    "phone-code-short": { view: onPhone("show-code", 24_000) },
    "phone-cancelling": { view: onPhone("cancelling") },
    "phone-unclear": { view: onPhone("unclear") },
    "pay-declined": { view: paying("declined") },
    "pay-host-away": { view: view(locale, { name: "payment", ways: galleryWays, payment: { ...payment("declined"), declineCode: "host-away" } }, { basket: full }) },
    "pay-aborted": { view: paying("aborted") },
    "pay-approved": { view: paying("approved") },
    "thank-you": { view: thanks("offered") },
    "thank-you-change": { view: view(locale, { name: "thank-you", receipt: { ...receipt(locale, 1756), changeMinor: 244 }, print: "offered", remainingMs: 20_000 }) },
    "thank-you-printing": { view: thanks("printing") },
    "thank-you-printed": { view: thanks("printed") },
    "thank-you-paper": { view: thanks("waiting", { faults: [{ device: "receipt-printer", code: "paper-out", effect: "no-paper-receipt" }] }) },
    "thank-you-failed": { view: thanks("failed") },
    "thank-you-no-printer": { view: thanks("offered", { hasPrinter: false }) },
    suspended: { view: saved("offered") },
    "suspended-printed": { view: saved("printed") },
    "suspended-print-failed": { view: saved("failed") },
    "suspended-paper-out": { view: saved("offered", { faults: [{ device: "receipt-printer", code: "paper-out", effect: "no-paper-receipt" }] }) },
    "suspended-no-printer": { view: saved("offered", { hasPrinter: false }) },
    ...pointsScenes({ view: (step, more) => view(locale, step, more), basket: full, ways: galleryWays, payment, receipt: receipt(locale, 1756), programName: program(locale) }),
    ...giftCardScenes({ view: (step, more) => view(locale, step, more), basket: full, ways: galleryWays, receipt: receipt(locale, 1756), locale }),
    idle: { view: atBasket({ idle: { remainingMs: 27_000 } }) },
    reconnecting: { view: atBasket(), connection: "away", waiting: 2 },
    offline: { view: atBasket({ online: false, training: true }) },
  };
}
