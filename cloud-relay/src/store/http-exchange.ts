import { type IncomingMessage, request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { protocolHeader } from "../protocol-header.js";

export interface ExchangeRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly bearer: string;
  /** Sent as JSON. A stream is sent in chunks as it is read. */
  readonly body?: string | Readable;
  /** For the whole exchange, the answer's body included. */
  readonly timeoutMs: number;
  /** How long the connection may be silent; absent: as long as the whole may take. */
  readonly silenceMs?: number;
  /** A longer answer is given up. */
  readonly maximumBytes: number;
}

export interface Answered {
  readonly kind: "answered";
  readonly status: number;
  readonly protocol: string | undefined;
  readonly text: string;
}
/** No whole answer: refused connection, reset, time-out, too long. */
export interface Unreachable {
  readonly kind: "unreachable";
  readonly because: string;
  /** The answer was given up because of its length; asking for less may help. */
  readonly tooLong?: true;
}
export type Exchange = Answered | Unreachable;

/** One request and its whole answer. Follows no redirect: a 3xx is an answer like any other. Never rejects. */
export function exchange(ask: ExchangeRequest, signal?: AbortSignal): Promise<Exchange> {
  return converse(ask, signal, async (message): Promise<Exchange> => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of message as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > ask.maximumBytes) return { kind: "unreachable", because: `the answer is longer than ${ask.maximumBytes} bytes`, tooLong: true };
      chunks.push(chunk);
    }
    return { kind: "answered", status: message.statusCode ?? 0, protocol: protocolOf(message), text: Buffer.concat(chunks).toString("utf8") };
  });
}

export const protocolOf = (message: IncomingMessage): string | undefined => {
  const value = message.headers[protocolHeader];
  return typeof value === "string" ? value : undefined;
};

/**
 * Sends a request and gives its answer, as it arrives, to `read`; whatever goes wrong, before or in the middle, is `Unreachable`.
 * The time-out and the signal end both.
 */
export function converse<T>(
  ask: Omit<ExchangeRequest, "maximumBytes">,
  signal: AbortSignal | undefined,
  read: (message: IncomingMessage) => Promise<T>,
): Promise<T | Unreachable> {
  return new Promise((resolve) => {
    const body = typeof ask.body === "string" ? Buffer.from(ask.body, "utf8") : ask.body;
    const headers: Record<string, string | number> = { authorization: `Bearer ${ask.bearer}`, accept: "application/json" };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (Buffer.isBuffer(body)) headers["content-length"] = body.length;
    const ended = AbortSignal.any([AbortSignal.timeout(ask.timeoutMs), ...(signal === undefined ? [] : [signal])]);
    const options: RequestOptions = { method: ask.method, headers, signal: ended };
    const send = ask.url.startsWith("https:") ? httpsRequest : httpRequest;
    const failed = (error: unknown): void => resolve({ kind: "unreachable", because: reasonOf(error, ended, ask.timeoutMs) });
    const outgoing = send(ask.url, options, (message) => {
      read(message).then(resolve, (error: unknown) => {
        message.destroy();
        failed(error);
      });
    });
    outgoing.on("error", failed);
    if (ask.silenceMs !== undefined) {
      outgoing.setTimeout(ask.silenceMs, () => outgoing.destroy(new Error(`silent for ${ask.silenceMs} ms`)));
    }
    if (body === undefined || Buffer.isBuffer(body)) outgoing.end(body);
    else {
      body.on("error", (error) => outgoing.destroy(error));
      body.pipe(outgoing);
    }
  });
}

function reasonOf(error: unknown, ended: AbortSignal, timeoutMs: number): string {
  if (ended.aborted && (ended.reason as Error | undefined)?.name === "TimeoutError") return `no answer within ${timeoutMs} ms`;
  const { message, code } = error as NodeJS.ErrnoException;
  return message !== "" ? message : (code ?? "the connection failed");
}
