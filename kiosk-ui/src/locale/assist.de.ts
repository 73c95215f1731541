import type { assistTexts as english } from "./assist.en.js";
import type { Texts } from "./words.js";

/** Was die Station zu einer übernommenen Kasse, zu Nachrichten und Notizen sagt, auf Deutsch. */
export const assistTexts: Texts<keyof typeof english> = {
  "assist.begin": "Diese Kasse übernehmen",
  "assist.begin-more": "Der Bildschirm sagt der Kundschaft, dass Sie helfen. So lange fragt niemand nach Gewichten. An der Kasse selbst: Ausweis scannen.",
  "assist.from-station": "{name} bedient diese Kasse vom Leitstand aus",
  "assist.at-lane": "{name} bedient diese Kasse vor Ort",
  "assist.attended": "{name} kassiert an dieser Kasse",
  "assist.here": "{name} ist da",
  "assist.hand-back": "Zurückgeben",
  "assist.end-other": "An die Kundschaft zurückgeben",
  "assist.add": "Artikel hinzufügen",
  "assist.pay-step": "Zur Zahlung",
  "assist.no-bags": "Keine Tüten, weiter",
  "assist.back": "Zurück zum Warenkorb",
  "assist.card": "Mit Karte zahlen",
  "assist.cancel": "Zahlung abbrechen",
  "event.assist-started": "Jemand vom Team hat übernommen",
  "event.assist-ended": "Die Kasse wurde zurückgegeben",
  "refusal.lane-assisted": "An dieser Kasse arbeitet gerade jemand anderes.",
};
