import type { LaneTile, MessageContent } from "@laneway/contracts";
import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/notice.js";
import "./command-answer.js";
import { CommandController } from "./command-controller.js";
import { StationPart } from "./station-part.js";
import { writingStyles } from "./writing.styles.js";

const phrases = ["colleague-coming", "please-wait", "take-your-time", "card-forgotten", "bag-forgotten", "lane-closing", "other-lane-free"] as const;
const longestText = 140;

/** A word to whoever stands at a lane: a phrase, which the lane says in the shopper's language, or a few words of one's own. */
@customElement("attendant-message")
export class MessagePanel extends StationPart {
  static override styles = [baseStyles, writingStyles];
  @property({ attribute: false }) tile!: LaneTile;
  @state() private text = "";
  private readonly command = new CommandController(this, () => this.actions);

  private async send(content: MessageContent): Promise<void> {
    if (await this.command.send(this.tile.laneId, { kind: "send-message", content, seconds: 60 })) this.text = "";
  }

  private sendText(event?: Event): void {
    event?.preventDefault();
    if (this.text.trim() !== "") void this.send({ text: this.text.trim() });
  }

  private shown() {
    const { words, tile } = this;
    const { message } = tile.view;
    if (message === undefined) return "";
    const said = message.phrase === undefined ? (message.text ?? "") : words.text(`message.${message.phrase}`);
    return html`<lw-notice icon="chat" heading=${words.text("message.shown", { name: message.from })}>
      <p><bdi dir="auto">${said}</bdi></p>
      <lw-button slot="actions" data-act="withdraw-message" ?disabled=${this.command.busy} @click=${() => void this.command.send(tile.laneId, { kind: "withdraw-message" })}>${words.text("message.withdraw")}</lw-button>
    </lw-notice>`;
  }

  protected override render() {
    const { words, command } = this;
    return html`${this.shown()}
      <div class="row" role="group" aria-label=${words.text("message.phrases")}>
        ${phrases.map((phrase) => html`<lw-button data-phrase=${phrase} ?disabled=${command.busy} @click=${() => void this.send({ phrase })}>${words.text(`message.${phrase}`)}</lw-button>`)}
      </div>
      <form @submit=${this.sendText}>
        <label><span>${words.text("message.own")}</span>
          <input dir="auto" maxlength=${longestText} .value=${this.text} @input=${(event: InputEvent) => { this.text = (event.target as HTMLInputElement).value; }} />
        </label>
        <lw-button icon="chat" ?disabled=${command.busy || this.text.trim() === ""} @click=${() => this.sendText()}>${words.text("message.send")}</lw-button>
        <button type="submit" hidden></button>
      </form>
      <attendant-command-answer .refusal=${command.refusal} .slow=${command.slow}></attendant-command-answer>`;
  }
}
