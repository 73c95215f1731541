import { css } from "lit";

export const attendantAppStyles = css`
  :host { display: block; }
  .page { display: grid; grid-template-rows: auto minmax(0, 1fr); height: 100dvh; }
  .page:has(attendant-sign-in) { display: block; height: auto; }
  .wait { padding: var(--space-12); text-align: center; color: var(--ink-soft); }
  .board { display: grid; min-height: 0; }
  .stale { filter: grayscale(0.85); }
`;
