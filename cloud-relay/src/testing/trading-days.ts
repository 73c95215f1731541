import { JournalWriter } from "./journal-writer.js";

const shelf = [
  { name: "Rye bread", quantity: 1, unitPriceMinor: 349 },
  { name: "Whole milk 1 l", quantity: 2, unitPriceMinor: 129 },
  { name: "Bananas", quantity: 1, unitPriceMinor: 187 },
  { name: "Oat biscuits with dark chocolate and sea salt, family pack", quantity: 1, unitPriceMinor: 429 },
  { name: "Tomato passata", quantity: 3, unitPriceMinor: 99 },
];

/** Several days at three lanes with a little of everything, for the pages and their pictures. */
export function tradingDays(days: number, storeId = "demo"): JournalWriter {
  const journal = new JournalWriter(storeId);
  for (const lane of ["lane-1", "lane-2", "lane-3"]) journal.openLane(lane);
  for (let day = 0; day < days; day += 1) {
    for (let sale = 0; sale < 8 + ((day * 5) % 7); sale += 1) {
      const lane = `lane-${(sale % 2) + 1}`;
      journal.purchase(lane, shelf.slice(sale % 3, (sale % 3) + 1 + (sale % 4)));
    }
    const given = journal.start("lane-2");
    journal.intervention("lane-2", "help");
    journal.intervention("lane-2", "weight-mismatch", day % 3 === 0 ? "refused" : "approved", { itemNames: { en: shelf[day % 3]?.name ?? "" } }, day % 2 === 0 ? undefined : { kind: "attendant", attendantId: "ben", name: "Ben" });
    helped(journal, day);
    journal.voidTransaction("lane-2", given, 349);
    const aside = journal.start("lane-1");
    journal.suspend("lane-1", aside, shelf.slice(0, 2));
    journal.recall("lane-2", "lane-1", aside, shelf.slice(0, 2));
    journal.complete("lane-2", aside, shelf.slice(0, 3));
    journal.wait(20 * 3_600_000);
  }
  journal.purchase("lane-2", shelf.slice(0, 1), true);
  journal.commit("lane-3", { kind: "attendant", attendantId: "mira", name: "Mira" }, { kind: "lane-closed" });
  journal.commit("lane-2", { kind: "device", device: "receipt-printer" }, { kind: "device-fault-raised", device: "receipt-printer", code: "paper-out", detail: "" });
  journal.start("lane-1");
  journal.intervention("lane-1", "age-restriction");
  return journal;
}

const ben = { kind: "attendant", attendantId: "ben", name: "Ben" } as const;

/** A colleague takes the second lane over, says a word to its shopper, hands it back, and leaves a note. */
function helped(journal: JournalWriter, day: number): void {
  const by = { attendantId: "ben", name: "Ben" };
  const content = day % 2 === 0 ? { phrase: "take-your-time" } : { text: "Your umbrella is at the desk." };
  journal.commit("lane-2", ben, { kind: "assist-started", assistId: `assist-${day}`, by, at: "lane", attended: false });
  journal.commit("lane-2", ben, { kind: "message-shown", message: { messageId: `message-${day}`, content, by, untilMs: 0 } });
  journal.commit("lane-2", { kind: "shopper" }, { kind: "message-ended", messageId: `message-${day}`, because: "read" });
  journal.commit("lane-2", ben, { kind: "assist-ended", assistId: `assist-${day}`, because: "handed-back" });
  journal.commit(null, ben, { kind: "note-written", noteId: `note-${day}`, text: "Paper of lane 2 runs low; the rolls are in the back office.", laneId: "lane-2" });
  if (day % 2 === 0) journal.commit(null, { kind: "attendant", attendantId: "mira", name: "Mira" }, { kind: "note-finished", noteId: `note-${day}` });
}
