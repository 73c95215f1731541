/** Control fields (class and instruction) this driver uses. PA00P015 chapters 2 and 3. */
export const control = {
  registration: 0x0600,
  authorisation: 0x0601,
  repeatReceipt: 0x0620,
  reversal: 0x0630,
  refund: 0x0631,
  endOfDay: 0x0650,
  sendOffline: 0x0651,
  diagnosis: 0x0670,
  statusEnquiry: 0x0501,
  abort: 0x06b0,
  statusInformation: 0x040f,
  intermediateStatus: 0x04ff,
  printLine: 0x06d1,
  printTextBlock: 0x06d3,
  setClock: 0x0401,
  completion: 0x060f,
  aborted: 0x061e,
  accepted: 0x8000,
} as const;

/** Any answer `84 xx` refuses a command; `xx` says why. */
export const isRefusal = (value: number): boolean => value >> 8 === 0x84;

export const resultCode = {
  ok: 0x00,
  goodsNotIssued: 0x66,
  abortedByKeyOrTimeout: 0x6c,
  endOfDayImpossible: 0x77,
  notPossible: 0x83,
  pleaseWait: 0x9c,
  noConnection: 0xa3,
  alreadyReversed: 0xb4,
  reversalNotPossible: 0xb5,
} as const;

/**
 * The terminal had nobody to ask (PA00P015 §10): its communication module is away, dialling failed, the receiver is not ready or does not
 * respond, no connection. The host's own return codes A0 to AF come as result 00, so these are the terminal's.
 */
export const hostAwayCodes: ReadonlySet<number> = new Set([0x7d, 0x9b, 0xa0, 0xa1, 0xa3]);

/** Terminal status of 05 01 (PA00P015 §11) in words for store IT. */
export const terminalStatusWords: ReadonlyMap<number, string> = new Map([
  [0x51, "initialisation required"],
  [0x62, "date and time wrong"],
  [0x9c, "busy or updating"],
  [0xb1, "memory full"],
  [0xb2, "merchant journal full"],
  [0xc2, "diagnosis required"],
  [0xcc, "printer not ready"],
  [0xdc, "a card is inserted"],
  [0xdf, "out of order"],
  [0xe0, "remote maintenance"],
  [0xe1, "card not fully removed"],
  [0xf0, "end of day required"],
]);

export const statusEndOfDayDue = 0xf0;

/** Card types of BMP 8A, used when the terminal sends no name (8B). */
export const cardTypeNames: ReadonlyMap<number, string> = new Map([
  [0x05, "girocard"],
  [0x06, "Mastercard"],
  [0x08, "American Express"],
  [0x0a, "Visa"],
  [0x0b, "Visa Electron"],
  [0x0c, "Diners Club"],
  [0x0d, "V PAY"],
  [0x0e, "JCB"],
  [0x2e, "Maestro"],
]);

/** ISO 4217 numeric codes of the currencies a terminal may be registered with. */
export const currencyNumbers: ReadonlyMap<string, string> = new Map([
  ["AED", "784"], ["AUD", "036"], ["BGN", "975"], ["BHD", "048"], ["CAD", "124"], ["CHF", "756"], ["CZK", "203"], ["DKK", "208"],
  ["EUR", "978"], ["GBP", "826"], ["HUF", "348"], ["ILS", "376"], ["ISK", "352"], ["JPY", "392"], ["KWD", "414"],
  ["NOK", "578"], ["NZD", "554"], ["PLN", "985"], ["RON", "946"], ["SAR", "682"], ["SEK", "752"], ["TND", "788"], ["TRY", "949"],
  ["USD", "840"], ["ZAR", "710"],
]);
