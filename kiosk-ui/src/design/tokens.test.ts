import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast } from "./contrast.js";
import { checkAccent, minimumContrast, themes } from "./tokens.js";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The custom properties of a theme that are plain colours. */
function colours(theme: string): Record<string, string> {
  const block = css.split(`[data-theme="${theme}"] {`)[1]?.split("}")[0] ?? "";
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

describe.each(themes)("the theme %s", (theme) => {
  const of = colours(theme);
  const pairs = [
    ...["paper", "card", "paper-deep"].flatMap((ground) => [["ink", ground], ["ink-soft", ground], ["accent", ground]]),
    ["on-accent", "accent"],
    ["accent", "accent-soft"],
    ...["success", "attention", "problem"].flatMap((meaning) => [[meaning, `${meaning}-soft`], [meaning, "card"], ["ink", `${meaning}-soft`], ["on-meaning", meaning]]),
  ] as [string, string][];

  test.each(pairs)("%s can be read on %s", (text, ground) => {
    expect(contrast(of[text] ?? "", of[ground] ?? "")).toBeGreaterThanOrEqual(minimumContrast.text);
  });

  test("edges of controls and the focus ring stand out", () => {
    for (const line of ["edge", "focus"]) expect(contrast(of[line] ?? "", of.card ?? "")).toBeGreaterThanOrEqual(3);
  });
});

describe("a retailer's accent", () => {
  test("is taken with the text colour that can be read on it", () => {
    expect(checkAccent("#0b5fa5", "#fffdf9")).toEqual({ ok: true, onAccent: "#ffffff" });
    expect(checkAccent("#ff8800", "#191613")).toEqual({ ok: true, onAccent: "#000000" });
  });

  test("is refused when it cannot be told from the surface", () => {
    expect(checkAccent("#ffe94a", "#fffdf9")).toMatchObject({ ok: false, because: "unreadable-on-surface" });
    expect(() => checkAccent("yellow", "#ffffff")).toThrow(TypeError);
  });
});
