import { css } from "lit";

export const secondPersonStyles = css`
  :host { display: block; padding-block-start: var(--space-2); }
  form { display: flex; flex-wrap: wrap; align-items: end; gap: var(--space-2) var(--space-3); padding: var(--space-3) var(--space-4); background: var(--card); border: var(--hair) solid var(--attention); border-radius: var(--radius-m); }
  .lead { flex: 1 0 100%; }
  label { display: grid; gap: var(--space-1); flex: 1 1 calc(220 * var(--u)); min-width: 0; }
  input {
    width: 100%; min-height: calc(88 * var(--u)); padding-inline: var(--space-3); font: inherit; color: var(--ink); background: var(--paper);
    border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
`;
