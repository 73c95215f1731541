/** A text, or one by the plural category of its `count` (CLDR; `other` is always there). */
export type Text = string | PluralText;
export type PluralText = { readonly other: string } & { readonly [category in Exclude<Intl.LDMLPluralRule, "other">]?: string };
export type Texts<Key extends string> = Readonly<Record<Key, Text>>;
export type Values = Readonly<Record<string, string | number>>;

/** What a language file says about its language besides its texts. */
export interface LanguageFacts {
  /** Its own name for itself. */
  readonly name: string;
  readonly dir: "ltr" | "rtl";
  /** Tag for figures and dates; may fix a numbering system, e.g. `ar-u-nu-latn`. */
  readonly figures: string;
}

/**
 * A language as a page uses it: texts by key, figures, money, weights and times by locale.
 * A page with texts of its own (attendant, receipt) makes one from its own tables.
 */
export class Words<Key extends string = string> {
  readonly dir: "ltr" | "rtl";
  private readonly plural: Intl.PluralRules;
  private readonly whole: Intl.NumberFormat;
  private readonly moneyFormats = new Map<string, Intl.NumberFormat>();

  constructor(
    readonly locale: string,
    private readonly facts: LanguageFacts,
    private readonly texts: Texts<Key>,
  ) {
    this.dir = facts.dir;
    this.plural = new Intl.PluralRules(locale);
    this.whole = new Intl.NumberFormat(facts.figures, { maximumFractionDigits: 0 });
  }

  /** The text of a key with `{name}` filled from `values`; numbers are written as figures of the locale. `count` picks the plural. */
  text(key: Key, values: Values = {}): string {
    const entry = this.texts[key];
    let pattern: string;
    if (typeof entry === "string") pattern = entry;
    else {
      const count = values.count;
      pattern = entry[this.plural.select(typeof count === "number" ? count : 0)] ?? entry.other;
    }
    return pattern.replace(/\{(\w+)\}/g, (_whole, name: string) => {
      const value = values[name];
      return typeof value === "number" ? this.number(value) : (value ?? "");
    });
  }

  /** A text for a key that arrived as data, or `fallback` when this language has none. */
  textOr(key: string, fallback: Key, values: Values = {}): string {
    return this.text(Object.hasOwn(this.texts, key) ? (key as Key) : fallback, values);
  }

  number(value: number): string {
    return this.whole.format(value);
  }

  /** Whole minor units as money: exact, no floating point in between. */
  money(minor: number, currency: string, digits: number): string {
    return this.moneyFormat(currency, digits).format(decimal(minor, digits));
  }

  /** Grams: below a kilogram as g, from there as kg with three decimals. */
  weight(grams: number): string {
    return Math.abs(grams) < 1000 ? this.unit(decimal(grams, 0), "gram", 0) : this.unit(decimal(grams, 3), "kilogram", 3);
  }

  date(atMs: number, timeZone: string): string {
    return new Intl.DateTimeFormat(this.facts.figures, { dateStyle: "medium", timeZone }).format(atMs);
  }

  /** A calendar day `YYYY-MM-DD`, the same in every time zone. */
  day(text: string): string {
    return new Intl.DateTimeFormat(this.facts.figures, { dateStyle: "medium", timeZone: "UTC" }).format(Date.parse(`${text}T00:00:00Z`));
  }

  time(atMs: number, timeZone?: string): string {
    return new Intl.DateTimeFormat(this.facts.figures, { timeStyle: "short", ...(timeZone === undefined ? {} : { timeZone }) }).format(atMs);
  }

  /** Parts per million as a rate: 70 000 is 7 %. */
  rate(ppm: number): string {
    return new Intl.NumberFormat(this.facts.figures, { style: "percent", maximumFractionDigits: 3 }).format(decimal(ppm, 6));
  }

  /** Names one after another, as the language joins them. */
  list(parts: readonly string[]): string {
    return new Intl.ListFormat(this.facts.figures, { type: "conjunction" }).format(parts);
  }

  /** A length of time as minutes and seconds, e.g. 1:05. */
  duration(ms: number): string {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const two = new Intl.NumberFormat(this.facts.figures, { minimumIntegerDigits: 2, useGrouping: false });
    return `${this.number(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
  }

  private moneyFormat(currency: string, digits: number): Intl.NumberFormat {
    const key = `${currency}/${digits}`;
    let format = this.moneyFormats.get(key);
    if (format === undefined) {
      format = new Intl.NumberFormat(this.facts.figures, {
        style: "currency",
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
      this.moneyFormats.set(key, format);
    }
    return format;
  }

  private unit(value: Intl.StringNumericLiteral, unit: string, digits: number): string {
    const options = { style: "unit", unit, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
    return new Intl.NumberFormat(this.facts.figures, options).format(value);
  }
}

/** A whole number with the point moved left, as text: 1234, 2 → "12.34". */
function decimal(whole: number, digits: number): Intl.StringNumericLiteral {
  if (!Number.isSafeInteger(whole)) throw new TypeError(`${whole} is not a whole number`);
  const text = String(Math.abs(whole)).padStart(digits + 1, "0");
  const point = text.length - digits;
  const sign = whole < 0 ? "-" : "";
  return `${sign}${text.slice(0, point)}${digits === 0 ? "" : `.${text.slice(point)}`}` as Intl.StringNumericLiteral;
}
