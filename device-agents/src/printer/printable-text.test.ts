import { describe, expect, test } from "vitest";
import { printableText } from "./printable-text.js";

describe("text for the printer", () => {
  test.each([
    ["Käse 5 €", "Käse 5 €"],
    ["Łosoś wędzony", "Losos wedzony"],
    ["Crème brûlée – ‘fine’ …", "Crème brûlée - 'fine' ..."],
    ["1\u202f234,50", "1 234,50"],
    ["خبز", "~khbz"],
    ["חלב 3%", "~hlb 3%"],
    ["Молоко свежее", "~Moloko ~svezhee"],
    ["Φέτα", "~Feta"],
    ["٣٤٥", "345"],
    ["豆腐", "¤¤"],
    ["👍 ok", "¤ ok"],
  ])("%s becomes %s", (text, printed) => {
    expect(printableText(text)).toBe(printed);
  });

  test("commands hidden in an item name do not reach the printer", () => {
    expect(printableText("Milk\u001bp\u0000\u0019\u00fa\u001d\u0056\u0000\n\u0010\u0004\u0001\u007f\u009b\u200f")).toBe("MilkpúV");
  });
});
