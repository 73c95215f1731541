import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What one run found out, in words and figures; `npm run proof` puts it into docs/PROOF.md. */
export interface Finding {
  /** Also its file's name: letters and hyphens. */
  readonly name: string;
  /** One sentence of what was done. */
  readonly done: string;
  /** One sentence of what held, said only when it did: call `noteFinding` after the last assertion. */
  readonly held: string;
  readonly figures: Readonly<Record<string, number | string>>;
  readonly seeds: string;
  /** How to run it alone, and how to run more of it. */
  readonly repeat: string;
}

/** Keeps a finding for the document when a proof is being made; otherwise does nothing. */
export function noteFinding(finding: Finding): void {
  const folder = process.env.LANEWAY_PROOF_FOLDER;
  if (folder === undefined || folder === "") return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${finding.name}.json`), JSON.stringify(finding));
}
