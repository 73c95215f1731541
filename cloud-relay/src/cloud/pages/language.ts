import type { Store } from "../stores/stores.js";

/** Languages that a page of headquarters may be read in; those without words of their own are in English. */
export const languages = ["en", "de", "ar"] as const;
export type Language = (typeof languages)[number];

/** Each language's own name for itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch", ar: "العربية" };

/** Which one: as asked for in the address, else the first that the browser wants, else English. */
export function languageOf(asked: string | undefined, accepted: string | undefined): Language {
  const found = (tag: string | undefined) => languages.find((language) => language === tag?.trim().toLowerCase().split("-")[0]);
  const wanted = (accepted ?? "")
    .split(",")
    .map((part) => {
      const [tag, quality] = part.split(";q=");
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .toSorted((one, other) => other.quality - one.quality);
  return found(asked) ?? wanted.map(({ tag }) => found(tag)).find((language) => language !== undefined) ?? "en";
}

const tags: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE", ar: "ar-u-nu-latn" };

/** Figures, money and days as a language writes them. */
export class Figures {
  readonly dir: "ltr" | "rtl";
  readonly #tag: string;
  readonly #plural: Intl.PluralRules;

  constructor(readonly language: Language) {
    this.dir = language === "ar" ? "rtl" : "ltr";
    this.#tag = tags[language];
    this.#plural = new Intl.PluralRules(this.#tag);
  }

  count(value: number): string {
    return new Intl.NumberFormat(this.#tag).format(value);
  }

  fixed(value: number, digits: number): string {
    return new Intl.NumberFormat(this.#tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  }

  /** A part of a whole as a percentage; a dash when there is no whole. */
  share(part: number, whole: number): string {
    return whole === 0 ? "–" : new Intl.NumberFormat(this.#tag, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(part / whole);
  }

  /** Exact: Intl reads decimal texts without going through a float. */
  money({ currency, currencyDigits: digits }: Pick<Store, "currency" | "currencyDigits">, amountMinor: number): string {
    const format = new Intl.NumberFormat(this.#tag, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
    return format.format(`${amountMinor}E-${digits}` as `${number}`);
  }

  day(date: string): string {
    return new Intl.DateTimeFormat(this.#tag, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(`${date}T00:00:00Z`));
  }

  seconds(value: number | undefined): string {
    return value === undefined ? "–" : this.#unit(Math.round(value), "second");
  }

  minutes(seconds: number): string {
    return this.#unit(Math.round(seconds / 6) / 10, "minute");
  }

  /** The form for a count, as the language's plurals ask. */
  counted(value: number, forms: { readonly other: string } & { readonly [rule in Exclude<Intl.LDMLPluralRule, "other">]?: string }): string {
    return (forms[this.#plural.select(value)] ?? forms.other).replace("#", this.count(value));
  }

  #unit(value: number, unit: string): string {
    return new Intl.NumberFormat(this.#tag, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(value);
  }
}
