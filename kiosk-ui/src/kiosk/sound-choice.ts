import type { LaneView } from "@laneway/contracts";
import type { Sound } from "./sounds.js";

/** The one sound of going from one view to the next: the most telling of what is new, if anything is. */
export function soundOf(before: LaneView, now: LaneView): Sound | undefined {
  if (now.step.name === "thank-you" && before.step.name !== "thank-you") return "paid";
  const told = new Set(before.notices.map((notice) => notice.noticeId));
  const fresh = new Set(now.notices.filter((notice) => !told.has(notice.noticeId)).map((notice) => notice.kind));
  if (fresh.has("item-not-found") || fresh.has("item-refused") || fresh.has("payment-declined")) return "not-found";
  const waiting = new Set(before.interventions.map((intervention) => intervention.interventionId));
  if (now.interventions.some((intervention) => !waiting.has(intervention.interventionId))) return "help";
  if (now.message !== undefined && now.message.messageId !== before.message?.messageId) return "help";
  const nudged = now.nudge !== undefined && now.nudge.kind !== before.nudge?.kind;
  if (nudged || fresh.has("weigh-this-item")) return "help";
  const lines = (view: LaneView) => view.basket?.lines.length ?? 0;
  return fresh.has("item-added") || lines(now) > lines(before) ? "added" : undefined;
}
