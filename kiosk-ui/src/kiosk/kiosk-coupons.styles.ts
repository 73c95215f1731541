import { css } from "lit";

export const couponsStyles = css`
  :host { display: block; padding-block: var(--space-1); }
  li { display: flex; align-items: center; gap: var(--space-3); min-height: calc(88 * var(--u)); padding-inline-start: calc(22 * var(--u)); }
  lw-icon { --icon-size: calc(44 * var(--u)); }
  .applied lw-icon, .applied .state { color: var(--success); }
  .waiting lw-icon { color: var(--ink-soft); }
  .what { flex: 1; min-width: 0; display: flex; flex-wrap: wrap; column-gap: var(--space-3); }
  .name { font-weight: var(--weight-strong); overflow-wrap: anywhere; }
  .waiting .state { color: var(--ink-soft); }
  @media (max-width: 520px) { li { padding-inline-start: 0; } }
`;
