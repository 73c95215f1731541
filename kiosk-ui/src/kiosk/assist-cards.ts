import type { AssistView, InterventionSummary } from "@laneway/contracts";
import { html, nothing, type TemplateResult } from "lit";
import "../design/button.js";
import "../design/notice.js";
import type { KioskWords } from "../locale/languages.js";
import type { TextKey } from "../locale/keys.js";
import { act, command } from "./actions.js";

/** Who works the lane now, and how it becomes the shopper's again. */
export function assistCard(assist: AssistView, words: KioskWords): TemplateResult {
  const { name, at, attended } = assist;
  const ask = (kind: "attend-lane" | "end-assist") => (event: Event) => command(event.currentTarget as HTMLElement, { kind });
  if (at === "station") {
    return html`<lw-notice tone="success" icon="user" heading=${words.text("assist.station", { name })}>
      <p>${words.text("assist.stationLead")}</p>
      <lw-button slot="actions" kind="quiet" icon="identification" @click=${(event: Event) => act(event.currentTarget as HTMLElement, { kind: "task", task: { name: "staff" } })}
        >${words.text("staff.title")}</lw-button
      >
    </lw-notice>`;
  }
  return html`<lw-notice tone="success" icon="user" heading=${words.text(attended ? "assist.attended" : "assist.lane", { name })}>
    <div slot="actions" class=${attended ? "beside" : "actions"}>
      <lw-button icon="check" @click=${ask("end-assist")}>${words.text(attended ? "assist.stop" : "assist.handBack")}</lw-button>
      ${attended ? nothing : html`<lw-button kind="quiet" icon="storefront" @click=${ask("attend-lane")}>${words.text("assist.attend")}</lw-button>`}
    </div>
  </lw-notice>`;
}

type Outcome = NonNullable<InterventionSummary["outcomes"]>[number];
/** What the answers mean, where "done" would not say it. */
const answers: { readonly [K in InterventionSummary["kind"]]?: { readonly [O in Outcome]?: TextKey } } = {
  "age-restriction": { approved: "answer.of-age", refused: "answer.too-young" },
  "basket-check": { approved: "answer.in-order", refused: "answer.missing", resolved: "answer.not-looked" },
  "weight-mismatch": { approved: "answer.in-order", refused: "answer.missing" },
};

/** What waits for a person, with that person's answers: on the lane that they have taken over. */
export function answerCard({ interventionId, kind, itemName, minimumAge, bornBefore, outcomes = [] }: InterventionSummary, words: KioskWords): TemplateResult {
  const named = outcomes.flatMap((outcome) => {
    const key = answers[kind]?.[outcome] ?? (outcome === "resolved" ? "answer.done" : undefined);
    return key === undefined ? [] : [[outcome, key] as const];
  });
  return html`<lw-notice tone="attention" icon="hand-waving" heading=${words.text(`intervention.${kind}`)}>
    ${itemName === undefined ? nothing : html`<p class="strong">${itemName}</p>`}
    ${minimumAge === undefined ? nothing : html`<p>${words.text("assist.age", { age: minimumAge })}</p>`}
    ${bornBefore === undefined ? nothing : html`<p>${words.text("assist.born", { date: words.day(bornBefore) })}</p>`}
    <div slot="actions" class="actions">
      ${named.map(
        ([outcome, key]) => html`<lw-button
          @click=${(event: Event) => command(event.currentTarget as HTMLElement, { kind: "end-intervention", interventionId, outcome })}
          >${words.text(key)}</lw-button
        >`,
      )}
    </div>
  </lw-notice>`;
}
