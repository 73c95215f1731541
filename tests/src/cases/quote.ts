import { readFileSync } from "node:fs";
import { quoteBasket } from "@laneway/domain/pricing/quote";
import { asTyped } from "./runner.js";

// npm run -s quote -- FILE: prices the basket of a JSON file (the body of POST /api/v1/quote, with its price book in it).
function main(path: string | undefined): number {
  if (path === undefined) {
    console.error("name a file: npm run quote -- FILE");
    return 2;
  }
  let body: unknown;
  try {
    body = JSON.parse(readFileSync(asTyped(path), "utf8"));
  } catch (error) {
    console.error(`${path}: ${(error as Error).message}`);
    return 2;
  }
  const answer = quoteBasket(body, { book: undefined, storeId: "quote", country: "DE", region: undefined, localTime: localNow() });
  console.log(JSON.stringify(answer, null, 2));
  return answer.result === "quoted" ? 0 : 1;
}

/** This machine's clock as `YYYY-MM-DDTHH:MM`. */
function localNow(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}`;
}

process.exitCode = main(process.argv[2]);
