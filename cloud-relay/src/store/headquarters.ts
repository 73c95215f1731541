import { type Inquiry, inquiryAnswer, type InquiryAnswer, inquiryHashInput } from "@laneway/contracts/inquiry";
import { recordBatchAnswer, type RecordBatchAnswer, relayProtocol } from "@laneway/contracts/relay";
import type { ReadyBatch } from "./batch.js";
import { sha256 } from "../record-hash.js";
import { parsed } from "./edge.js";
import { exchange, type Unreachable } from "./http-exchange.js";

type Refused = Extract<RecordBatchAnswer, { result: "refused" }>;
type Stored = Extract<RecordBatchAnswer, { result: "stored" }>;

export type SendAnswer =
  | { readonly kind: "stored"; readonly heldThrough: number; readonly missingFrom: number | undefined }
  /** Headquarters itself says no: to the batch, or to this store's key. */
  | { readonly kind: "refused"; readonly because: string }
  /** Nobody answered, or somebody who is not headquarters did. Nothing is known to be held. */
  | Unreachable;

/** Sends batches to headquarters and believes only answers that prove what they claim. */
export interface Headquarters {
  send(batch: ReadyBatch): Promise<SendAnswer>;
  /** Asks a question. Only an answer about this very question counts. */
  ask(inquiry: Inquiry): Promise<{ readonly kind: "answered"; readonly answer: InquiryAnswer } | Unreachable>;
}

/** An answer may hold a whole sale of another store. */
const maximumAnswerBytes = 1_000_000;

export function createHeadquarters(options: { url: string; storeId: string; key: string; timeoutMs: number }, signal: AbortSignal): Headquarters {
  const address = `${options.url}/relay/v1/stores/${options.storeId}/records`;
  return {
    send: async (batch) => {
      const request = { method: "POST", url: address, bearer: options.key, body: batch.text, timeoutMs: options.timeoutMs } as const;
      const answer = await exchange({ ...request, maximumBytes: 64_000 }, signal);
      if (answer.kind === "unreachable") return answer;
      const read = recordBatchAnswer.safeParse(parsed(answer.text));
      if (!read.success) return foreign(answer);
      if (read.data.batchId !== batch.batchId) return notAcknowledged("it names another batch");
      if (read.data.result === "refused") return { kind: "refused", because: refusalText(read.data) };
      if (answer.status !== 200) return notAcknowledged(`it has status ${answer.status}`);
      return proven(read.data, batch);
    },
    ask: async (inquiry) => {
      const url = `${options.url}/relay/v1/stores/${options.storeId}/inquiries/${encodeURIComponent(inquiry.inquiryId)}`;
      const request = { method: "POST", url, bearer: options.key, body: JSON.stringify(inquiry), timeoutMs: options.timeoutMs } as const;
      const answer = await exchange({ ...request, maximumBytes: maximumAnswerBytes }, signal);
      if (answer.kind === "unreachable") return answer;
      const read = inquiryAnswer.safeParse(parsed(answer.text));
      if (!read.success) return notAcknowledged(`status ${answer.status}: ${answer.text.slice(0, 80)}`);
      if (read.data.inquiryId !== inquiry.inquiryId) return notAcknowledged("it names another inquiry");
      if (read.data.result === "answered" && read.data.contentHash !== sha256(inquiryHashInput(inquiry))) return notAcknowledged("it is about other content");
      return { kind: "answered", answer: read.data };
    },
  };
}

/** An answer that is not a batch answer: from headquarters only when it says so in its header. */
export function foreign(answer: { status: number; protocol: string | undefined; text: string }): SendAnswer {
  const ours = answer.protocol === relayProtocol;
  if (ours && (answer.status === 401 || answer.status === 403)) return { kind: "refused", because: "headquarters does not accept this store's key" };
  return notAcknowledged(`status ${answer.status}${ours ? "" : ", not from headquarters"}: ${answer.text.slice(0, 80)}`);
}

function proven(answer: Stored, batch: ReadyBatch): SendAnswer {
  const { heldThrough, missingFrom } = answer;
  const lastSent = batch.records.at(-1)?.sequence ?? 0;
  if (answer.contentHash !== batch.contentHash) return notAcknowledged("it is about other content");
  const consistent = missingFrom === undefined ? heldThrough >= lastSent : missingFrom === heldThrough + 1 && heldThrough < lastSent;
  if (!consistent) return notAcknowledged(`held through ${heldThrough} and missing from ${missingFrom ?? "nothing"} contradict each other`);
  return { kind: "stored", heldThrough, missingFrom };
}

const notAcknowledged = (because: string): Unreachable => ({ kind: "unreachable", because: `not an acknowledgement: ${because}` });

const refusalText = (answer: Refused): string =>
  answer.sequence === undefined ? answer.reason : `${answer.reason} at record ${answer.sequence}`;
