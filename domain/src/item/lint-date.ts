/** What is wrong with a text: the reason, and the part to point at. */
export interface LintProblem {
  readonly error: string;
  readonly at: number;
  readonly length: number;
}

export const problem = (error: string, at: number, length: number): LintProblem => ({ error, at, length });
export const whole = (error: string, data: string): LintProblem => problem(error, 0, data.length);

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** `YYMMDD` (6 digits, centuries 2000) or `YYYYMMDD` (8); `dayMayBeZero`: 00 is the last day of the month. */
export const lintDate =
  (length: 6 | 8, dayMayBeZero: boolean) =>
  (data: string): LintProblem | undefined => {
    if (data.length < length) return whole("date-too-short", data);
    if (data.length > length) return whole("date-too-long", data);
    const bad = data.search(/[^0-9]/);
    if (bad !== -1) return problem("non-digit-character", bad, 1);
    const month = Number(data.slice(-4, -2));
    const day = Number(data.slice(-2));
    if (month < 1 || month > 12) return problem("illegal-month", length - 4, 2);
    const year = length === 6 ? 2_000 + Number(data.slice(0, 2)) : Number(data.slice(0, 4));
    if ((day === 0 && !dayMayBeZero) || day > daysIn(year, month))
      return problem("illegal-day", length - 2, 2);
    return undefined;
  };

const timeNames = { hh: "hour", mi: "minute", ss: "second", hhmi: "hour-with-minute" } as const;

/** `hh`, `mi`, `ss` (two digits) or `hhmi` (four). */
export const lintTime =
  (shape: keyof typeof timeNames) =>
  (data: string): LintProblem | undefined => {
    if (data.length < shape.length) return whole(`${timeNames[shape]}-too-short`, data);
    if (data.length > shape.length) return whole(`${timeNames[shape]}-too-long`, data);
    if (shape === "hhmi") return lintPart("hh", data, 0) ?? lintPart("mi", data, 2);
    return lintPart(shape, data, 0);
  };

/** Two digits of a time, at a place of the text. */
function lintPart(part: "hh" | "mi" | "ss", data: string, at: number): LintProblem | undefined {
  const two = data.slice(at, at + 2);
  const bad = two.search(/[^0-9]/);
  if (bad !== -1) return problem("non-digit-character", at + bad, 1);
  return Number(two) > (part === "hh" ? 23 : 59) ? problem(`illegal-${timeNames[part]}`, at, 2) : undefined;
}

/**
 * `YYMMDD` as `YYYY-MM-DD`. Day 00 is the last of the month. The century (GS1 General Specifications 7.12):
 * more than 50 years ahead of `year` is the century before, 50 or more behind is the next.
 */
export function dateOfShort(yymmdd: string, year: number): string {
  const short = Number(yymmdd.slice(0, 2));
  const century = year - (year % 100);
  const distance = short - (year % 100);
  const full = century + short + (distance >= 51 ? -100 : distance <= -50 ? 100 : 0);
  const month = Number(yymmdd.slice(2, 4));
  const day = Number(yymmdd.slice(4, 6));
  const shownDay = day === 0 ? daysIn(full, month) : day;
  return `${String(full).padStart(4, "0")}-${yymmdd.slice(2, 4)}-${String(shownDay).padStart(2, "0")}`;
}
