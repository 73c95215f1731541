import { css } from "lit";

export const lineStyles = css`
  :host { display: block; animation: arrive var(--motion) var(--ease); }
  @keyframes arrive { from { opacity: 0; transform: translateY(calc(24 * var(--u))); } }
  .line {
    display: grid; grid-template-columns: auto minmax(0, 1fr) auto auto; align-items: center;
    column-gap: var(--space-3); padding-block: var(--space-2); min-height: calc(120 * var(--u));
  }
  .card { display: inline-grid; place-items: center; width: var(--picture, calc(88 * var(--u))); aspect-ratio: 1; border-radius: 28%; background: var(--plate); color: var(--accent); --icon-size: calc(52 * var(--u)); }
  .what { min-width: 0; }
  .name { font-weight: var(--weight-strong); overflow-wrap: anywhere; line-height: 1.25; }
  .removed .name { text-decoration: line-through; color: var(--ink-soft); font-weight: var(--weight-plain); }
  .removed lw-picture { opacity: 0.5; --picture: calc(64 * var(--u)); }
  .grow { flex: 1; min-width: 0; }
  .saving, .extra, .due { display: flex; align-items: center; gap: var(--space-1); --icon-size: calc(30 * var(--u)); }
  .saving .grow, .extra .grow { overflow-wrap: anywhere; }
  .saving { color: var(--success); }
  .due { color: var(--attention); }
  .price { display: flex; flex-direction: column; align-items: flex-end; text-align: end; }
  .total { font-size: var(--text-m); font-weight: var(--weight-strong); }
  .change { margin-inline-start: calc(-1 * var(--space-2)); color: var(--ink-soft); --icon: calc(36 * var(--u)); }
  .controls {
    grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2);
    margin-block-start: var(--space-2); padding: var(--space-2); background: var(--paper); border-radius: var(--radius-m);
  }
  .ask { padding-inline-start: var(--space-3); }
  .ask p { flex: 1 1 calc(340 * var(--u)); overflow-wrap: anywhere; }
  .stepper { display: flex; align-items: center; gap: var(--space-2); }
  .count { min-width: calc(80 * var(--u)); text-align: center; font-size: var(--text-m); }
  @media (max-width: 520px) {
    lw-picture { --picture: calc(72 * var(--u)); }
    .line { column-gap: var(--space-2); }
  }
  @media (prefers-reduced-motion: reduce) { :host { animation: none; } }
`;
