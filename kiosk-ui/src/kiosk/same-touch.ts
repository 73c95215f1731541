import type { KioskRequest } from "../session/kiosk-session.js";

const bounceMs = 600;

/** A finger that bounces, or presses twice to be sure, asks for one thing once. */
export class SameTouch {
  private last = "";
  private lastMs = Number.NEGATIVE_INFINITY;

  /** Was the very same asked for a moment ago? `nowMs` is any clock that only goes forward. */
  isAgain(request: KioskRequest, nowMs: number): boolean {
    const asked = JSON.stringify(request);
    const again = asked === this.last && nowMs - this.lastMs < bounceMs;
    this.last = asked;
    this.lastMs = nowMs;
    return again;
  }
}
