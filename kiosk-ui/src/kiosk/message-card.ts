import type { LaneView } from "@laneway/contracts";
import { html, type TemplateResult } from "lit";
import "../design/button.js";
import "../design/notice.js";
import type { KioskWords } from "../locale/languages.js";
import { command } from "./actions.js";

type Message = NonNullable<LaneView["message"]>;

/** What a colleague says: a phrase in the shopper's language, or the text as it was typed. */
export const messageText = ({ phrase, text = "" }: Message, words: KioskWords): string => (phrase === undefined ? text : words.text(`message.${phrase}`));

/** A word from a colleague, calm, to be put away with one touch. */
export function messageCard(message: Message, words: KioskWords): TemplateResult {
  return html`<lw-notice tone="success" icon="chat" heading=${words.text("message.from", { name: message.from })}>
    <p class="said"><bdi dir="auto">${messageText(message, words)}</bdi></p>
    <lw-button
      slot="actions"
      icon="check"
      @click=${(event: Event) => command(event.currentTarget as HTMLElement, { kind: "dismiss-message", messageId: message.messageId })}
      >${words.text("message.ok")}</lw-button
    >
  </lw-notice>`;
}
