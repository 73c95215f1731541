import { css } from "lit";

export const benchHandStyles = css`
  :host { display: block; }
  section {
    display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-4); padding: var(--space-2) var(--space-3);
    min-height: calc(128 * var(--u)); border-radius: var(--radius-l); border: var(--hair) dashed var(--edge); background: var(--paper);
  }
  .full { border-style: solid; border-color: var(--accent); background: var(--accent-soft); }
  .empty { color: var(--ink-soft); }
  .empty lw-icon { color: var(--accent); }
  .empty p { flex: 1; min-width: 0; }
  lw-picture { --picture: calc(96 * var(--u)); }
  .what { flex: 1 1 calc(240 * var(--u)); min-width: 0; line-height: 1.25; overflow-wrap: anywhere; }
  .what .soft { font-size: calc(25 * var(--u)); }
  .weight { display: grid; flex: 1 1 calc(260 * var(--u)); gap: calc(2 * var(--u)); }
  input[type="range"] { width: 100%; accent-color: var(--accent); height: calc(44 * var(--u)); margin: 0; }
  .acts { display: flex; flex-wrap: wrap; gap: var(--space-2); }
`;
