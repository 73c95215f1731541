import { readFileSync } from "node:fs";
import { checkDigitOf } from "@laneway/domain/item/gtin";
import { inStoreSchemesOf } from "@laneway/domain/item/in-store-schemes";
import { readCode } from "@laneway/domain/item/read-code";
import { oracleVerdict, verdictOf } from "../cases/code-oracle.js";
import { Seeded } from "../store/seeded.js";
import { quantileOf } from "./figures.js";
import { timesOf } from "./pricing-baskets.js";

// Random and mutated codes: no exception, none read otherwise than by the plain reading of the specifications,
// none slow.
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

/** Published element strings and links that are right, as a scanner sends them and as decoders print them. */
function publishedSeeds(): string[] {
  const casesOf = (file: string): { readonly [list: string]: readonly Readonly<Record<string, unknown>>[] } =>
    JSON.parse(readFileSync(new URL(`../../data/gs1/${file}.json`, import.meta.url), "utf8"));
  const { verify = [], lint = [] } = casesOf("zint_gs1_vectors");
  const { cases = [] } = casesOf("syntax_engine_vectors");
  const plain = [...verify, ...lint]
    .filter(({ ret }) => ret === "0")
    .map(({ unbracketed }) => String(unbracketed));
  const links = cases.filter(({ kind, valid }) => kind === "digital_link_parse" && valid === true);
  const printed = casesOf("zxing_blackbox_values").cases ?? [];
  return [
    ...plain.map((text) => `]C1${text}`),
    ...plain.map((text) => `]C10104006381333931${text}`),
    ...links.map(({ input }) => String(input)),
    ...printed.map(({ value }) => String(value)),
  ];
}

/**
 * Reads `count` texts; answers the first that is read otherwise than by the plain reading of the
 * specifications, and how long each took.
 */
export function fuzzCodes(
  count: number,
  seed: number,
  read: typeof readCode = readCode,
): { readonly misread: string | undefined; readonly slowestMs: number } {
  const chance = new Seeded(seed);
  const schemes = inStoreSchemesOf("DE");
  const aims = [undefined, undefined, undefined, "]E0", "]E4", "]C1", "]e0", "]Q3"];
  const published = publishedSeeds();
  const took: number[] = [];
  for (let index = 0; index < count; index += 1) {
    let text =
      chance.fraction() < 0.2 ? random(chance) : chance.oneOf(chance.fraction() < 0.5 ? seeds : published);
    for (let times = chance.between(0, 3); times > 0; times -= 1) text = mutated(text, chance);
    // What a printed number came as is not in the print: its check digit is made right as often as not.
    if (/^[0-9]{8,14}$/.test(text) && chance.fraction() < 0.5)
      text = `${text.slice(0, -1)}${checkDigitOf(text.slice(0, -1))}`;
    const aim = chance.oneOf(aims);
    const start = performance.now();
    const reading = read(text, aim, schemes);
    const first = performance.now() - start;
    // A pause of the machine is no slow code: what was slow is measured again.
    took.push(first < 0.2 ? first : Math.min(first, ...timesOf(5, () => read(text, aim, schemes))));
    const wanted = oracleVerdict(text, aim);
    const got = verdictOf(reading);
    if (got !== wanted)
      return {
        misread: `${JSON.stringify(text)} ${aim}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`,
        slowestMs: 0,
      };
  }
  return { misread: undefined, slowestMs: quantileOf(took, 0.9999) };
}
