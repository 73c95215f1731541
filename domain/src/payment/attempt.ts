import type { PaymentAttempt } from "./types.js";

/** Is the terminal, or may it be, still busy with it? Then the basket is locked and no other attempt may start. */
export function isAttemptOpen(
  attempt: PaymentAttempt | undefined,
): attempt is Extract<PaymentAttempt, { state: "intent-saved" | "sent" | "unknown" }> {
  return (
    attempt !== undefined &&
    (attempt.state === "intent-saved" || attempt.state === "sent" || attempt.state === "unknown")
  );
}
