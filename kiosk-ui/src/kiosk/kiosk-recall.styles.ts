import { css } from "lit";

export const recallStyles = css`
  label { font-weight: var(--weight-strong); margin-block-start: var(--space-3); }
  input {
    min-height: calc(120 * var(--u)); padding: var(--space-2) var(--space-4); text-align: center; text-transform: uppercase;
    font-size: var(--text-l); font-weight: var(--weight-strong); letter-spacing: 0.12em;
    background: var(--paper); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  @media (min-aspect-ratio: 1/1) {
    .panel { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr); grid-template-rows: auto minmax(0, 1fr) auto; column-gap: var(--space-5); }
    screen-keyboard { grid-column: 2; grid-row: 1 / -1; align-self: center; }
    .head, .middle, .foot { grid-column: 1; }
    .foot { grid-row: 3; }
  }
`;
