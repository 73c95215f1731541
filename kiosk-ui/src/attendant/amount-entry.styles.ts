import { css } from "lit";

export const amountEntryStyles = css`
  .entry { display: grid; gap: var(--space-2); }
  .head { display: flex; justify-content: space-between; gap: var(--space-3); }
  label { font-weight: var(--weight-strong); }
  input {
    width: 100%; min-height: calc(112 * var(--u)); padding: var(--space-2) var(--space-4); text-align: center;
    font-size: var(--text-l); font-weight: var(--weight-strong); caret-color: transparent;
    background: var(--paper); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  .empty { color: var(--ink-soft); }
  .keys { display: grid; grid-template-columns: repeat(3, 1fr); gap: var(--space-1) var(--space-2); }
  .keys lw-button::part(button) { min-height: calc(88 * var(--u)); font-size: var(--text-m); border-color: var(--rule); border-radius: var(--radius-m); padding: 0; }
`;
