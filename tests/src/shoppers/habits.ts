import type { InterventionKind } from "@laneway/contracts";
import { urgencies } from "@laneway/domain/intervention/urgency";
import type { Chance } from "@laneway/edge-server/risk/population/chance";

/** How people in a simulated shop behave while they wait or are waited for: the same at a running store's lanes and in memory. */

/** Who takes something and is kept waiting longer than this leaves; the honest stay. */
export const thiefWaitsMs = 120_000;
/** From wherever the colleague stands to a lane. */
export const walkMs = { least: 4_000, most: 14_000 } as const;

/** Looking and answering; the walk is in what a visit usually takes. */
export const effortOf = (kind: InterventionKind, chance: Chance): number => Math.max(3_000, urgencies[kind].effortSeconds * 1_000 - walkMs.most) * chance.about(40);
