import { readFileSync } from "node:fs";
import { quoteBasket } from "@laneway/domain/pricing/quote";
import { expect, it } from "vitest";

const text = readFileSync(new URL("../../../docs/PRICING.md", import.meta.url), "utf8");
const blocks = (kind: string) =>
  [...text.matchAll(new RegExp(`\`\`\`json ${kind}\n([\\s\\S]*?)\`\`\``, "g"))].map(
    (match) => JSON.parse(match[1] ?? "") as Record<string, unknown>,
  );
const quotes = blocks("quote");
const answers = blocks("answer");
const sources = {
  book: undefined,
  storeId: "s",
  country: "DE",
  region: undefined,
  localTime: "2026-11-23T12:00",
};

it.each(quotes.map((request, index) => ({ index, request })))(
  "worked example $index of docs/PRICING.md",
  ({ index, request }) => {
    expect(answers).toHaveLength(quotes.length);
    const answer = quoteBasket({ priceBook: quotes[0]?.priceBook, ...request }, sources);
    expect(answer).toMatchObject({ result: "quoted", quote: answers[index] });
  },
);
