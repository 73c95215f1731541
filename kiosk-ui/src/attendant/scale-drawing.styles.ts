import { css } from "lit";

export const scaleDrawingStyles = css`
  :host { display: block; }
  .scale { display: flex; align-items: center; gap: var(--space-3); }
  svg { flex: none; width: calc(208 * var(--u)); }
  .dial { fill: none; stroke: var(--rule); stroke-width: 9; stroke-linecap: round; }
  .band { fill: none; stroke: var(--success); stroke-width: 9; }
  .tick { stroke: var(--edge); stroke-width: 1.5; }
  .needle { stroke: var(--ink); stroke-width: 4; stroke-linecap: round; }
  .off .needle { stroke: var(--attention); }
  .hub { fill: var(--ink); }
  dl { display: grid; grid-template-columns: auto; line-height: 1.2; }
  dt { color: var(--ink-soft); font-size: calc(24 * var(--u)); }
  dd { white-space: nowrap; }
  .measured { font-size: var(--text-m); font-weight: var(--weight-strong); margin-block-end: var(--space-1); }
`;
