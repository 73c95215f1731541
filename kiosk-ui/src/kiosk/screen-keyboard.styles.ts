import { css } from "lit";

export const keyboardStyles = css`
  :host { display: block; }
  div[role] { display: grid; gap: var(--space-2); padding: var(--space-2); background: var(--paper-deep); border-radius: var(--radius-m); }
  .row { display: flex; gap: max(4px, calc(8 * var(--u))); justify-content: center; }
  button {
    flex: 1 1 0; min-width: 0; max-width: calc(112 * var(--u)); min-height: calc(76 * var(--u)); padding: 0;
    background: var(--card); color: var(--ink); border: var(--hair) solid var(--rule); border-radius: var(--radius-s);
    font-size: var(--text-s); font-weight: var(--weight-strong);
  }
  button:active { background: var(--accent); color: var(--on-accent); }
  .space { flex: 4; max-width: none; font-weight: var(--weight-plain); }
  .wide { flex: 2; max-width: none; }
  @media (max-width: 520px) { button { font-size: calc(22 * var(--u)); } }
  .soft-key { background: transparent; }
  .soft-key lw-icon { vertical-align: middle; }
`;
