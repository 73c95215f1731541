import { css } from "lit";

export const laneTileStyles = css`
  :host { display: block; min-width: 0; }
  button {
    display: flex; flex-direction: column; gap: var(--space-1); width: 100%; height: 100%; min-height: calc(208 * var(--u));
    padding: var(--space-3); text-align: start; line-height: 1.25;
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); box-shadow: var(--shadow);
    transition: background var(--motion), border-color var(--motion);
  }
  .top { display: flex; align-items: center; gap: var(--space-2); flex-wrap: wrap; }
  .number { font-size: calc(68 * var(--u)); line-height: 1; font-weight: var(--weight-strong); min-width: 1ch; }
  .flag {
    display: inline-flex; align-items: center; gap: var(--space-1); margin-inline-start: auto; padding: 0 var(--space-2) 0 var(--space-1);
    min-height: calc(44 * var(--u)); border-radius: var(--radius-round); background: var(--attention); color: var(--on-meaning);
    font-weight: var(--weight-strong); font-size: calc(25 * var(--u));
  }
  .flag lw-icon, .faults lw-icon { --icon-size: calc(30 * var(--u)); }
  .training { border: var(--hair) solid var(--edge); border-radius: var(--radius-round); padding: 0 var(--space-2); font-size: calc(25 * var(--u)); }
  .state { display: flex; align-items: baseline; justify-content: space-between; gap: var(--space-2); margin-block-start: auto; }
  .words { font-weight: var(--weight-strong); min-width: 0; overflow-wrap: anywhere; }
  .since { color: var(--ink-soft); }
  .basket { display: flex; align-items: baseline; justify-content: space-between; gap: var(--space-2); flex-wrap: wrap; color: var(--ink-soft); }
  .total { color: var(--ink); font-weight: var(--weight-strong); }
  .faults { display: grid; gap: calc(4 * var(--u)); font-size: calc(26 * var(--u)); color: var(--problem); }
  .fault { display: flex; gap: var(--space-1); align-items: flex-start; min-width: 0; overflow-wrap: anywhere; }
  .waiting { background: var(--attention-soft); border-color: var(--attention); box-shadow: inset 0 0 0 var(--hair) var(--attention), var(--shadow); }
  .coming { background: var(--accent-soft); border-color: var(--accent); }
  .coming .flag { background: var(--accent); color: var(--on-accent); }
  .away .flag { background: var(--problem); }
  .away { border-color: var(--problem); }
  :host([large]) button { min-height: calc(320 * var(--u)); padding: var(--space-4); }
  :host([large]) .number { font-size: calc(120 * var(--u)); }
  :host([large]) .state, :host([large]) .basket { font-size: var(--text-m); }
  :host([large]) .flag { font-size: var(--text-s); }
  .resting { background: var(--paper-deep); box-shadow: none; }
  .resting .number, .resting .words { color: var(--ink-soft); }
`;
