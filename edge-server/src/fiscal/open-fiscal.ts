import { join } from "node:path";
import { dataFiles, type StoreConfig } from "@laneway/contracts";
import type { Effect } from "@laneway/domain/lane/types";
import { FiscalDesk, type FiscalDeskDeps } from "./fiscal-desk.js";
import { HeldPrints, type HeldPrintsDeps } from "./held-prints.js";
import { openSoftwareUnit } from "./signing-unit.js";

type Print = Extract<Effect, { kind: "print-receipt" }>;

/** What the store does for its country's law. */
export interface Fiscal {
  readonly outageSinceMs: () => number | undefined;
  /** Prints now, or as soon as the receipt may be printed. */
  readonly print: (laneId: string, effect: Print, id: string) => void;
  readonly start: () => void;
  readonly wake: () => void;
  readonly stop: () => void;
}

/** Nothing is asked for: receipts are printed as they are. */
const noFiscal = (print: HeldPrintsDeps["print"]): Fiscal => ({ outageSinceMs: () => undefined, print, start: () => undefined, wake: () => undefined, stop: () => undefined });

/** The configured scheme with the software unit. Throws when the unit's file is damaged. */
export function openFiscal(config: StoreConfig, deps: Omit<FiscalDeskDeps, "register" | "unit" | "settled"> & Pick<HeldPrintsDeps, "print">): Fiscal {
  if (config.store.fiscal === "none") return noFiscal(deps.print);
  const { register, unit } = openSoftwareUnit(join(config.dataFolder, dataFiles.fiscalUnit), config.store.id);
  const prints = new HeldPrints({ print: deps.print, blockOf: (laneId, receiptNumber) => deps.record.fiscalBlock(laneId, receiptNumber) });
  const desk = new FiscalDesk({ ...deps, register, unit, settled: (receipt, block) => prints.settled(receipt, block) });
  return {
    outageSinceMs: () => desk.state.outageSinceMs,
    print: (laneId, effect, id) => prints.print(laneId, effect, id),
    start: () => desk.start(),
    wake: () => desk.wake(),
    stop: () => desk.stop(),
  };
}
