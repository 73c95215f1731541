import { relayProtocol } from "@laneway/contracts/relay";
import type { IncomingMessage } from "node:http";
import { Transform, type TransformCallback } from "node:stream";
import type { Logger } from "pino";
import { priceBookWrapper } from "../price-book-wrapper.js";
import type { BackOff } from "../back-off.js";
import { type Bell, pause } from "../bell.js";
import type { Edge } from "./edge.js";
import { foreign } from "./headquarters.js";
import { converse, protocolOf, type Unreachable } from "./http-exchange.js";
import type { Standing } from "./standing.js";

export interface CourierDependencies {
  readonly url: string;
  readonly storeId: string;
  readonly key: string;
  readonly edge: Edge;
  readonly standing: Standing;
  readonly bell: Bell;
  readonly backOff: BackOff;
  readonly log: Logger;
  readonly pollMs: number;
  /** For a whole document, and between its parts. */
  readonly timeoutMs: number;
  readonly silenceMs: number;
  /** After the edge has refused a document: how long until it is fetched again. */
  readonly refusedRetryMs: number;
  /** The version the store holds, 0 when none is known. */
  readonly have: () => number;
  readonly delivered: (version: number) => void;
}

type Round = "up-to-date" | "delivered" | "edge-refused" | "headquarters-refused" | "failed";

/**
 * Asks headquarters for the next price book until the signal aborts and passes it on to the edge while it arrives: a document
 * of any size costs no memory here. The edge takes it whole or not at all; a connection that breaks in the middle leaves nothing.
 * An answer proves that headquarters is reachable.
 */
export async function carryPriceBooks(dependencies: CourierDependencies, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const round = await carryNext(dependencies, signal);
    if (round !== "failed") dependencies.backOff.reset();
    if (round === "failed") await pause(dependencies.backOff.next(), signal);
    if (round === "up-to-date") await dependencies.bell.wait(dependencies.pollMs, signal);
    if (round === "edge-refused" || round === "headquarters-refused") await pause(dependencies.refusedRetryMs, signal);
  }
}

async function carryNext(dependencies: CourierDependencies, signal: AbortSignal): Promise<Round> {
  const { standing, log, storeId, key, timeoutMs, silenceMs } = dependencies;
  const url = `${dependencies.url}/relay/v1/stores/${storeId}/price-book?have=${dependencies.have()}`;
  const round = await converse<Round>({ method: "GET", url, bearer: key, timeoutMs, silenceMs }, signal, async (message) => {
    const status = message.statusCode ?? 0;
    const protocol = protocolOf(message);
    const ours = protocol === relayProtocol;
    if (ours && status === 204) {
      message.resume();
      standing.reached();
      return "up-to-date";
    }
    if (ours && status === 200) {
      standing.reached();
      return deliver(dependencies, message);
    }
    message.destroy();
    const answer = foreign({ status, protocol, text: "" });
    if (answer.kind === "refused") {
      log.error({ because: answer.because }, "headquarters refuses price books to this store");
      standing.streamRefused(answer.because);
      return "headquarters-refused";
    }
    throw new Error((answer as Unreachable).because);
  });
  if (typeof round === "string") return round;
  if (!signal.aborted) standing.unreachable(round.because);
  return "failed";
}

async function deliver({ edge, log, delivered }: CourierDependencies, message: IncomingMessage): Promise<Round> {
  const document = message.pipe(unwrapped());
  message.once("error", (error) => document.destroy(error));
  const outcome = await edge.priceBook(document);
  message.destroy();
  if (outcome.kind !== "answered") {
    log.warn({ because: outcome.because }, "a price book could not be handed to the edge");
    return "failed";
  }
  if (outcome.answer.result === "refused") {
    log.error({ problems: outcome.answer.problems.slice(0, 5), more: outcome.answer.more }, "the edge refuses a price book");
    return "edge-refused";
  }
  log.info({ version: outcome.answer.version }, "a price book reached the store");
  delivered(outcome.answer.version);
  return "delivered";
}

/** Takes the wrapper off a price book answer as it streams; fails when the answer is spelled differently or ends early. */
function unwrapped(): Transform {
  const head = Buffer.from(priceBookWrapper.head, "utf8");
  let start = Buffer.alloc(0);
  let begun = false;
  let last = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      let rest = chunk;
      if (!begun) {
        start = Buffer.concat([start, chunk]);
        if (start.length < head.length) return done();
        if (!start.subarray(0, head.length).equals(head)) return done(new Error("the price book answer is not headquarters'"));
        begun = true;
        rest = start.subarray(head.length);
      }
      // The wrapper's closing brace is the very last byte: one byte is always held back.
      const joined = Buffer.concat([last, rest]);
      last = joined.subarray(-1);
      done(null, joined.subarray(0, -1));
    },
    flush(done: TransformCallback) {
      done(begun && last.toString("utf8") === priceBookWrapper.tail ? null : new Error("the price book answer ended early"));
    },
  });
}
