import type { BenchState, PaperLine } from "@laneway/contracts";
import type { ShelfItem } from "./shelf-item.js";

/** What the simulator says of a lane's hardware, for tests and screenshots. */
const text = (words: string, style: Partial<Extract<PaperLine, { kind: "text" }>> = {}): PaperLine => ({
  kind: "text",
  text: words,
  align: "left",
  bold: false,
  underline: false,
  inverted: false,
  width: 1,
  height: 1,
  ...style,
});

/** A receipt as the printer's simulator reads it back from the bytes it was sent, 48 characters to the line. */
export const printedReceipt: PaperLine[] = [
  text("Laneway Market", { align: "center", bold: true, width: 2, height: 2 }),
  text("Domplatz 8", { align: "center" }),
  text("50667 Köln", { align: "center" }),
  text("USt-IdNr. DE 305 118 442", { align: "center" }),
  text(""),
  text("Bananas                                   1.39 A"),
  text("  0.842 kg x 1.65/kg"),
  text("Sourdough rye loaf 750 g                  4.49 A"),
  text("Oat drink barista 1 l                     4.38 B"),
  text("  2 x 2.19"),
  text("  2 for 3.78                               -0.60"),
  text("Sparkling water 0.75 l                    0.89 B"),
  text("------------------------------------------------"),
  text("TOTAL EUR          10.55", { bold: true, width: 2, height: 2 }),
  text("You saved                                   0.60", { bold: true }),
  text("Card                                       10.55"),
  text("  Mastercard contactless"),
  text("  **** **** **** 4417"),
  text(""),
  text("A  7.0 %  Net 5.50  Tax 0.38  Gross 5.88"),
  text("B 19.0 %  Net 3.92  Tax 0.75  Gross 4.67"),
  text(""),
  text(" TRAINING ", { align: "center", inverted: true, bold: true }),
  text("Your receipt online", { align: "center", underline: true }),
  { kind: "qr", data: "http://127.0.0.1:7300/r/k3J9v0yQm2" },
  text("2026-11-23 17:42  Lane 1  No 1-000482", { align: "center" }),
  { kind: "barcode", symbology: "CODE128", data: "1-000482" },
  { kind: "cut" },
];

const idle: BenchState = {
  laneId: "lane-1",
  laneName: "1",
  version: 1,
  plugged: { scanner: true, "produce-scale": true, "security-scale": true, "receipt-printer": true, "payment-terminal": true },
  produceScale: { things: [], moving: false },
  baggingArea: { things: [], moving: false },
  printer: { paper: [], paperState: "ok", coverOpen: false },
  terminal: { screen: ["Laneway Pay", "Ready"], state: "idle", nextOutcome: "ask", host: "reached", booked: [], givenBack: [] },
};

const shopping: BenchState = {
  ...idle,
  version: 41,
  produceScale: { things: [{ thingId: "p1", label: "Bananas", grams: 842 }], moving: true },
  baggingArea: {
    things: [
      { thingId: "b1", label: "Sourdough rye loaf, stone-baked, sliced", grams: 762 },
      { thingId: "b2", label: "Oat drink barista 1 l", grams: 1058 },
      { thingId: "b3", label: "Oat drink barista 1 l", grams: 1058 },
      { thingId: "b4", label: "Something unscanned", grams: 330 },
    ],
    moving: false,
  },
};

const paying: BenchState = {
  ...shopping,
  version: 58,
  produceScale: { things: [], moving: false },
  printer: { paper: printedReceipt, paperState: "near-end", coverOpen: false },
  terminal: {
    screen: ["Amount   EUR 10.55", "Present card"],
    state: "waiting-for-card",
    amountMinor: 1055,
    nextOutcome: "ask",
    host: "away",
    booked: [
      { receiptNumber: "0032", trace: "000318", amountMinor: 1790, state: "booked", stored: "waiting" },
      { receiptNumber: "0031", trace: "000317", amountMinor: 2390, state: "booked" },
      { receiptNumber: "0030", trace: "000316", amountMinor: 415, state: "reversed" },
    ],
    givenBack: [{ receiptNumber: "0032", trace: "000318", amountMinor: 415, state: "booked", of: "0030" }],
  },
};

const unplugged: BenchState = {
  ...paying,
  version: 63,
  plugged: { ...idle.plugged, "security-scale": false, "payment-terminal": false },
  printer: { paper: printedReceipt.slice(0, 9), paperState: "out", coverOpen: true },
  terminal: { ...paying.terminal, screen: [], state: "unplugged", nextOutcome: "drop-after" },
};

export const benchStates = { idle, shopping, paying, unplugged } satisfies Record<string, BenchState>;

export const shelf: ShelfItem[] = [
  { itemId: "p4011", name: "Bananas", code: "4011", plu: "4011", soldBy: "weight", picture: "banana", departmentId: "produce" },
  { itemId: "p4065", name: "Green peppers", code: "4065", plu: "4065", soldBy: "weight", picture: "pepper", departmentId: "produce" },
  { itemId: "p4664", name: "Tomatoes on the vine", code: "4664", plu: "4664", soldBy: "weight", picture: "tomato", departmentId: "produce" },
  { itemId: "p4046", name: "Avocado", code: "4046", plu: "4046", soldBy: "weight", picture: "avocado", departmentId: "produce" },
  { itemId: "i1", name: "Sourdough rye loaf, stone-baked, sliced", code: "4006381333931", aim: "]E0", soldBy: "each", expectedWeightGrams: 762, picture: "bread", departmentId: "bakery" },
  { itemId: "i2", name: "Oat drink barista 1 l", code: "7394376616228", aim: "]E0", soldBy: "each", expectedWeightGrams: 1058, picture: "milk", departmentId: "dairy" },
  { itemId: "i3", name: "Butter croissant", code: "3017620422003", aim: "]E0", soldBy: "each", expectedWeightGrams: 68, picture: "croissant", departmentId: "bakery" },
  { itemId: "i4", name: "Dark chocolate 70 %", code: "7622210449283", aim: "]E0", soldBy: "each", expectedWeightGrams: 104, picture: "chocolate", departmentId: "sweets" },
  { itemId: "i5", name: "Grauer Burgunder dry 0.75 l", code: "4008400401621", aim: "]E0", soldBy: "each", expectedWeightGrams: 1260, picture: "wine", departmentId: "drinks", minimumAge: 16 },
  { itemId: "i6", name: "Free-range eggs, ten", code: "4260012345674", aim: "]E0", soldBy: "each", expectedWeightGrams: 640, picture: "egg", departmentId: "dairy" },
  { itemId: "i7", name: "Washing-up liquid, lemon", code: "5000347075360", aim: "]E0", soldBy: "each", expectedWeightGrams: 540, picture: "soap", departmentId: "household" },
  { itemId: "i8", name: "Sparkling water 0.75 l", code: "5449000000996", aim: "]E0", soldBy: "each", expectedWeightGrams: 1310, departmentId: "drinks" },
];
