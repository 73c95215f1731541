import { css } from "lit";

export const codeStyles = css`
  .words { display: grid; gap: var(--space-2); justify-items: center; }
  @media (min-aspect-ratio: 1/1) {
    .middle { display: grid; grid-template-columns: minmax(0, 0.8fr) minmax(0, 1fr); align-content: center; column-gap: var(--space-5); }
    .words { justify-items: start; text-align: start; }
    lw-keypad { --key: calc(88 * var(--u)); }
  }
`;
