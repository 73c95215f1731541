import type {
  DeviceFaultCode,
  InterventionKind,
  LaneFault,
  LaneView,
  Notice,
  Nudge,
  PaymentView,
  PrintState,
  ReceiptTender,
  RefusalReason,
} from "@laneway/contracts";

/** Every text of the kiosk. A language has all of them or does not compile; a new reason or state asks for its words here. */
export type TextKey =
  | `${"back" | "close" | "cancel" | "keep" | "remove" | "done" | "erase"}`
  | `bar.${"help" | "language" | "display" | "label"}`
  | `head.${"lane" | "offline" | "training"}`
  | `welcome.${"title" | "lead" | "start" | "recall" | "language"}`
  | `basket.${"title" | "count" | "empty" | "emptyLead" | "scanNext" | "find" | "findHint" | "code" | "codeHint" | "pay" | "save" | "show" | "coupons" | "couponApplied" | "couponWaiting" | "couponRemove" | "member" | "memberForget" | "exempt"}`
  | `line.${"each" | "byWeight" | "change" | "less" | "more" | "quantity" | "removeAsk" | "void" | "ageCheck" | "deposit" | "overridden" | "perKg" | "perL" | "perPiece" | "lastDay"}`
  | `total.${"savings" | "taxIncluded" | "taxAdded" | "due" | "paid" | "paidAll"}`
  | `bags.${"title" | "lead" | "none" | "choose" | "fewer" | "more" | "count" | "backLead"}`
  | `pay.${"title" | "card" | "cardHint" | "cardAway" | "phone" | "phoneHint" | "phoneAway" | "blocked" | "cancel" | "reconnecting" | "left" | "leftLead" | "giveBack" | "giveBackOf" | "giftCard" | "giftCardHint" | "giftCardAway" | "points" | "pointsHint" | "pointsUnknown" | "pointsFew" | "pointsAway" | "slip" | "surcharge" | "withSurcharge" | "notForGiftCards"}`
  | `tip.${"title" | "lead" | "none" | "percent" | "pay" | "own" | "ownHint" | "ownLead" | "most" | "give" | "with"}`
  | `pay.told.${"no-answer" | "part-approved" | "stopped"}`
  | `points.${"balance" | "worth" | "asking" | "away" | "use" | "setting" | "used" | "left" | "keep"}`
  | `pointsPay.${"asking" | "askingLead" | "declined" | "points-too-few" | "amount-too-small" | "not-taken"}`
  | `tender.${ReceiptTender["kind"]}`
  | `gift.${"title" | "lead" | "label" | "use" | "pinTitle" | "pinLead" | "pin" | "asking" | "askingLead" | "declined" | "unknown-card" | "wrong-pin" | "pin-required" | "empty" | "blocked" | "other-currency" | "too-many-tries" | "not-taken" | "again"}`
  | `load.${"title" | "lead" | "again" | "holds" | "other" | "otherTitle" | "between" | "whole" | "enter" | "drop" | "payWithIt"}`
  | `payment.${PaymentView["state"] | "host-away"}`
  | `paymentLead.${PaymentView["state"] | "host-away"}`
  | `phone.${"code" | "left" | "step-camera" | "step-point" | "step-confirm" | "starting" | "cancelling" | "unclear"}`
  | `phoneLead.${"starting" | "cancelling" | "unclear"}`
  | `assist.${"station" | "stationLead" | "lane" | "attended" | "handBack" | "attend" | "stop" | "age" | "born"}`
  | `message.${NonNullable<NonNullable<LaneView["message"]>["phrase"]>}`
  | `message.${"from" | "ok"}`
  | `answer.${"of-age" | "too-young" | "in-order" | "missing" | "not-looked" | "done"}`
  | `staff.${"title" | "lead" | "name" | "next" | "pin" | "pinLead" | "take" | "lockedFor"}`
  | `cash.${"title" | "lead" | "exact" | "given" | "take" | "closed"}`
  | "thanks.change"
  | `thanks.${"title" | "lead" | "qr" | "qrLead" | "qrLabel" | "print" | "printAgain" | "closing" | "things" | "points" | "voucher" | "voucherLead" | "voucherLabel"}`
  | `print.${PrintState}`
  | `slip.${PrintState}`
  | `suspended.${"title" | "lead" | "token" | "print"}`
  | `save.${"title" | "lead" | "yes" | "leave" | "leaveTitle" | "leaveLead" | "leaveYes"}`
  | `recall.${"title" | "lead" | "label"}`
  | `find.${"title" | "search" | "results" | "none" | "noneLead" | "perKilo" | "each" | "failed" | "departments"}`
  | `keys.${"label" | "space" | "clear"}`
  | `pick.${"title" | "add"}`
  | `weigh.${"placeAny" | "still" | "ready" | "add" | "under" | "over" | "notReady" | "away" | "later"}`
  | `code.${"title" | "lead" | "label" | "add"}`
  | `help.${"waiting" | "next" | "place" | "coming" | "comingLead" | "cancel" | "goOn" | "payLater"}`
  | `intervention.${InterventionKind}`
  | `check.${"title" | "lead" | "yes" | "back"}`
  | `nudge.${Nudge["kind"]}`
  | `nudge.${"placeAny" | "done" | "skip" | "ownBag"}`
  | `notice.${Notice["kind"]}`
  | `idle.${"title" | "lead" | "here"}`
  | `mode.${"paused" | "pausedLead" | "closed" | "closedLead"}`
  | `connection.${"starting" | "away" | "awayLead" | "waiting" | "refused" | "refusedLead"}`
  | `fault.${DeviceFaultCode}`
  | `effect.${LaneFault["effect"]}`
  | `settings.${"title" | "theme" | "light" | "dark" | "contrast" | "size" | "normal" | "large" | "largest" | "reach" | "motion" | "sound" | "off" | "soft" | "loud" | "voice"}`
  | `refusal.${RefusalReason}`;
