import { css } from "lit";

export const lastOutcomeStyles = css`
  :host { display: block; }
  article {
    display: grid; gap: var(--space-2); padding: var(--space-2) var(--space-3); background: var(--success-soft);
    border: var(--hair) solid var(--success); border-radius: var(--radius-m);
  }
  .said { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-2); }
  .said > lw-icon { color: var(--success); }
  .said p { flex: 1 1 calc(280 * var(--u)); min-width: 0; overflow-wrap: anywhere; }
  .why { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); }
  .why lw-button::part(button) { min-height: calc(72 * var(--u)); padding-inline: var(--space-3); font-weight: var(--weight-plain); font-size: calc(28 * var(--u)); }
`;
