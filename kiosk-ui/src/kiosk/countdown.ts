import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Counts the whole seconds of a `remainingMs` down on this screen's own clock. */
export class Countdown implements ReactiveController {
  private endsAt = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Starts anew; undefined stops. */
  set(remainingMs: number | undefined): void {
    clearInterval(this.timer);
    this.timer = undefined;
    if (remainingMs === undefined) return;
    this.endsAt = performance.now() + remainingMs;
    this.timer = setInterval(() => this.host.requestUpdate(), 1_000);
    this.host.requestUpdate();
  }

  get seconds(): number {
    return Math.max(0, Math.ceil((this.endsAt - performance.now()) / 1_000));
  }

  hostDisconnected(): void {
    clearInterval(this.timer);
  }
}
