import arrowLeft from "@phosphor-icons/core/bold/arrow-left-bold.svg?raw";
import arrowRight from "@phosphor-icons/core/bold/arrow-right-bold.svg?raw";
import arrowsClockwise from "@phosphor-icons/core/bold/arrows-clockwise-bold.svg?raw";
import backspace from "@phosphor-icons/core/bold/backspace-bold.svg?raw";
import barcode from "@phosphor-icons/core/bold/barcode-bold.svg?raw";
import basket from "@phosphor-icons/core/bold/basket-bold.svg?raw";
import bell from "@phosphor-icons/core/bold/bell-bold.svg?raw";
import calendar from "@phosphor-icons/core/bold/calendar-check-bold.svg?raw";
import check from "@phosphor-icons/core/bold/check-bold.svg?raw";
import checkCircle from "@phosphor-icons/core/bold/check-circle-bold.svg?raw";
import clock from "@phosphor-icons/core/bold/clock-bold.svg?raw";
import cloudSlash from "@phosphor-icons/core/bold/cloud-slash-bold.svg?raw";
import contactless from "@phosphor-icons/core/bold/contactless-payment-bold.svg?raw";
import chat from "@phosphor-icons/core/bold/chat-text-bold.svg?raw";
import coins from "@phosphor-icons/core/bold/coins-bold.svg?raw";
import creditCard from "@phosphor-icons/core/bold/credit-card-bold.svg?raw";
import caretDown from "@phosphor-icons/core/bold/caret-down-bold.svg?raw";
import fingerprint from "@phosphor-icons/core/bold/fingerprint-bold.svg?raw";
import gift from "@phosphor-icons/core/bold/gift-bold.svg?raw";
import globe from "@phosphor-icons/core/bold/globe-bold.svg?raw";
import handPalm from "@phosphor-icons/core/bold/hand-palm-bold.svg?raw";
import handWaving from "@phosphor-icons/core/bold/hand-waving-bold.svg?raw";
import hourglass from "@phosphor-icons/core/bold/hourglass-medium-bold.svg?raw";
import identification from "@phosphor-icons/core/bold/identification-card-bold.svg?raw";
import info from "@phosphor-icons/core/bold/info-bold.svg?raw";
import keyboard from "@phosphor-icons/core/bold/keyboard-bold.svg?raw";
import lock from "@phosphor-icons/core/bold/lock-simple-bold.svg?raw";
import magnifier from "@phosphor-icons/core/bold/magnifying-glass-bold.svg?raw";
import minus from "@phosphor-icons/core/bold/minus-bold.svg?raw";
import moon from "@phosphor-icons/core/bold/moon-bold.svg?raw";
import note from "@phosphor-icons/core/bold/note-pencil-bold.svg?raw";
import numpad from "@phosphor-icons/core/bold/numpad-bold.svg?raw";
import orange from "@phosphor-icons/core/bold/orange-slice-bold.svg?raw";
import parcel from "@phosphor-icons/core/bold/package-bold.svg?raw";
import pause from "@phosphor-icons/core/bold/pause-bold.svg?raw";
import pencil from "@phosphor-icons/core/bold/pencil-simple-bold.svg?raw";
import plus from "@phosphor-icons/core/bold/plus-bold.svg?raw";
import plugs from "@phosphor-icons/core/bold/plugs-bold.svg?raw";
import printer from "@phosphor-icons/core/bold/printer-bold.svg?raw";
import qrCode from "@phosphor-icons/core/bold/qr-code-bold.svg?raw";
import receipt from "@phosphor-icons/core/bold/receipt-bold.svg?raw";
import recycle from "@phosphor-icons/core/bold/recycle-bold.svg?raw";
import scales from "@phosphor-icons/core/bold/scales-bold.svg?raw";
import scan from "@phosphor-icons/core/bold/scan-bold.svg?raw";
import shift from "@phosphor-icons/core/bold/arrow-fat-up-bold.svg?raw";
import signOut from "@phosphor-icons/core/bold/sign-out-bold.svg?raw";
import sliders from "@phosphor-icons/core/bold/sliders-horizontal-bold.svg?raw";
import speaker from "@phosphor-icons/core/bold/speaker-high-bold.svg?raw";
import star from "@phosphor-icons/core/bold/star-bold.svg?raw";
import storefront from "@phosphor-icons/core/bold/storefront-bold.svg?raw";
import sun from "@phosphor-icons/core/bold/sun-bold.svg?raw";
import tag from "@phosphor-icons/core/bold/tag-bold.svg?raw";
import ticket from "@phosphor-icons/core/bold/ticket-bold.svg?raw";
import tote from "@phosphor-icons/core/bold/tote-bold.svg?raw";
import trash from "@phosphor-icons/core/bold/trash-bold.svg?raw";
import user from "@phosphor-icons/core/bold/user-bold.svg?raw";
import warning from "@phosphor-icons/core/bold/warning-circle-bold.svg?raw";
import x from "@phosphor-icons/core/bold/x-bold.svg?raw";
import xCircle from "@phosphor-icons/core/bold/x-circle-bold.svg?raw";

/** Phosphor icons (MIT) that the screens use, and no others. */
export const icons = {
  "arrow-left": arrowLeft,
  "arrow-right": arrowRight,
  "arrows-clockwise": arrowsClockwise,
  backspace,
  barcode,
  basket,
  bell,
  calendar,
  check,
  "check-circle": checkCircle,
  clock,
  "cloud-slash": cloudSlash,
  contactless,
  chat,
  coins,
  "credit-card": creditCard,
  "caret-down": caretDown,
  fingerprint,
  gift,
  globe,
  "hand-palm": handPalm,
  "hand-waving": handWaving,
  hourglass,
  identification,
  info,
  keyboard,
  lock,
  magnifier,
  minus,
  moon,
  note,
  numpad,
  orange,
  parcel,
  pause,
  pencil,
  plus,
  plugs,
  printer,
  receipt,
  recycle,
  scales,
  scan,
  shift,
  "qr-code": qrCode,
  "sign-out": signOut,
  sliders,
  speaker,
  star,
  storefront,
  sun,
  tag,
  ticket,
  tote,
  trash,
  user,
  warning,
  x,
  "x-circle": xCircle,
} as const;
export type IconName = keyof typeof icons;
/** Icons that point along the line of reading and turn round with it. */
export const directional: ReadonlySet<IconName> = new Set<IconName>(["arrow-left", "arrow-right", "sign-out", "backspace"]);
