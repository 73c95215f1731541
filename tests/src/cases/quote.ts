import { readFileSync } from "node:fs";
import { fieldProblems, type PriceBookSnapshot, priceBookSnapshot } from "@laneway/contracts";
import { quoteBasket } from "@laneway/domain/pricing/quote";
import { quoteBookOf } from "@laneway/domain/pricing/quote-book";
import { asTyped } from "./runner.js";

// npm run -s quote -- FILE [PRICE-BOOK]: prices the basket of a JSON file, the body of POST /api/v1/quote.
// The price book is in it, or
// is the snapshot in the second file.
function main([path, bookPath]: readonly string[]): number {
  if (path === undefined) {
    console.error("name a file: npm run quote -- FILE [PRICE-BOOK]");
    return 2;
  }
  try {
    const body = jsonOf(path);
    const book = bookPath === undefined ? undefined : quoteBookOf(bookIn(bookPath));
    const answer = quoteBasket(body, {
      book,
      storeId: "quote",
      country: "DE",
      region: undefined,
      localTime: localNow(),
    });
    console.log(JSON.stringify(answer, null, 2));
    return answer.result === "quoted" ? 0 : 1;
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
}

function bookIn(path: string): PriceBookSnapshot {
  const parsed = priceBookSnapshot.safeParse(jsonOf(path));
  if (parsed.success) return parsed.data;
  const wrong = fieldProblems(parsed.error).map((each) => `${path}: ${each.path}: ${each.message}`);
  throw new Error(wrong.join("\n"));
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(asTyped(path), "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

/** This machine's clock as `YYYY-MM-DDTHH:MM`. */
function localNow(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}`;
}

process.exitCode = main(process.argv.slice(2));
