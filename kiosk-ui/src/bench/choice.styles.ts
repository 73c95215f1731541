import { css } from "lit";

/** Small buttons of which one may be chosen. */
export const choiceStyles = css`
  .choice::part(button) {
    min-height: calc(68 * var(--u)); padding: var(--space-1) var(--space-2); font-size: calc(26 * var(--u));
    font-weight: var(--weight-plain); border-color: var(--rule); border-radius: var(--radius-s);
  }
  .choice.on::part(button) { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); font-weight: var(--weight-strong); }
`;
