const shape = /^\d{6,12}$/;
const fewestFigures = 3;
const day = "(0[1-9]|[12]\\d|3[01])";
const month = "(0[1-9]|1[0-2])";
const birthday = new RegExp(`^(${day}${month}((19|20)?\\d\\d)|${month}${day}((19|20)?\\d\\d)|((19|20)?\\d\\d)${month}${day})$`);
const runs = ["01234567890123456789", "98765432109876543210"];

/** Why a PIN may not be chosen; undefined when it may. Those that are tried first are refused: runs, few figures, dates. */
export function pinProblem(pin: string): string | undefined {
  if (!shape.test(pin)) return "is not 6 to 12 digits";
  if (new Set(pin).size < fewestFigures) return "has too few different figures";
  if (runs.some((run) => run.includes(pin))) return "is a run of figures";
  if (birthday.test(pin)) return "reads as a date";
  const half = pin.slice(0, pin.length / 2);
  return half.repeat(2) === pin ? "is the same figures twice" : undefined;
}
