import type { LaneTile, NoteView, Refusal } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "./command-answer.js";
import type { NoteRequest } from "./contexts.js";
import { StationPart } from "./station-part.js";
import { writingStyles } from "./writing.styles.js";

const longestNote = 500;
/** Long enough to be read; then it counts as read. */
const readAfterMs = 1_500;

/** Notes that colleagues leave for each other. `ending`: the shift ends; fires `shift-end` when nothing more is to be said. */
@customElement("attendant-notes")
export class NotesPanel extends StationPart {
  static override styles = [baseStyles, writingStyles];
  @property({ attribute: false }) notes: readonly NoteView[] = [];
  @property({ attribute: false }) lanes: readonly Pick<LaneTile, "laneId" | "laneName">[] = [];
  /** Only notes about this lane, and new ones are about it. */
  @property() laneId: string | undefined;
  /** Id of who is signed in. */
  @property() me = "";
  @property({ type: Boolean }) ending = false;
  @state() private text = "";
  @state() private about = "";
  @state() private busy = false;
  @state() private refusal: Refusal | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What stood there unread when the panel was opened stays marked while it is looked at. */
  private readonly fresh = new Set<string>();

  private get shown(): readonly NoteView[] {
    return this.notes.filter(({ laneId }) => this.laneId === undefined || laneId === this.laneId);
  }

  private isUnread = ({ readBy }: NoteView): boolean => !readBy.some(({ attendantId }) => attendantId === this.me);

  protected override willUpdate(): void {
    const unread = this.shown.filter(this.isUnread).map(({ noteId }) => noteId);
    for (const noteId of unread) this.fresh.add(noteId);
    if (unread.length === 0 || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const noteIds = this.shown.filter(this.isUnread).map(({ noteId }) => noteId);
      if (noteIds.length > 0 && this.isConnected) void this.ask({ kind: "read-notes", noteIds });
    }, readAfterMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async ask(request: NoteRequest): Promise<boolean> {
    this.busy = request.kind !== "read-notes";
    const answer = await this.actions.sendNote(request);
    this.busy = false;
    this.refusal = answer?.result === "refused" ? answer.refusal : undefined;
    return answer?.result === "accepted";
  }

  private async write(event?: Event): Promise<void> {
    event?.preventDefault();
    const text = this.text.trim();
    if (text === "" || this.busy) return;
    const laneId = this.laneId ?? (this.about === "" ? undefined : this.about);
    if (await this.ask({ kind: "write-note", text, ...(laneId === undefined ? {} : { laneId }) })) this.text = "";
  }

  private row(note: NoteView) {
    const { words } = this;
    const { noteId, text, laneId, by, atMs, readBy } = note;
    const lane = laneId === undefined ? undefined : this.lanes.find((each) => each.laneId === laneId);
    const others = readBy.filter(({ attendantId }) => attendantId !== by.attendantId).map(({ name }) => name);
    return html`<li class=${this.fresh.has(noteId) ? "unread" : ""}>
      ${lane === undefined ? nothing : html`<p class="soft">${words.text("lane", { lane: lane.laneName })}</p>`}
      <p class="text"><bdi dir="auto">${text}</bdi></p>
      <div class="under">
        <p class="soft">${words.text("notes.by", { name: by.name, time: words.time(atMs) })}${others.length === 0 ? "" : ` · ${words.text("notes.read-by", { names: words.list(others) })}`}</p>
        <lw-button kind="quiet" icon="check" data-act="finish-note" ?disabled=${this.busy} @click=${() => void this.ask({ kind: "finish-note", noteId })}>${words.text("notes.finish")}</lw-button>
      </div>
    </li>`;
  }

  protected override render() {
    const { words, shown } = this;
    const choosesLane = this.laneId === undefined && this.lanes.length > 0;
    return html`${this.ending ? html`<p>${words.text("notes.ending")}</p>` : nothing}
      ${shown.length === 0 ? html`<p class="soft">${words.text("notes.none")}</p>` : html`<ul>${shown.map((note) => this.row(note))}</ul>`}
      <form @submit=${this.write}>
        <label><span>${words.text("notes.text")}</span>
          <textarea dir="auto" rows="2" maxlength=${longestNote} .value=${this.text} @input=${(event: InputEvent) => { this.text = (event.target as HTMLTextAreaElement).value; }}></textarea>
        </label>
        ${
          choosesLane
            ? html`<label><span>${words.text("notes.about")}</span>
                <select @change=${(event: Event) => { this.about = (event.target as HTMLSelectElement).value; }}>
                  <option value="">${words.text("notes.store")}</option>
                  ${this.lanes.map(({ laneId, laneName }) => html`<option value=${laneId}>${words.text("lane", { lane: laneName })}</option>`)}
                </select>
              </label>`
            : nothing
        }
        <lw-button icon="note" ?disabled=${this.busy || this.text.trim() === ""} @click=${() => void this.write()}>${words.text("notes.write")}</lw-button>
      </form>
      ${this.ending ? html`<lw-button kind="primary" size="large" icon="sign-out" @click=${() => this.dispatchEvent(new CustomEvent("shift-end"))}>${words.text("bar.sign-out")}</lw-button>` : nothing}
      <attendant-command-answer .refusal=${this.refusal}></attendant-command-answer>`;
  }
}
