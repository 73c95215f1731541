import { css } from "lit";

export const amountStyles = css`
  :host { display: inline-block; white-space: nowrap; }
  :host([size="m"]) { font-size: var(--text-m); font-weight: var(--weight-strong); }
  :host([size="l"]) { font-size: var(--text-l); font-weight: var(--weight-strong); line-height: var(--leading-tight); }
  :host([size="xl"]) { font-size: var(--text-xl); font-weight: var(--weight-strong); line-height: var(--leading-tight); letter-spacing: -0.02em; }
  s { color: var(--ink-soft); }
`;
