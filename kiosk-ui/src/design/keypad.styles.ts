import { css } from "lit";

export const keypadStyles = css`
  :host { display: block; }
  form { display: grid; gap: var(--space-3); }
  label { font-weight: var(--weight-strong); }
  input {
    width: 100%; min-height: var(--entry, calc(104 * var(--u))); padding: var(--entry-padding, var(--space-2)) var(--space-4); text-align: center;
    font-size: var(--text-l); font-weight: var(--weight-strong); letter-spacing: 0.04em;
    background: var(--paper); color: var(--ink); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  .keys { display: grid; grid-template-columns: repeat(3, 1fr); gap: var(--space-2); }
  .keys lw-button::part(button) {
    min-height: var(--key, calc(112 * var(--u))); font-size: var(--text-m); border-radius: var(--radius-m); border-color: var(--rule);
  }
`;
