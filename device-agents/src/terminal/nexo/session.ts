import { z } from "zod";
import { exchange } from "../../transport/https-exchange.js";
import { response } from "./answers.js";
import type { Json } from "./decimal.js";
import { type MessageContent, open, type Opened, seal } from "./envelope.js";
import { type Category, requestHeader, requestText } from "./messages.js";
import type { NexoSettings } from "./options.js";

export type NexoAnswer =
  /** Authentic, and the answer to this very question. The body is that of `<Category>Response`. */
  | { readonly kind: "answer"; readonly body: unknown }
  /** Surely nothing was sent. */
  | { readonly kind: "not-sent"; readonly because: string }
  /** The terminal was, or may have been, reached; what it did is not known. */
  | { readonly kind: "no-answer"; readonly because: string }
  /** Something came that must not be believed. */
  | { readonly kind: "refused"; readonly because: string };

const notification = z.object({ EventToNotify: z.string().max(40), EventDetails: z.string().max(8_000).optional() });

/** One question to the terminal: encrypted, sent, and its answer proven to be the answer. */
export async function ask(settings: NexoSettings, category: Category, serviceId: string, body: Json, withinMs: number, ending: AbortSignal): Promise<NexoAnswer> {
  const header = requestHeader(settings.parties, category, serviceId);
  const sealed = seal("SaleToPOIRequest", header, requestText(header, `${category}Request`, body), settings.key);
  const result = await exchange(settings.peer, sealed, withinMs, ending);
  if (result.kind === "not-sent") return result;
  if (result.kind === "lost") return { kind: "no-answer", because: result.because };
  // An abort is answered by an empty body.
  if (result.body.trim() === "") return { kind: "no-answer", because: "the terminal's answer is empty" };
  return read(open(result.body, settings.key), category, { ...header, MessageType: "Response" });
}

function read(opened: Opened, category: Category, expected: Readonly<Record<string, string>>): NexoAnswer {
  if (opened.kind === "refused") return opened;
  const event = eventOf(opened.content);
  if (event !== undefined) return event;
  if (opened.kind === "clear") return readClear(opened.content, category);
  const wrong = Object.keys(expected).find((name) => opened.content.MessageHeader[name] !== expected[name]);
  if (opened.name !== "SaleToPOIResponse" || wrong !== undefined) return { kind: "refused", because: `the terminal's answer has another ${wrong ?? "name"}` };
  return { kind: "answer", body: opened.content[`${category}Response`] };
}

/** The terminal refuses a message, or says that it starts or ends: no answer to the question. */
function eventOf(content: MessageContent): NexoAnswer | undefined {
  const event = notification.safeParse(content.EventNotification);
  if (!event.success) return undefined;
  const message = new URLSearchParams(event.data.EventDetails ?? "").get("message");
  return { kind: "no-answer", because: `the terminal notifies: ${event.data.EventToNotify}${message === null ? "" : ` (${message.slice(0, 80)})`}` };
}

/** Without encryption only an error may come, and even that decides nothing: anyone on the network can write it. */
function readClear(content: MessageContent, category: Category): NexoAnswer {
  const body = z.object({ Response: response }).safeParse(content[`${category}Response`]);
  if (!body.success || body.data.Response.Result !== "Failure") return { kind: "refused", because: "the terminal's answer is forged: a success without encryption" };
  return { kind: "no-answer", because: `the terminal answers without encryption: ${body.data.Response.ErrorCondition ?? "Failure"}` };
}
