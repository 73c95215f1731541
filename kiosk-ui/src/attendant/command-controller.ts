import type { CommandAnswer, Credentials, Refusal } from "@laneway/contracts";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Unanswered } from "../session/edge-client.js";
import type { AttendantRequest, OfflineRequest, StoreActions } from "./contexts.js";

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
  /** What was asked last, asked again with a second person's word. */
  private again: ((by: Credentials) => Promise<CommandAnswer | undefined>) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly actions: () => StoreActions,
    /** After a second person's approval let it through. */
    private readonly approved: () => void = () => undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.refusal = undefined;
  }

  /** Answers true when it was accepted. A second touch while one is under way does nothing. */
  async send(laneId: string, request: AttendantRequest): Promise<boolean> {
    this.again = (by) => this.actions().sendApproved(laneId, request, by);
    return this.run(() => this.actions().send(laneId, request));
  }

  /** The same for card payments without the bank. */
  async sendOffline(request: OfflineRequest): Promise<boolean> {
    this.again = (by) => this.actions().sendOfflineApproved(request, by);
    return this.run(() => this.actions().sendOffline(request));
  }

  /** Whether what was refused may be approved by somebody else. */
  get approvable(): boolean {
    return this.again !== undefined && this.refusal !== undefined && approvable.has(this.refusal.reason);
  }

  /** What was refused, asked again with a second person's word. */
  async approve(by: Credentials): Promise<void> {
    const { again } = this;
    if (again === undefined) return;
    const accepted = await this.run(() => again(by));
    if (accepted) this.approved();
  }

  private async run(ask: () => Promise<CommandAnswer | undefined>): Promise<boolean> {
    if (this.busy) return false;
    const { refusal } = this;
    this.become({ busy: true, slow: false, refusal: undefined });
    const timer = setTimeout(() => this.become({ busy: true, slow: true, refusal: undefined }), slowAfterMs);
    let answer: CommandAnswer | undefined;
    let unanswered = false;
    try {
      answer = await ask();
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      unanswered = true;
    } finally {
      clearTimeout(timer);
      // An approval that nobody answered is still wanted.
      this.become({ busy: false, slow: unanswered, refusal: answer?.result === "refused" ? answer.refusal : unanswered ? refusal : undefined });
    }
    return answer?.result === "accepted";
  }

  private become(next: { busy: boolean; slow: boolean; refusal: Refusal | undefined }): void {
    Object.assign(this, next);
    this.host.requestUpdate();
  }
}

/** What somebody with another role may let through; a wrong PIN may be tried again. */
const approvable: ReadonlySet<Refusal["reason"]> = new Set(["second-person-needed", "return-needs-manager", "not-allowed", "wrong-pin", "locked-out", "same-person"]);
