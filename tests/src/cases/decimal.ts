/** A decimal number as whole units of 10^-places. */
export interface Decimal {
  readonly units: number;
  readonly places: number;
}

/**
 * Reads `-12.340`, `.5` and `1e-7` exactly; numbers of a JSON file by their shortest spelling. Undefined when
 * it is no decimal number, or one of more digits than are kept exactly.
 */
export function decimalOf(value: unknown): Decimal | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,2}))?$/.exec(String(value).trim());
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const shift = fraction.length - Number(exponent);
  const units = Number(`${whole}${fraction}${"0".repeat(Math.max(0, -shift))}`);
  return Number.isSafeInteger(units)
    ? { units: sign === "-" && units !== 0 ? -units : units, places: Math.max(0, shift) }
    : undefined;
}

/** The number in units of 10^-places; undefined when it is finer. */
export function unitsAt({ units, places }: Decimal, wanted: number): number | undefined {
  if (wanted >= places) return units * 10 ** (wanted - places);
  const divisor = 10 ** (places - wanted);
  return units % divisor === 0 ? units / divisor : undefined;
}

/** `-1234` at two places is `-12.34`; trailing zeros go, so that equal numbers are equal texts. */
export function textOf({ units, places }: Decimal): string {
  const digits = String(Math.abs(units)).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return `${units < 0 ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
