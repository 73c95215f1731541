import { css } from "lit";

export const receiptAppStyles = css`
  :host { display: block; }
  main { display: grid; gap: var(--space-4); width: min(100%, 480px); margin: 0 auto; padding: var(--space-5) var(--space-2) var(--space-8); }
  .thanks { display: flex; align-items: center; justify-content: center; gap: var(--space-2); font-size: var(--text-m); text-align: center; }
  .thanks lw-icon { color: var(--success); }
  receipt-paper { filter: drop-shadow(0 2px 14px rgb(70 52 24 / 0.14)); }
  .print { justify-self: center; }
  .message { min-height: 80dvh; align-content: center; justify-items: center; text-align: center; padding-inline: var(--space-5); gap: var(--space-2); }
  .message lw-icon { --icon-size: calc(120 * var(--u)); color: var(--accent); }
  .message h1 { font-size: var(--text-l); line-height: 1.2; font-weight: var(--weight-strong); text-wrap: balance; }
  .message p { max-width: 40ch; text-wrap: pretty; }
  @media print {
    main { width: 72mm; margin: 0; padding: 0; }
    .thanks, .print { display: none; }
    receipt-paper { filter: none; }
  }
`;
