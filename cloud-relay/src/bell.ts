/** A sleep that a ring ends early. A ring while nobody sleeps ends the next sleep at once. */
export interface Bell {
  ring(): void;
  /** Resolves after the time, at a ring, or when the signal aborts. */
  wait(timeoutMs: number, signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: (timeoutMs, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", end);
          wake = undefined;
          rung = false;
          resolve();
        };
        const timer = setTimeout(end, timeoutMs);
        signal.addEventListener("abort", end, { once: true });
        wake = end;
        if (rung || signal.aborted) end();
      }),
  };
}

/** A sleep that only its time or the signal ends. */
export const pause = (timeoutMs: number, signal: AbortSignal): Promise<void> => createBell().wait(timeoutMs, signal);
