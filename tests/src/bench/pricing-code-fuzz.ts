import { hasCheckDigit } from "@laneway/domain/item/gtin";
import { inStoreSchemesOf } from "@laneway/domain/item/in-store-schemes";
import { readCode } from "@laneway/domain/item/read-code";
import { Seeded } from "../store/seeded.js";
import { quantileOf } from "./figures.js";
import { timesOf } from "./pricing-baskets.js";

// Random and mutated codes: no exception, none read as an item without a right check digit, none slow.
const gs = "\u001d";
const seeds = [
  "4006381333931",
  "036000291452",
  "96385074",
  "01234565",
  "2330714002396",
  "4011",
  "94011",
  `]C1010400638133393117261231${"10LOT7"}${gs}21S1`,
  "(01)04006381333931(3103)001234(10)AB",
  "https://id.example.org/01/04006381333931/10/LOT?17=261231",
  "]e0811010614141011111275110111",
  "4006381333931|]e010LOT",
  "]d2010400638133393121ABC",
  "4111111111111111",
];
const letters = `0123456789()]ABCxyz/%?=&|^.:-${gs}\\\u0000é`;

/** One change at a random place. */
function mutated(text: string, chance: Seeded): string {
  const at = chance.between(0, text.length);
  const letter = letters[chance.between(0, letters.length - 1)] ?? "";
  const choice = chance.fraction();
  if (choice < 0.4) return text.slice(0, at) + letter + text.slice(at + 1);
  if (choice < 0.6) return text.slice(0, at) + letter + text.slice(at);
  if (choice < 0.8) return text.slice(0, at) + text.slice(at + 1);
  if (choice < 0.9) return text.slice(0, at);
  return text + chance.oneOf(seeds);
}

const random = (chance: Seeded): string =>
  Array.from({ length: chance.between(0, 40) }, () => letters[chance.between(0, letters.length - 1)]).join(
    "",
  );

/** Reads `count` texts; answers the first that is misread, and how long each took. */
export function fuzzCodes(
  count: number,
  seed: number,
): { readonly misread: string | undefined; readonly slowestMs: number } {
  const chance = new Seeded(seed);
  const schemes = inStoreSchemesOf("DE");
  const aims = [undefined, undefined, "]E0", "]E4", "]C1", "]e0", "]Q3"];
  const took: number[] = [];
  for (let index = 0; index < count; index += 1) {
    let text = chance.fraction() < 0.3 ? random(chance) : chance.oneOf(seeds);
    for (let times = chance.between(0, 3); times > 0; times -= 1) text = mutated(text, chance);
    const aim = chance.oneOf(aims);
    const start = performance.now();
    const reading = readCode(text, aim, schemes);
    const first = performance.now() - start;
    // A pause of the machine is no slow code: what was slow is measured again.
    took.push(first < 0.2 ? first : Math.min(first, ...timesOf(5, () => readCode(text, aim, schemes))));
    const number =
      reading.kind === "gtin" ? reading.gtin14 : reading.kind === "in-store" ? reading.exactCode : undefined;
    if (number !== undefined && !(number.length === 14 && hasCheckDigit(number)))
      return { misread: text, slowestMs: 0 };
  }
  return { misread: undefined, slowestMs: quantileOf(took, 0.9999) };
}
