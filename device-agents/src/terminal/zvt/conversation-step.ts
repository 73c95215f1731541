import type { Apdu } from "./apdu.js";
import { terminalStatusWords } from "./codes.js";
import type { CommandName, ConversationEvent, ConversationState, Effect, Step } from "./conversation-types.js";

/** PA00P016 §5.2.5–6 and PA00P015 §3.7: T3 until a command is accepted, T4 until it is complete. */
export const timing = {
  t3Ms: 5_000,
  t4Ms: 180_000,
  /** The terminal waits 30 s for our answer to its status information; before that it is asked to come back. */
  holdMs: 8_000,
  maximumHoldRounds: 12,
  idlePollMs: 20_000,
  busyPollMs: 1_000,
  /** How long the terminal is asked what became of an attempt before a person has to. */
  resolveMs: 60_000,
} as const;

export function step(state: ConversationState, effects: readonly Effect[] = []): Step {
  return { state, effects };
}

export function stay(state: ConversationState): Step {
  return step(state);
}

export function send(bytes: Uint8Array): Effect {
  return { kind: "send", bytes };
}

export function prefixed(before: readonly Effect[], after: Step): Step {
  return { state: after.state, effects: [...before, ...after.effects] };
}

export function reset(state: ConversationState, because: string): Step {
  return step(state, [{ kind: "reset-link", because }]);
}

export function apduOf(event: ConversationEvent): Apdu {
  if (event.kind !== "apdu") throw new Error(`a row for answers was run by ${event.kind}`);
  return event.apdu;
}

export function commandOf(state: ConversationState): CommandName {
  const phase = state.phase;
  if (phase.name === "offline" || phase.name === "ready") throw new Error(`no command is under way in ${phase.name}`);
  return phase.command;
}

export const isMoney = (command: CommandName): boolean => command === "authorise" || command === "reverse" || command === "refund";

export const isErrand = (command: CommandName): boolean => command === "end-of-day" || command === "diagnosis" || command === "forward-stored";

/** What the terminal books under our eyes: it is told that we know only when the edge does. */
export const waitsForRecord = (command: CommandName): command is "authorise" | "refund" => command === "authorise" || command === "refund";

export const armT4 = (minutes?: number): Effect => ({ kind: "set-timer", timer: "t4", afterMs: minutes === undefined ? timing.t4Ms : Math.max(timing.t4Ms, minutes * 60_000) });

export function statusWords(status: number): string {
  return terminalStatusWords.get(status) ?? `status ${hex(status)}`;
}

export function hex(value: number): string {
  return value.toString(16).padStart(2, "0").toUpperCase();
}
