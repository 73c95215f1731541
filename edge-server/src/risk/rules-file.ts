import { type RiskRuleSet, riskRuleSet } from "@laneway/contracts";
import { usualRules } from "@laneway/domain/risk/rules";
import { readOr } from "./model-files.js";
import { RiskError } from "./risk-error.js";

/** The rules of a file. Throws RiskError `rules-unreadable`, `rules-malformed` naming every wrong path. */
export function readRules(path: string): RiskRuleSet {
  const text = new TextDecoder().decode(readOr("rules-unreadable", path));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RiskError("rules-malformed", `${path} is not JSON`, error);
  }
  const parsed = riskRuleSet.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new RiskError("rules-malformed", `${path}: ${parsed.error.issues.slice(0, 10).map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`);
}

/** The store's own rules; the usual ones, and why, when they cannot be had: a wrong file stops no lane. */
export function rulesOrUsual(path: string | undefined): { readonly rules: RiskRuleSet; readonly problem?: RiskError } {
  if (path === undefined) return { rules: usualRules };
  try {
    return { rules: readRules(path) };
  } catch (error) {
    if (!(error instanceof RiskError)) throw error;
    return { rules: usualRules, problem: error };
  }
}
