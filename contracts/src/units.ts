import { z } from "zod";

/** Money as a whole number of the currency's minor units (cents, fils, yen). Never a fraction. */
export const amountMinor = z.int();
/** The price for comparing: per kilogram, litre, or piece of content. */
export const comparisonPrice = z.strictObject({ amountMinor, unit: z.enum(["kg", "l", "piece"]) });
/** A weight in whole grams. */
export const weightGrams = z.int();
/** A rate in parts per million: 8.875 % is 88 750. */
export const ratePpm = z.int().min(0).max(10_000_000);
/** A point in time: milliseconds since 1970-01-01T00:00:00Z, from the clock of whoever started the action. */
export const timestampMs = z.int().min(0);

/** ISO 4217 code. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 code such as EUR");
/** BCP 47 language tag; each has a file in kiosk-ui/src/locale/. */
export const localeTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "a BCP 47 tag such as en or de-AT");

const id = (what: string) => z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/, `${what}: 1-64 of A-Z a-z 0-9 _ . : -`);
/** Store and lane ids appear in topics and file names, so they are narrower than other ids. */
export const storeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "1-32 of a-z 0-9 -");
export const laneId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "1-32 of a-z 0-9 -");
/** Minted once by whoever starts the action, kept, and reused on every retry. */
export const commandId = id("command id");
export const transactionId = id("transaction id");
export const lineId = id("line id");
export const attemptId = id("payment attempt id");
export const interventionId = id("intervention id");
export const itemId = id("item id");

export type AmountMinor = z.infer<typeof amountMinor>;
export type WeightGrams = z.infer<typeof weightGrams>;
export type RatePpm = z.infer<typeof ratePpm>;
export type TimestampMs = z.infer<typeof timestampMs>;
