import { riskFault, type RiskFault } from "@laneway/contracts";
import { RiskError } from "./risk-error.js";

/** The named fault behind whatever a model failed with. */
export function faultOf(error: unknown): RiskFault {
  const code = error instanceof RiskError ? riskFault.safeParse(error.code).data : undefined;
  return code ?? "model-corrupt";
}
