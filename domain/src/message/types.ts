import type { MessageContent } from "@laneway/contracts";

/** What an attendant has sent to whoever stands at a lane. One at a time: a newer one takes its place. */
export interface LaneMessage {
  readonly messageId: string;
  readonly content: MessageContent;
  readonly by: { readonly attendantId: string; readonly name: string };
  readonly untilMs: number;
}

/** `read`: the shopper has put it away. */
export type MessageEnd = "read" | "over" | "withdrawn";
