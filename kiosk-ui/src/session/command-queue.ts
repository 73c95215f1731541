import type { CommandAnswer } from "@laneway/contracts";
import { mintCommandId } from "./command-id.js";
import { Unanswered } from "./edge-client.js";

type WithoutId<C> = C extends { readonly commandId: string } ? Omit<C, "commandId"> : never;

/** More than a person taps while a connection is away; beyond it a tap is not taken. */
const maximumWaiting = 20;
const firstRetryMs = 250;
const longestRetryMs = 1_000;

/**
 * Sends commands one after another. Each gets its id when it is tapped and keeps it until the edge has answered,
 * however often it must be sent. Answers undefined when the queue is full or was cleared.
 */
export class CommandQueue<Command extends { readonly commandId: string }> {
  private readonly waiting: { readonly command: Command; readonly done: (answer: CommandAnswer | undefined) => void }[] = [];
  private running = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly transmit: (command: Command) => Promise<CommandAnswer>,
    private readonly changed: (waiting: number) => void = () => undefined,
    private readonly mint: () => string = mintCommandId,
  ) {}

  get length(): number {
    return this.waiting.length;
  }

  /** `commandId`: when something was said about this command before it is sent (that somebody approves it). */
  send(request: WithoutId<Command>, commandId: string = this.mint()): Promise<CommandAnswer | undefined> {
    if (this.waiting.length >= maximumWaiting) return Promise.resolve(undefined);
    const command = { ...request, commandId } as unknown as Command;
    return new Promise((done) => {
      this.waiting.push({ command, done });
      this.changed(this.waiting.length);
      void this.run();
    });
  }

  /** Try again now: the connection is back. */
  retryNow(): void {
    this.wake?.();
  }

  /** Forget what is waiting (the shopper has gone). What is under way may still be answered. */
  clear(): void {
    for (const { done } of this.waiting.splice(0)) done(undefined);
    this.changed(0);
    this.wake?.();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let head = this.waiting[0]; head !== undefined; head = this.waiting[0]) {
      const answer = await this.untilAnswered(head.command, () => this.waiting[0] === head);
      head.done(answer);
      if (this.waiting[0] === head) this.waiting.shift();
      this.changed(this.waiting.length);
    }
    this.running = false;
  }

  private async untilAnswered(command: Command, wanted: () => boolean): Promise<CommandAnswer | undefined> {
    for (let pauseMs = firstRetryMs; wanted(); pauseMs = Math.min(pauseMs * 2, longestRetryMs)) {
      try {
        return await this.transmit(command);
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = undefined;
    }
    return undefined;
  }
}
