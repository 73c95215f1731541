import type { RelayPresence } from "@laneway/contracts/relay";

type State = Pick<RelayPresence, "state" | "detail">;

/**
 * What is true about headquarters, from the last exchange with it. A refused stream stays refused until a batch is taken,
 * whatever else gets through meanwhile. `changed` hears each change once.
 */
export interface Standing {
  readonly current: State;
  reached(): void;
  unreachable(because: string): void;
  streamRefused(because: string): void;
  streamFlows(): void;
}

export function createStanding(changed: (state: State) => void): Standing {
  let link: State = { state: "offline", detail: "headquarters has not answered yet" };
  let refused: string | undefined;
  let current = link;
  const settle = (): void => {
    const next: State = refused === undefined ? link : { state: "refused", detail: refused };
    if (next.state === current.state && next.detail === current.detail) return;
    current = next;
    changed(next);
  };
  return {
    get current() {
      return current;
    },
    reached: () => {
      link = { state: "online" };
      settle();
    },
    unreachable: (because) => {
      link = { state: "offline", detail: because.slice(0, 200) };
      settle();
    },
    streamRefused: (because) => {
      link = { state: "online" };
      refused = because.slice(0, 200);
      settle();
    },
    streamFlows: () => {
      refused = undefined;
      link = { state: "online" };
      settle();
    },
  };
}
