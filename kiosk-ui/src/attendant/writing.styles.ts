import { css } from "lit";

/** Where colleagues write: a field with its button beside it, chips above. */
export const writingStyles = css`
  :host { display: grid; gap: var(--space-2); }
  .row { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  form { display: flex; flex-wrap: wrap; align-items: end; gap: var(--space-2) var(--space-3); }
  label { display: grid; gap: var(--space-1); flex: 1 1 calc(420 * var(--u)); min-width: 0; }
  input, textarea, select {
    width: 100%; min-height: calc(88 * var(--u)); padding: var(--space-2) var(--space-3); font: inherit; color: var(--ink); background: var(--paper);
    border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  textarea { resize: vertical; }
  ul { display: grid; gap: var(--space-2); margin: 0; padding: 0; list-style: none; }
  li { display: grid; gap: var(--space-1); padding: var(--space-3); background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); }
  li.unread { border-color: var(--attention); background: var(--attention-soft); }
  .text { overflow-wrap: anywhere; white-space: pre-line; }
  .under { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-2); }
`;
