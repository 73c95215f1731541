import { escPos } from "./printer/esc-pos.js";
import { mettler8217 } from "./scale/mettler-8217.js";
import { mtSics } from "./scale/mt-sics.js";
import { serialScanner } from "./scanner/serial-scanner.js";
import { zvt } from "./terminal/zvt/zvt.js";

/** Every protocol a lane profile may name. */
export const adapters = {
  "serial-scanner": serialScanner,
  "mettler-8217": mettler8217,
  "mt-sics": mtSics,
  "esc-pos": escPos,
  zvt,
} as const;
