import { css } from "lit";

export const returnPanelStyles = css`
  .return, .return section, .find, fieldset { display: grid; gap: var(--space-2); }
  .return { gap: var(--space-4); }
  .row { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
  legend, label { padding: 0; font-weight: var(--weight-strong); }
  legend { margin-block-end: var(--space-2); }
  fieldset lw-button::part(button) { font-weight: var(--weight-plain); }
  ul { display: grid; gap: var(--space-1); }
  li {
    display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-3); padding: var(--space-2) var(--space-3);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m);
  }
  .what { flex: 1 1 calc(280 * var(--u)); min-width: 0; line-height: 1.3; overflow-wrap: anywhere; }
  .counter { display: flex; align-items: center; gap: var(--space-2); }
  .counter output { min-width: 2ch; text-align: center; font-weight: var(--weight-strong); }
  .money { min-width: calc(120 * var(--u)); text-align: end; }
  .attention { color: var(--attention); }
  input {
    width: 100%; min-height: calc(80 * var(--u)); padding-inline: var(--space-3); font-size: var(--text-m);
    background: var(--card); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  input[type="number"] { width: calc(180 * var(--u)); }
`;
