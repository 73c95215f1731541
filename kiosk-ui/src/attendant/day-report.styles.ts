import { css } from "lit";

export const dayReportStyles = css`
  .report, section { grid-template-columns: minmax(0, 1fr); }
  .report { display: grid; gap: var(--space-4); }
  .actions { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .date { font-size: var(--text-l); font-weight: var(--weight-strong); line-height: 1.15; }
  .turnover { font-size: min(var(--text-xl), 10vw); font-weight: var(--weight-strong); line-height: 1.1; }
  h3 { font-size: var(--text-m); font-weight: var(--weight-strong); margin-block-end: var(--space-1); }
  section { display: grid; gap: var(--space-1); padding: var(--space-3) var(--space-4); background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); }
  table { width: 100%; border-collapse: collapse; }
  th { text-align: start; font-weight: inherit; overflow-wrap: anywhere; }
  thead th { color: var(--ink-soft); font-size: calc(26 * var(--u)); }
  td, thead th { text-align: end; }
  th, td { padding-block: var(--space-1); vertical-align: baseline; }
  tbody tr + tr > * { border-block-start: var(--hair) solid var(--rule); }
  .difference { display: grid; gap: calc(var(--space-1) / 2); padding: var(--space-2) var(--space-3); background: var(--paper); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); }
  .difference .head { display: flex; align-items: baseline; justify-content: space-between; gap: var(--space-3); }
  .difference .head > :first-child { min-width: 0; }
  .with-icon { display: flex; align-items: center; gap: var(--space-1); }
  .with-icon lw-icon { --icon-size: calc(32 * var(--u)); flex: none; }
  .attention { color: var(--attention); }
  .success { color: var(--success); }
  .terminal { display: grid; gap: var(--space-2); }
  .terminal + .terminal { border-block-start: var(--hair) solid var(--rule); padding-block-start: var(--space-2); }
  /* On a phone a row's name stands above its three amounts. */
  @media (max-width: 600px) {
    section { padding-inline: var(--space-2); }
    .wide, .wide :is(thead, tbody) { display: block; }
    .wide tr { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); column-gap: var(--space-1); }
    .wide thead td { display: none; }
    .wide [scope="row"] { grid-column: 1 / -1; }
    .wide td { overflow-wrap: anywhere; border: 0; padding-block-start: 0; }
  }
  @media print { .actions { display: none; } section { break-inside: avoid; border: 0; padding-inline: 0; } }
`;
