import type { voucherTexts as english } from "./voucher.en.js";
import type { Texts } from "./words.js";

export const voucherTexts: Texts<keyof typeof english> = {
  "voucher.list": "Gutscheine",
  "voucher.given": "Hier ausgegebener Gutschein",
  "voucher.given-more": "Er wird gedruckt. Der Code darf auch abfotografiert werden.",
  "voucher.code": "Code des Gutscheins {number}",
  "voucher.number": "Gutscheinnummer",
  "voucher.none": "Diesen Gutschein gibt es nicht.",
  "voucher.until": "bis {date}",
  "voucher.open": "Offen",
  "voucher.used": "Eingelöst, {time}",
  "voucher.expired": "Abgelaufen",
  "voucher.blocked": "Gesperrt von {name}: {reason}",
  "voucher.sum.issued": "Ausgegeben",
  "voucher.sum.open": "Noch offen",
  "voucher.sum.used": "Eingelöst",
  "voucher.sum.expired": "Abgelaufen",
  "voucher.sum.blocked": "Gesperrt",
  "voucher.block": "Sperren",
  "voucher.release": "Wieder freigeben",
  "voucher.reason": "Warum? Der Grund wird festgehalten.",
  "voucher.act.block": "Gutschein {number} sperren",
  "voucher.act.release": "Gutschein {number} freigeben",
  "voucher.reprint": "Gutschein {number} als Kopie drucken",
};
