import type { InterventionKind } from "@laneway/contracts";
import type { Figures, Language } from "./language.js";

/** What the report says, each language in its own words. */
export interface ReportWords {
  readonly title: string;
  readonly stores: string;
  readonly language: string;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly show: string;
  readonly file: string;
  readonly span: (from: string, to: string) => string;
  readonly baskets: string;
  readonly per100: string;
  readonly forNothing: string;
  readonly found: string;
  readonly nobodyCalled: string;
  readonly kinds: Readonly<Record<InterventionKind, string>>;
  readonly plots: Readonly<Record<"reasons" | "days" | "waits" | "items" | "colleagues", { readonly title: string; readonly heads: readonly string[]; readonly none: string }>>;
  readonly sameFigures: string;
  readonly waitFromTo: (from: string, to: string) => string;
  readonly waitOver: (end: string) => string;
  readonly loss: string;
  readonly foundText: (checks: number, money: string, figures: Figures) => string;
  readonly tooFewAudits: (answered: number, least: number, figures: Figures) => string;
  readonly audits: (answered: number, missing: number, figures: Figures) => string;
  readonly tooFewMissing: string;
  readonly unseen: (money: string, percent: string) => string;
}

const en: ReportWords = {
  title: "Loss prevention",
  stores: "Stores",
  language: "Language",
  period: "Period",
  from: "From",
  to: "To",
  show: "Show",
  file: "Export CSV",
  span: (from, to) => `${from} to ${to}`,
  baskets: "Baskets paid for",
  per100: "Calls per 100 baskets",
  forNothing: "Looked at for nothing",
  found: "Found and paid for",
  nobodyCalled: "No lane called for a person in this time.",
  kinds: {
    help: "Help",
    "unknown-item": "Unknown item",
    "age-restriction": "Age restriction",
    "weight-mismatch": "Weight mismatch",
    "device-fault": "Device fault",
    "payment-unclear": "Payment unclear",
    "basket-left": "Basket left",
    "item-blocked": "Item blocked",
    "cash-give-back": "Cash give back",
    "refund-refused": "Refund refused",
    "basket-check": "Basket check",
  },
  plots: {
    reasons: { title: "Why were people called? Calls per 100 baskets", heads: ["Reason", "Calls", "Per 100", "Median wait", "95 % wait", "In order", "Not"], none: "" },
    days: { title: "On which days? Calls per 100 baskets", heads: ["Day", "Baskets", "Calls", "Per 100 baskets"], none: "" },
    waits: { title: "How long did people wait for somebody?", heads: ["Waited", "Calls", "Share"], none: "" },
    items: { title: "Which items were asked about for nothing?", heads: ["Item", "Answered", "In order", "False alarms"], none: "No answer named an item in this time." },
    colleagues: { title: "Who saw to how much? Calls answered", heads: ["Colleague", "Answered", "Time at lanes"], none: "Nobody has answered a call in this time." },
  },
  sameFigures: "the table beside it has the same figures",
  waitFromTo: (from, to) => `${from} to ${to}`,
  waitOver: (end) => `over ${end}`,
  loss: "What was avoided, and what was not seen",
  foundText: (checks, money, figures) =>
    `${figures.counted(checks, { one: "# check", other: "# checks" })} of baskets found something missing; ${money} was scanned and paid for after them. Of baskets that were then given up nothing is known.`,
  tooFewAudits: (answered, least, figures) =>
    `${figures.counted(answered, { one: "# basket drawn by chance was looked at.", other: "# baskets drawn by chance were looked at." })} From ${figures.count(least)} on they say how much is missed where nobody looks.`,
  audits: (answered, missing, figures) => `Of ${figures.count(answered)} baskets drawn by chance, something was missing from ${figures.count(missing)}.`,
  tooFewMissing: "That is too few to say how much left unseen.",
  unseen: (money, percent) => `If all others are like them, about ${money} left unseen in this time, give or take ${percent}.`,
};

const de: ReportWords = {
  title: "Verlustprävention",
  stores: "Läden",
  language: "Sprache",
  period: "Zeitraum",
  from: "Von",
  to: "Bis",
  show: "Anzeigen",
  file: "Als CSV laden",
  span: (from, to) => `${from} bis ${to}`,
  baskets: "Bezahlte Einkäufe",
  per100: "Rufe je 100 Einkäufe",
  forNothing: "Umsonst angesehen",
  found: "Gefunden und bezahlt",
  nobodyCalled: "In dieser Zeit hat keine Kasse jemanden gerufen.",
  kinds: {
    help: "Hilfe",
    "unknown-item": "Unbekannter Artikel",
    "age-restriction": "Altersprüfung",
    "weight-mismatch": "Gewicht weicht ab",
    "device-fault": "Störung an einem Gerät",
    "payment-unclear": "Zahlung unklar",
    "basket-left": "Einkauf zurückgelassen",
    "item-blocked": "Artikel gesperrt",
    "cash-give-back": "Bargeld zurückgeben",
    "refund-refused": "Erstattung abgelehnt",
    "basket-check": "Blick auf den Einkauf",
  },
  plots: {
    reasons: { title: "Warum wurde gerufen? Rufe je 100 Einkäufe", heads: ["Grund", "Rufe", "Je 100", "Wartezeit, Mitte", "Wartezeit, 95 %", "In Ordnung", "Nicht"], none: "" },
    days: { title: "An welchen Tagen? Rufe je 100 Einkäufe", heads: ["Tag", "Einkäufe", "Rufe", "Je 100 Einkäufe"], none: "" },
    waits: { title: "Wie lange wurde auf jemanden gewartet?", heads: ["Gewartet", "Rufe", "Anteil"], none: "" },
    items: { title: "Bei welchen Artikeln wurde umsonst nachgesehen?", heads: ["Artikel", "Beantwortet", "In Ordnung", "Falscher Alarm"], none: "In dieser Zeit nannte keine Antwort einen Artikel." },
    colleagues: { title: "Wer hat wie viel erledigt? Beantwortete Rufe", heads: ["Wer", "Beantwortet", "Zeit an Kassen"], none: "In dieser Zeit hat niemand einen Ruf beantwortet." },
  },
  sameFigures: "die Tabelle daneben nennt dieselben Zahlen",
  waitFromTo: (from, to) => `${from} bis ${to}`,
  waitOver: (end) => `über ${end}`,
  loss: "Was vermieden wurde, und was niemand sah",
  foundText: (checks, money, figures) =>
    `Bei ${figures.counted(checks, { one: "# Prüfung", other: "# Prüfungen" })} fehlte etwas; ${money} wurden danach noch gescannt und bezahlt. Von Einkäufen, die dann abgebrochen wurden, ist nichts bekannt.`,
  tooFewAudits: (answered, least, figures) =>
    `${figures.counted(answered, { one: "# ausgeloster Einkauf wurde angesehen.", other: "# ausgeloste Einkäufe wurden angesehen." })} Ab ${figures.count(least)} sagen sie, wie viel dort fehlt, wo niemand hinsieht.`,
  audits: (answered, missing, figures) => `Von ${figures.count(answered)} ausgelosten Einkäufen fehlte bei ${figures.count(missing)} etwas.`,
  tooFewMissing: "Das ist zu wenig, um zu sagen, wie viel unbemerkt hinausging.",
  unseen: (money, percent) => `Wenn alle anderen ebenso sind, gingen in dieser Zeit etwa ${money} unbemerkt hinaus, ${percent} mehr oder weniger.`,
};

const ar: ReportWords = {
  title: "الحدّ من الفاقد",
  stores: "المتاجر",
  language: "اللغة",
  period: "الفترة",
  from: "من",
  to: "إلى",
  show: "عرض",
  file: "تنزيل CSV",
  span: (from, to) => `من ${from} إلى ${to}`,
  baskets: "السلال المدفوعة",
  per100: "النداءات لكل 100 سلة",
  forNothing: "فُحصت بلا سبب",
  found: "وُجد ثم دُفع ثمنه",
  nobodyCalled: "لم ينادِ أي صندوق أحدًا في هذه الفترة.",
  kinds: {
    help: "مساعدة",
    "unknown-item": "سلعة غير معروفة",
    "age-restriction": "التحقق من العمر",
    "weight-mismatch": "اختلاف الوزن",
    "device-fault": "عطل في جهاز",
    "payment-unclear": "دفع غير واضح",
    "basket-left": "سلة متروكة",
    "item-blocked": "سلعة ممنوعة من البيع",
    "cash-give-back": "نقد يُعاد",
    "refund-refused": "ردّ مبلغ مرفوض",
    "basket-check": "نظرة على المشتريات",
  },
  plots: {
    reasons: { title: "لماذا نودي على الزملاء؟ النداءات لكل 100 سلة", heads: ["السبب", "النداءات", "لكل 100", "وسيط الانتظار", "انتظار 95 %", "سليم", "غير سليم"], none: "" },
    days: { title: "في أي الأيام؟ النداءات لكل 100 سلة", heads: ["اليوم", "السلال", "النداءات", "لكل 100 سلة"], none: "" },
    waits: { title: "كم انتظر الناس حتى جاء أحد؟", heads: ["الانتظار", "النداءات", "النسبة"], none: "" },
    items: { title: "أي السلع سُئل عنها بلا سبب؟", heads: ["السلعة", "أُجيب", "سليم", "إنذار خاطئ"], none: "لم تُذكر سلعة في أي إجابة في هذه الفترة." },
    colleagues: { title: "من أنجز كم؟ النداءات المُجابة", heads: ["الزميل", "أُجيب", "الوقت عند الصناديق"], none: "لم يُجب أحد على نداء في هذه الفترة." },
  },
  sameFigures: "الجدول المجاور فيه الأرقام نفسها",
  waitFromTo: (from, to) => `من ${from} إلى ${to}`,
  waitOver: (end) => `أكثر من ${end}`,
  loss: "ما جرى تفاديه، وما لم يره أحد",
  foundText: (checks, money, figures) =>
    `${figures.counted(checks, { zero: "لم يجد أي فحص", one: "فحص واحد وجد", two: "فحصان وجدا", few: "# فحوص وجدت", many: "# فحصًا وجد", other: "# فحص وجد" })} شيئًا ناقصًا؛ وبعد ذلك سُجّل ودُفع ${money}. أما السلال التي تُركت بعدها فلا يُعرف عنها شيء.`,
  tooFewAudits: (answered, least, figures) =>
    `${figures.counted(answered, { zero: "لم تُفحص أي سلة مختارة بالقرعة.", one: "فُحصت سلة واحدة مختارة بالقرعة.", two: "فُحصت سلتان مختارتان بالقرعة.", few: "فُحصت # سلال مختارة بالقرعة.", many: "فُحصت # سلة مختارة بالقرعة.", other: "فُحصت # سلة مختارة بالقرعة." })} ابتداءً من ${figures.count(least)} تدلّ على مقدار ما يفوت حيث لا ينظر أحد.`,
  audits: (answered, missing, figures) => `من أصل ${figures.count(answered)} سلة اختيرت بالقرعة، نقص شيء في ${figures.count(missing)}.`,
  tooFewMissing: "وهذا أقل من أن يدلّ على مقدار ما خرج دون أن يُرى.",
  unseen: (money, percent) => `إن كانت البقية مثلها فقد خرج نحو ${money} دون أن يُرى في هذه الفترة، بزيادة أو نقصان ${percent}.`,
};

export const reportWords: Readonly<Record<Language, ReportWords>> = { en, de, ar };
