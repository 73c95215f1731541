import type { BenchAction, BenchState } from "@laneway/contracts";

const firstRetryMs = 500;
const longestRetryMs = 5_000;
const requestTimeoutMs = 5_000;

export type BenchConnection = "connecting" | "live" | "away";

/** The page's link to a lane's virtual hardware: its state as it changes, and what is done to it. Reconnects by itself. */
export class BenchLink {
  state: BenchState | undefined;
  connection: BenchConnection = "connecting";
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = firstRetryMs;
  private stopped = false;

  constructor(
    private readonly benchUrl: string,
    private readonly changed: () => void,
  ) {}

  start(): void {
    this.socket = new WebSocket(`${this.benchUrl.replace(/^http/, "ws")}/bench/v1/live`);
    this.socket.addEventListener("message", (event: MessageEvent<string>) => this.take(JSON.parse(event.data) as BenchState));
    this.socket.addEventListener("close", () => this.lost());
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  /** Answers false when it did not reach the hardware. Not retried by itself: a scan done twice is two items. */
  async act(action: BenchAction): Promise<boolean> {
    try {
      const response = await fetch(`${this.benchUrl}/bench/v1/actions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(action),
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
      return response.ok;
    } catch {
      return false;
    }
  }

  private take(state: BenchState): void {
    this.state = state;
    this.connection = "live";
    this.retryMs = firstRetryMs;
    this.changed();
  }

  private lost(): void {
    if (this.stopped) return;
    this.connection = "away";
    this.changed();
    this.timer = setTimeout(() => this.start(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, longestRetryMs);
  }
}
