/** Paper that is signed and pays once: of a bottle machine, or a voucher that the store itself has issued. */
export type SlipKind = "deposit-slip" | "voucher";

/**
 * Such paper as its code says it, before anybody has looked at the signature: `LWD1` or `LWV1`, who issued it, its number, the amount in
 * minor units, the currency, its last day, the store, and an Ed25519 signature (base64url) over what stands before it, all parted by dots.
 */
export interface SlipText {
  readonly kind: SlipKind;
  readonly issuer: string;
  readonly number: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** `YYYY-MM-DD`, on the store's clock. */
  readonly lastDay: string;
  readonly storeId: string;
  /** What the signature is over. */
  readonly signed: string;
  readonly signature: string;
}

const marks = { "deposit-slip": "LWD1", voucher: "LWV1" } as const satisfies Record<SlipKind, string>;
const layout = /^(LW([DV])1\.([a-z0-9-]{1,32})\.([A-Za-z0-9-]{1,48})\.([1-9]\d{0,8})\.([A-Z]{3})\.(\d{4})(\d\d)(\d\d)\.([a-z0-9-]{1,32}))\.([A-Za-z0-9_-]{86})$/;
/** Of what is meant to be a slip, right or wrong. */
const beginning = /^LW[DV]1\./;

/** Undefined: it is no slip. `unreadable`: it is meant to be one, and is not laid out like one. */
export function readSlip(text: string): SlipText | "unreadable" | undefined {
  if (!beginning.test(text)) return undefined;
  const parts = layout.exec(text);
  if (parts === null) return "unreadable";
  const [, signed = "", mark = "", issuer = "", number = "", amount = "", currency = "", year = "", month = "", day = "", storeId = "", signature = ""] = parts;
  const kind = mark === "D" ? "deposit-slip" : "voucher";
  return { kind, issuer, number, amountMinor: Number(amount), currency, lastDay: `${year}-${month}-${day}`, storeId, signed, signature };
}

/** The text that is signed for a slip, of everything but the signature. */
export const slipToSign = ({ kind, issuer, number, amountMinor, currency, lastDay, storeId }: Omit<SlipText, "signed" | "signature">): string =>
  [marks[kind], issuer, number, String(amountMinor), currency, lastDay.replaceAll("-", ""), storeId].join(".");

/** The number in the key of a voucher that the store itself issued; undefined: the key is of something else. */
export const storeVoucherNumber = (slipKey: string): string | undefined => {
  const [mark, issuer, number] = slipKey.split(".");
  return mark === marks.voucher && issuer === "store" ? number : undefined;
};

/** What is used once. No issuer is written in capitals, so a machine's slip is never mistaken for a voucher. */
export const slipKeyOf = ({ kind, issuer, number }: Pick<SlipText, "kind" | "issuer" | "number">): string =>
  kind === "deposit-slip" ? `${issuer}.${number}` : `${marks.voucher}.${issuer}.${number}`;
