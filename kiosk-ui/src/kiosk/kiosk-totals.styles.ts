import { css } from "lit";

export const totalsStyles = css`
  :host { display: block; }
  .totals {
    display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: end; gap: var(--space-4);
    padding: var(--space-3) var(--space-2) 0 var(--space-3);
  }
  :host(:dir(rtl)) .totals { padding: var(--space-3) var(--space-3) 0 var(--space-2); }
  dl { min-width: 0; display: grid; gap: calc(4 * var(--u)); }
  .row { display: flex; justify-content: space-between; gap: var(--space-3); max-width: calc(460 * var(--u)); }
  .saving { color: var(--success); font-weight: var(--weight-strong); }
  .due { margin-block-start: var(--space-1); }
  .due dt { font-weight: var(--weight-strong); }
  .amount { margin-block-start: calc(-6 * var(--u)); }
  ::slotted(*) { min-width: calc(380 * var(--u)); }
  @media (max-width: 520px), (min-aspect-ratio: 1/1) {
    .totals { grid-template-columns: minmax(0, 1fr); align-items: stretch; gap: var(--space-3); }
    .row { max-width: none; }
    ::slotted(*) { width: 100%; }
  }
`;
