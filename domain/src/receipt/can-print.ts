import { hasEffect } from "../lane/device-faults.js";
import type { Draft } from "../lane/draft.js";

/** Is there a printer at the lane, with paper in it? */
export const canPrint = ({ knowledge, state }: Draft): boolean => knowledge.hasPrinter && !hasEffect(state.faults, "no-paper-receipt");
