import { css } from "lit";

export const weighStyles = css`
  .scale { display: grid; justify-items: center; width: min(100%, calc(620 * var(--u))); margin-block-start: var(--space-3); }
  .on { --picture: calc(240 * var(--u)); background: none; margin-block-end: calc(-28 * var(--u)); transition: transform var(--motion) var(--ease), opacity var(--motion); }
  .zero .on, .not-ready .on, .away .on { opacity: 0.45; transform: translateY(calc(-28 * var(--u))); }
  .tray { width: 100%; height: calc(24 * var(--u)); border-radius: var(--radius-round); background: var(--edge); }
  .body {
    width: 76%; display: grid; place-items: center; padding: var(--space-4) var(--space-3);
    background: var(--paper); border: var(--hair) solid var(--edge); border-block-start: 0; border-radius: 0 0 var(--radius-l) var(--radius-l);
  }
  .unstable .figure { color: var(--ink-soft); }
  .state { display: flex; align-items: center; gap: var(--space-2); font-size: var(--text-m); text-wrap: balance; min-height: 1.4em; }
  .state.stable { color: var(--success); font-weight: var(--weight-strong); }
  .state.under-zero, .state.over-capacity, .state.away { color: var(--attention); }
  .later { text-wrap: balance; }
  .words { display: grid; gap: var(--space-2); justify-items: center; }
  .weighing { display: grid; gap: var(--space-3); justify-items: center; width: 100%; }
  @media (min-aspect-ratio: 1/1) {
    .middle { display: grid; grid-template-columns: minmax(0, 0.8fr) minmax(0, 1fr); align-content: center; }
    .words { justify-items: start; text-align: start; }
    .on { --picture: calc(190 * var(--u)); }
  }
`;
