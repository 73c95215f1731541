import { resolve } from "node:path";
import { exitCodes, giveUp } from "../process-part.js";
import { RiskError } from "./risk-error.js";

/** A path as the person typed it: npm runs scripts in the project's folder and keeps the person's own in INIT_CWD. */
export const asTyped = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Runs a command; a named error ends it with one clear line and status 2. */
export async function runRiskCommand(command: () => Promise<void> | void): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (error instanceof RiskError || (error instanceof Error && "syscall" in error)) giveUp(`laneway: ${error.message}`, exitCodes.configuration);
    throw error;
  }
}
