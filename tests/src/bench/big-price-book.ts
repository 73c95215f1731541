import { once } from "node:events";
import { createWriteStream, writeFileSync } from "node:fs";
import { checkDigitOf } from "@laneway/domain/item/gtin";
import { Seeded } from "../store/seeded.js";

const departments = ["bakery", "dairy", "meat", "fish", "frozen", "drinks", "sweets", "household", "garden", "clothing"];
const syllables = ["ba", "be", "bo", "da", "del", "di", "fa", "fer", "ga", "go", "ha", "ka", "ko", "la", "lin", "lo", "ma", "mar", "mi", "na", "nor", "pa", "pe", "ra", "ri", "sa", "sol", "ta", "ti", "vo"];
const things = "apple juice|bread|butter|biscuits|beans|rice|noodles|tomato sauce|olive oil|sunflower oil|milk|yoghurt|cream cheese|coffee|green tea|chocolate|mustard|honey|strawberry jam|crisps|peanuts|oat flakes|flour|sugar|salt|pepper|vinegar|tuna|sardines|soup|shampoo|soap|toothpaste|candles|batteries|napkins|sponge|detergent|socks|gloves".split("|");
const dinge = "Apfelsaft|Brot|Butter|Kekse|Bohnen|Reis|Nudeln|Tomatensoße|Olivenöl|Sonnenblumenöl|Milch|Joghurt|Frischkäse|Kaffee|Grüner Tee|Schokolade|Senf|Honig|Erdbeermarmelade|Chips|Erdnüsse|Haferflocken|Mehl|Zucker|Salz|Pfeffer|Essig|Thunfisch|Sardinen|Suppe|Shampoo|Seife|Zahnpasta|Kerzen|Batterien|Servietten|Schwamm|Waschmittel|Socken|Handschuhe".split("|");
const kinds = ["organic", "fine", "light", "family", "classic", "mild", "strong", "fresh", "mini", "premium", "spicy", "whole", "natural", "dark", "soft"];

/** The GTIN-13 of the nth item. */
export function gtinOf(index: number): string {
  const body = `40${String(index).padStart(10, "0")}`;
  return `${body}${checkDigitOf(body)}`;
}

/** Some forty thousand brands, more common the lower their number. */
function brandOf(chance: Seeded): string {
  let number = Math.floor(chance.fraction() ** 3 * 40_000);
  let name = "";
  for (let length = 0; length < 3 || number > 0; length += 1) {
    name += syllables[number % syllables.length];
    number = Math.floor(number / syllables.length);
  }
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Name in English and German of the nth item: the same on every run. */
export function namesOf(index: number): { readonly en: string; readonly de: string; readonly brand: string } {
  const chance = new Seeded(index + 1);
  const brand = brandOf(chance);
  const thing = chance.between(0, things.length - 1);
  const tail = `${chance.oneOf(kinds)} ${chance.between(1, 40) * 25} g`;
  return { en: `${brand} ${things[thing]} ${tail}`, de: `${brand} ${dinge[thing]} ${tail}`, brand };
}

/** A JSON price book with everything but items, which the CSV is then laid over. */
export function writeFrame(path: string): void {
  const book = {
    kind: "snapshot",
    header: { bookId: "bench", version: 1, currency: "EUR", pricesIncludeTax: true },
    taxGroups: [{ taxGroup: "A", names: { en: "VAT" }, mark: "A", ratePpm: 190_000 }],
    departments: departments.map((departmentId) => ({ departmentId, names: { en: departmentId } })),
    items: [],
  };
  writeFileSync(path, JSON.stringify(book));
}

/** `count` items as a CSV price book. */
export async function writeItems(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  file.write("item_id,name:en,name:de,brand,department,sold_by,price,tax_group,codes,expected_weight_grams\n");
  for (let index = 0; index < count; index += 1) {
    const { en, de, brand } = namesOf(index);
    const price = `${1 + (index % 20)}.${String(index % 100).padStart(2, "0")}`;
    const row = `item-${index},${en},${de},${brand},${departments[index % departments.length]},each,${price},A,${gtinOf(index)},${100 + (index % 900)}\n`;
    if (!file.write(row)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
}
