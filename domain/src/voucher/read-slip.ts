/**
 * The slip of a bottle machine as its code says it, before anybody has looked at the signature: `LWD1`, who issued it, its number, the amount in
 * minor units, the currency, its last day, the store, and an Ed25519 signature (base64url) over what stands before it, all parted by dots.
 */
export interface SlipText {
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

const layout = /^(LWD1\.([a-z0-9-]{1,32})\.([A-Za-z0-9-]{1,40})\.([1-9]\d{0,8})\.([A-Z]{3})\.(\d{4})(\d\d)(\d\d)\.([a-z0-9-]{1,32}))\.([A-Za-z0-9_-]{86})$/;
/** Of what is meant to be a slip, right or wrong. */
const beginning = /^LWD1\./;

/** Undefined: it is no slip. `unreadable`: it is meant to be one, and is not laid out like one. */
export function readSlip(text: string): SlipText | "unreadable" | undefined {
  if (!beginning.test(text)) return undefined;
  const parts = layout.exec(text);
  if (parts === null) return "unreadable";
  const [, signed = "", issuer = "", number = "", amount = "", currency = "", year = "", month = "", day = "", storeId = "", signature = ""] = parts;
  return { issuer, number, amountMinor: Number(amount), currency, lastDay: `${year}-${month}-${day}`, storeId, signed, signature };
}

/** The text that is signed for a slip, of everything but the signature. */
export const slipToSign = ({ issuer, number, amountMinor, currency, lastDay, storeId }: Omit<SlipText, "signed" | "signature">): string =>
  ["LWD1", issuer, number, String(amountMinor), currency, lastDay.replaceAll("-", ""), storeId].join(".");
