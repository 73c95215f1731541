import { css } from "lit";

export const tillPanelStyles = css`
  .till { display: grid; gap: var(--space-2); }
  .row { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .due { font-size: var(--text-l); font-weight: var(--weight-strong); line-height: 1.15; }
  .counts { display: grid; grid-template-columns: repeat(auto-fill, minmax(calc(280 * var(--u)), 1fr)); gap: var(--space-2); }
  .counts label { display: grid; gap: calc(var(--space-1) / 2); font-weight: var(--weight-strong); }
  input {
    width: 100%; min-height: calc(80 * var(--u)); padding-inline: var(--space-3); font-size: var(--text-m); font-weight: var(--weight-plain);
    background: var(--card); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  .attention { color: var(--attention); }
`;
