import axe, { type Result } from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong in what the page shows now; by some of its rules only, when they are given. */
export async function violationsOn(page: Page, rules?: readonly string[]): Promise<Result[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const { axe: runner } = window as unknown as { axe: typeof axe };
    const { violations } = await runner.run(document, { resultTypes: ["violations"], ...(values === undefined ? {} : { runOnly: { type: "rule", values: [...values] } }) });
    return violations;
  }, rules);
}
