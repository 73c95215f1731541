import type { CommandAnswer, Refusal } from "@laneway/contracts";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { AttendantRequest, StoreActions } from "./contexts.js";

/** From when on a person is told that the server has not answered yet. */
const slowAfterMs = 2_500;

/**
 * One touch at a time, and what became of it: `busy` while it is under way, `slow` when the answer takes long,
 * `refusal` when a rule said no (until the next touch).
 */
export class CommandController implements ReactiveController {
  busy = false;
  slow = false;
  refusal: Refusal | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly actions: () => StoreActions,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.refusal = undefined;
  }

  /** Answers true when it was accepted. A second touch while one is under way does nothing. */
  async send(laneId: string, request: AttendantRequest): Promise<boolean> {
    if (this.busy) return false;
    this.become({ busy: true, slow: false, refusal: undefined });
    const timer = setTimeout(() => this.become({ busy: true, slow: true, refusal: undefined }), slowAfterMs);
    let answer: CommandAnswer | undefined;
    try {
      answer = await this.actions().send(laneId, request);
    } finally {
      clearTimeout(timer);
      this.become({ busy: false, slow: false, refusal: answer?.result === "refused" ? answer.refusal : undefined });
    }
    return answer?.result === "accepted";
  }

  private become(next: { busy: boolean; slow: boolean; refusal: Refusal | undefined }): void {
    Object.assign(this, next);
    this.host.requestUpdate();
  }
}
