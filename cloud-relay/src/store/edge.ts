import { importAnswer, type ImportAnswer } from "@laneway/contracts/http";
import { type Inquiry, type InquiryAnswerTaken, inquiryPage } from "@laneway/contracts/inquiry";
import { type OutboxHeld, outboxPage, type OutboxPage } from "@laneway/contracts/relay";
import type { Readable } from "node:stream";
import { type Exchange, exchange, type Unreachable } from "./http-exchange.js";

/** The edge answered, but not with what was asked for. */
export interface EdgeFailed {
  readonly kind: "failed";
  readonly because: string;
}
export type PageAnswer = { readonly kind: "page"; readonly page: OutboxPage } | { readonly kind: "too-long" } | Unreachable | EdgeFailed;

/** The edge server's side of the relay: the outbox and questions out, price books and answers in. No method rejects. */
export interface Edge {
  /** Journal records after a sequence, oldest first, waiting or already held. */
  outbox(after: number, limit: number): Promise<PageAnswer>;
  /** Tells the edge that headquarters holds everything through a sequence whose hash is given. */
  held(held: OutboxHeld): Promise<{ readonly kind: "noted" } | Unreachable | EdgeFailed>;
  /** The questions to headquarters that wait, oldest first. */
  inquiries(): Promise<{ readonly kind: "inquiries"; readonly inquiries: readonly Inquiry[] } | Unreachable | EdgeFailed>;
  inquiryAnswer(answer: InquiryAnswerTaken): Promise<{ readonly kind: "noted" } | Unreachable | EdgeFailed>;
  /** Hands a price book document over, as it arrives. */
  priceBook(document: Readable): Promise<{ readonly kind: "answered"; readonly answer: ImportAnswer } | Unreachable | EdgeFailed>;
}

const maximumPageBytes = 8_000_000;

export function createEdge(options: { url: string; token: string; timeoutMs: number; importTimeoutMs: number }, signal: AbortSignal): Edge {
  const { url, token, timeoutMs } = options;
  const ask = { bearer: token, timeoutMs };
  return {
    outbox: async (after, limit) => {
      const address = `${url}/relay/v1/outbox?after=${after}&limit=${limit}`;
      const answer = await exchange({ ...ask, method: "GET", url: address, maximumBytes: maximumPageBytes }, signal);
      if (answer.kind === "unreachable") return answer.tooLong === true ? { kind: "too-long" } : answer;
      const page = answer.status === 200 ? outboxPage.safeParse(parsed(answer.text)) : undefined;
      return page?.success === true ? { kind: "page", page: page.data } : failed("outbox", answer);
    },
    held: async (held) => {
      const request = { ...ask, method: "POST", url: `${url}/relay/v1/outbox/held`, body: JSON.stringify(held), maximumBytes: 64_000 } as const;
      const answer = await exchange(request, signal);
      if (answer.kind === "unreachable") return answer;
      return answer.status >= 200 && answer.status < 300 ? { kind: "noted" } : failed("outbox/held", answer);
    },
    inquiries: async () => {
      const answer = await exchange({ ...ask, method: "GET", url: `${url}/relay/v1/inquiries`, maximumBytes: 1_000_000 }, signal);
      if (answer.kind === "unreachable") return answer;
      const page = answer.status === 200 ? inquiryPage.safeParse(parsed(answer.text)) : undefined;
      return page?.success === true ? { kind: "inquiries", inquiries: page.data.inquiries } : failed("inquiries", answer);
    },
    inquiryAnswer: async (taken) => {
      const request = { ...ask, method: "POST", url: `${url}/relay/v1/inquiries/answers`, body: JSON.stringify(taken), maximumBytes: 64_000 } as const;
      const answer = await exchange(request, signal);
      if (answer.kind === "unreachable") return answer;
      return answer.status === 200 ? { kind: "noted" } : failed("inquiries/answers", answer);
    },
    priceBook: async (document) => {
      const request = { ...ask, method: "POST", url: `${url}/relay/v1/price-book`, body: document } as const;
      const answer = await exchange({ ...request, timeoutMs: options.importTimeoutMs, maximumBytes: 1_000_000 }, signal);
      if (answer.kind === "unreachable") return answer;
      const read = importAnswer.safeParse(parsed(answer.text));
      return read.success ? { kind: "answered", answer: read.data } : failed("price-book", answer);
    },
  };
}

/** JSON, or undefined when the text is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const failed = (what: string, answer: Extract<Exchange, { kind: "answered" }>): EdgeFailed => ({
  kind: "failed",
  because: `the edge answered ${what} with status ${answer.status}: ${answer.text.slice(0, 120)}`,
});
