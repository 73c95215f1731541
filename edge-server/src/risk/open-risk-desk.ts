import type { StoreConfig } from "@laneway/contracts";
import type { RiskAssessment } from "@laneway/domain/risk/types";
import type { StoreTime } from "../lane/business-time.js";
import type { Log } from "../log.js";
import type { Clock } from "../ports.js";
import type { RecordStore } from "../store/record.js";
import { type LaneScorer, openHere, ProcessScorer } from "./lane-scorer.js";
import { loadModel } from "./shipped-model.js";
import { RiskDesk } from "./risk-desk.js";
import { rulesOrUsual } from "./rules-file.js";
import { Velocity } from "./velocity.js";

export interface RiskDeskParts {
  readonly record: Pick<RecordStore, "journal">;
  readonly storeTime: StoreTime;
  readonly clock: Clock;
  readonly log: Log;
  readonly auditKey: string;
  readonly scoreScript: string | undefined;
  readonly shippedModelFolder: string | undefined;
}

/** Baskets that teach the thresholds, and records that are looked through for velocity, at a start. */
const remembered = { baskets: 400, records: 20_000 } as const;

/** The store's risk desk with its model, its rules, and what the journal remembers. */
export function openRiskDesk({ risk }: StoreConfig, parts: RiskDeskParts): RiskDesk {
  const { record, scoreScript, shippedModelFolder, log, ...rest } = parts;
  const { rules, problem } = rulesOrUsual(risk.rulesFile);
  if (problem !== undefined) log.error({ error: problem.message }, "risk: the store's rules cannot be used; the usual ones are");
  const velocity = new Velocity();
  if (risk.enabled) velocity.remember(record.journal.countedUses(remembered.records));
  const earlier = risk.enabled ? record.journal.assessments(remembered.baskets).map(({ entry }) => entry.assessment as RiskAssessment) : [];
  return new RiskDesk({
    ...rest, log, rules, velocity, earlier,
    config: risk,
    rulesProblem: problem?.code,
    openScorer: async (): Promise<LaneScorer> => {
      const model = loadModel(risk, shippedModelFolder);
      return scoreScript === undefined ? openHere(model) : new ProcessScorer(scoreScript, model);
    },
  });
}
