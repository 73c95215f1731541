import type { Logger } from "pino";
import { createBackOff } from "../back-off.js";
import { createBell } from "../bell.js";
import { drain } from "./drain.js";
import { createEdge } from "./edge.js";
import { createHeadquarters } from "./headquarters.js";
import { carryInquiries } from "./inquiry-courier.js";
import { createPresence } from "./presence.js";
import { carryPriceBooks } from "./price-book-courier.js";
import { createStanding } from "./standing.js";

export interface RelayOptions {
  readonly storeId: string;
  readonly bootId: string;
  readonly edgeUrl: string;
  readonly edgeToken: string;
  /** "none": no headquarters; the relay then only says so. */
  readonly cloudUrl: string;
  readonly cloudKey: string;
  readonly mqttUrl: string;
  readonly mqttPassword: string;
  readonly log: Logger;
  readonly timings?: Partial<RelayTimings>;
}

export interface RelayTimings {
  readonly pollMs: number;
  readonly priceBookPollMs: number;
  readonly requestTimeoutMs: number;
  readonly priceBookTimeoutMs: number;
  readonly firstBackOffMs: number;
  readonly maximumBackOffMs: number;
  /** A shopper waits for the answer: the longest pause before headquarters is asked again. */
  readonly inquiryBackOffMs: number;
  readonly refusedRetryMs: number;
}

const defaultTimings: RelayTimings = {
  pollMs: 2_000,
  priceBookPollMs: 10_000,
  requestTimeoutMs: 15_000,
  priceBookTimeoutMs: 300_000,
  firstBackOffMs: 250,
  maximumBackOffMs: 15_000,
  inquiryBackOffMs: 3_000,
  refusedRetryMs: 60_000,
};

/** The running relay. `close` resolves when nothing of it is left. */
export interface Relay {
  readonly state: () => string;
  close(): Promise<void>;
}

/** Starts the store's end of the link. Whatever is not reachable is tried again for as long as it runs. */
export function startRelay(options: RelayOptions): Relay {
  const { storeId, log } = options;
  const timings = { ...defaultTimings, ...options.timings };
  const stopping = new AbortController();
  const { signal } = stopping;
  const bell = createBell();
  const inquiryBell = createBell();
  const hasHeadquarters = options.cloudUrl !== "none";
  const standing = createStanding((state) => {
    log[state.state === "online" ? "info" : "warn"](state, "headquarters");
    presence.show(state);
  });
  const presence = createPresence(
    { url: options.mqttUrl, password: options.mqttPassword, storeId, bootId: options.bootId, now: Date.now, rung: bell.ring, inquiryRung: inquiryBell.ring, log },
    hasHeadquarters ? standing.current : { state: "stopped", detail: "no headquarters is configured" },
  );
  const loops = hasHeadquarters ? startLoops(options, timings, { standing, bell, inquiryBell }, signal) : [];
  return {
    state: () => standing.current.state,
    close: async () => {
      stopping.abort();
      await Promise.all(loops);
      await presence.close();
    },
  };
}

function startLoops(
  options: RelayOptions,
  timings: RelayTimings,
  { standing, bell, inquiryBell }: { standing: ReturnType<typeof createStanding>; bell: ReturnType<typeof createBell>; inquiryBell: ReturnType<typeof createBell> },
  signal: AbortSignal,
): Promise<void>[] {
  const { storeId, log, cloudKey: key } = options;
  const url = options.cloudUrl.replace(/\/+$/, "");
  const backOff = (): ReturnType<typeof createBackOff> =>
    createBackOff({ firstMs: timings.firstBackOffMs, maximumMs: timings.maximumBackOffMs });
  const edgeTimes = { timeoutMs: timings.requestTimeoutMs, importTimeoutMs: timings.priceBookTimeoutMs };
  const edge = createEdge({ url: options.edgeUrl, token: options.edgeToken, ...edgeTimes }, signal);
  const headquarters = createHeadquarters({ url, storeId, key, timeoutMs: timings.requestTimeoutMs }, signal);
  let priceBookVersion = 0;
  const priceBookKnown = (version: number): void => {
    priceBookVersion = version;
  };
  const refusedRetryMs = timings.refusedRetryMs;
  const common = { storeId, edge, standing, log, refusedRetryMs };
  return [
    drain({ ...common, headquarters, bell, backOff: backOff(), pollMs: timings.pollMs, priceBookVersion: priceBookKnown }, signal),
    carryInquiries(
      { storeId, edge, headquarters, standing, log, bell: inquiryBell, pollMs: timings.pollMs, backOff: createBackOff({ firstMs: timings.firstBackOffMs, maximumMs: timings.inquiryBackOffMs }) },
      signal,
    ),
    carryPriceBooks(
      {
        ...common,
        url,
        key,
        bell: createBell(),
        backOff: backOff(),
        pollMs: timings.priceBookPollMs,
        timeoutMs: timings.priceBookTimeoutMs,
        silenceMs: timings.requestTimeoutMs,
        have: () => priceBookVersion,
        delivered: priceBookKnown,
      },
      signal,
    ),
  ];
}
