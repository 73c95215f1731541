/** Limits of the wait between two attempts to reach something. */
export interface BackOffLimits {
  readonly firstMs: number;
  readonly maximumMs: number;
}

export const defaultBackOff: BackOffLimits = { firstMs: 250, maximumMs: 5_000 };

/**
 * How long to wait before attempt `failures + 1`: doubles from `firstMs` up to `maximumMs`, then spread over
 * the upper half so that many lanes do not knock at the same moment. `random` is in [0, 1).
 */
export function backOffMs(failures: number, random: number, limits: BackOffLimits = defaultBackOff): number {
  const doubled = limits.firstMs * 2 ** Math.min(failures, 16);
  const capped = Math.min(doubled, limits.maximumMs);
  return Math.max(limits.firstMs, Math.round(capped * (0.5 + random / 2)));
}
