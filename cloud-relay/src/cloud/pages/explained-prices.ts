import type { PriceExplanation, PriceStep } from "@laneway/contracts";
import { html } from "hono/html";
import { money, percent } from "./format.js";
import type { Html } from "./layout.js";

/** Why every line costs what it costs, step by step, as it was recorded. */
export function explainedPrices(explanation: PriceExplanation | undefined): Html {
  if (explanation === undefined) return html`<p class="soft">The records of this basket do not tell.</p>`;
  const { lines, priceBook } = explanation;
  return html`<p class="soft">From price book ${priceBook.bookId}, version ${priceBook.version}, which it began with.</p>
${lines.map(
  (line) => html`<details><summary>${line.name} <span class="number">${money(explanation, line.totalMinor)}</span></summary><ul>${line.steps.map((step) => html`<li>${inWords(step, explanation)}</li>`)}</ul></details>`,
)}`;
}

const because = { regular: "", limited: ", for a limited time", markdown: ", marked down", event: ", for an event" } as const;

function inWords(step: PriceStep, of: PriceExplanation): string {
  const amount = (minor: number): string => money(of, minor);
  switch (step.kind) {
    case "price-book": {
      const { customerGroup, place, from, to } = step;
      const limits = [customerGroup === undefined ? "" : `for the group ${customerGroup}`, place === undefined ? "" : `for ${place}`, from === undefined ? "" : `from ${from.replace("T", " ")}`, to === undefined ? "" : `until ${to.replace("T", " ")}`];
      return [`${amount(step.unitPriceMinor)}${because[step.because]}: price book ${step.bookId}, version ${step.version}`, ...limits.filter((limit) => limit !== "")].join(", ");
    }
    case "price-in-code":
      return `${amount(step.amountMinor)} as printed in the code`;
    case "attendant-price":
      return `${amount(step.unitPriceMinor)} set by an attendant instead`;
    case "by-piece":
      return `${step.quantity} × ${amount(step.unitPriceMinor)} = ${amount(step.amountMinor)}`;
    case "by-weight":
      return `${step.weightGrams} g × ${amount(step.unitPriceMinor)} / kg = ${amount(step.amountMinor)}`;
    case "promotion":
      return `${step.name}: ${amount(step.amountMinor)} off (${step.because}, ${step.promotionId})`;
    case "deposit":
      return `${amount(step.amountMinor)} deposit`;
    case "tax": {
      const tax = step.name.includes("%") ? step.name : `${step.name}, ${percent(step.ratePpm)}`;
      return step.inPrice ? `${amount(step.taxMinor)} of it is ${tax}` : `${amount(step.taxMinor)} ${tax} comes on top`;
    }
  }
}
