import { css } from "lit";

export const basketLinesStyles = css`
  :host { display: block; container-type: inline-size; }
  ul { display: grid; }
  li {
    display: grid; grid-template-columns: auto minmax(0, 1fr) auto calc(252 * var(--u)); align-items: center; gap: 0 var(--space-3);
    padding-block: var(--space-1); border-block-end: var(--hair) solid var(--rule);
  }
  lw-picture { --picture: calc(72 * var(--u)); }
  .what { line-height: 1.3; overflow-wrap: anywhere; }
  .what .soft, .saving { font-size: calc(26 * var(--u)); }
  .mark { display: inline-block; padding: 0 var(--space-1); border-radius: var(--radius-s); background: var(--attention-soft); color: var(--attention); }
  .saving { color: var(--success); }
  .total { font-weight: var(--weight-strong); white-space: nowrap; }
  .acts { display: flex; justify-content: flex-end; }
  .void .name, .void .total { text-decoration: line-through; color: var(--ink-soft); font-weight: var(--weight-plain); }
  .void .mark { background: var(--paper-deep); color: var(--ink-soft); }
  .void lw-picture { opacity: 0.45; }
  .sum { padding-block: var(--space-2); padding-inline: var(--space-1); }
  .sum div { display: flex; justify-content: space-between; gap: var(--space-3); }
  .due { font-size: var(--text-m); font-weight: var(--weight-strong); }
  @container (max-width: 520px) {
    li { grid-template-columns: auto minmax(0, 1fr) auto; }
    .acts { grid-column: 2 / -1; }
  }
`;
