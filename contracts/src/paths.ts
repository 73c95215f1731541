/** Where things are served, for code on both sides of the wire. No schema library in this file: the kiosk's bundle holds it. */
/** Header in which a second person's approval goes with a command. */
export const approvalHeader = "laneway-approval";

export const paths = {
  health: "/api/v1/health",
  kioskSession: "/api/v1/sessions/kiosk",
  passkeySession: "/api/v1/sessions/passkey",
  passkeySessionOptions: "/api/v1/sessions/passkey/options",
  passkeys: (attendant: string) => `/api/v1/attendant/passkeys/${encodeURIComponent(attendant)}`,
  passkeyOptions: (attendant: string) => `/api/v1/attendant/passkeys/${encodeURIComponent(attendant)}/options`,
  attendantSession: "/api/v1/sessions/attendant",
  laneView: (lane: string) => `/api/v1/lanes/${lane}/view`,
  /** An attendant takes the lane over at its own screen. */
  assist: (lane: string) => `/api/v1/lanes/${lane}/assist`,
  laneCommands: (lane: string) => `/api/v1/lanes/${lane}/commands`,
  attendantView: "/api/v1/attendant/view",
  attendantCommands: (lane: string) => `/api/v1/attendant/lanes/${lane}/commands`,
  vouchers: "/api/v1/attendant/vouchers",
  voucherCommands: "/api/v1/attendant/vouchers/commands",
  noteCommands: "/api/v1/attendant/notes/commands",
  approvals: "/api/v1/attendant/approvals",
  attendantReceipts: "/api/v1/attendant/receipts",
  /** Why the lines of the open basket, or of a receipt, cost what they cost. */
  lanePrices: (lane: string) => `/api/v1/attendant/lanes/${lane}/prices`,
  receiptPrices: (receiptNumber: string) => `/api/v1/attendant/receipts/${receiptNumber}/prices`,
  day: "/api/v1/day",
  dayCommands: "/api/v1/day/commands",
  dayReports: "/api/v1/day/reports",
  offlineCardsCommands: "/api/v1/offline-cards/commands",
  items: "/api/v1/items",
  departments: "/api/v1/departments",
  priceBookImport: "/api/v1/price-book/import",
  quote: "/api/v1/quote",
  receipt: (token: string) => `/api/v1/receipts/${token}`,
  eReceipt: (token: string) => `/r/${token}`,
  openApi: "/api/v1/openapi.json",
  asyncApi: "/api/v1/asyncapi.json",
  apiPage: "/api/",
  /** Screens. */
  kioskPage: (lane: string, key: string) => `/lane/${lane}#key=${key}`,
  attendantPage: "/attendant",
  benchPage: (lane: string) => `/bench/${lane}`,
} as const;
