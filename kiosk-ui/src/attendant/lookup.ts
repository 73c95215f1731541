import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How long after the last key the store is asked. */
const quietMs = 200;

/**
 * Asks the store while a person types: after a short quiet, and only the latest word's answer counts.
 * `found` is undefined until the first answer.
 */
export class Lookup<Found> implements ReactiveController {
  found: readonly Found[] | undefined;
  unanswered = false;
  private asked = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly source: (query: string) => Promise<readonly Found[] | undefined>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  readonly typed = (event: Event): void => {
    const query = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(query), quietMs);
  };

  async ask(query: string): Promise<void> {
    this.asked = query;
    try {
      const found = await this.source(query);
      if (this.asked !== query) return;
      this.found = found;
      this.unanswered = false;
    } catch {
      // Whatever went wrong, there is no answer; the next key asks again.
      this.unanswered = true;
    }
    this.host.requestUpdate();
  }
}
