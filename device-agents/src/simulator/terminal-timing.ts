/** How long a simulated terminal takes for what. */
export interface VirtualTerminalTiming {
  /** From "insert card" to what was chosen to happen by itself. */
  readonly cardMs: number;
  readonly processingMs: number;
  readonly slowMs: number;
  readonly silentMs: number;
  /** Without a card the terminal ends the payment by itself. */
  readonly patienceMs: number;
  /** PA00P015 §2.2.1: how long the till may take to answer a status information. */
  readonly answerMs: number;
  readonly repeatMs: number;
  readonly doneMs: number;
}

export const usualTiming: VirtualTerminalTiming = { cardMs: 700, processingMs: 900, slowMs: 12_000, silentMs: 20_000, patienceMs: 90_000, answerMs: 30_000, repeatMs: 2_000, doneMs: 2_500 };
