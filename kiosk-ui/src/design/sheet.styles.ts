import { css } from "lit";

export const sheetStyles = css`
  dialog {
    width: min(calc(920 * var(--u)), 100vw - var(--space-6)); max-height: calc(100vh - var(--space-6)); overflow: auto;
    margin: auto; padding: var(--space-6); color: var(--ink); background: var(--card);
    border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
    font-size: var(--text-s); line-height: var(--leading);
  }
  :host([side="low"]) dialog { margin-block-end: calc(160 * var(--u)); max-height: calc(100vh - 208 * var(--u)); }
  dialog[open] { animation: rise var(--motion) var(--ease); }
  dialog::backdrop { background: var(--veil); }
  .head { display: flex; align-items: flex-start; justify-content: space-between; gap: var(--space-3); }
  h2 { font-size: var(--text-l); line-height: var(--leading-tight); font-weight: var(--weight-strong); text-wrap: balance; }
  h2:focus-visible { outline: none; }
  .body { margin-block: var(--space-3) var(--space-5); }
  @keyframes rise { from { opacity: 0; transform: translateY(var(--space-3)); } }
  @media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
`;
