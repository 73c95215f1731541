import { css } from "lit";

export const dayPanelStyles = css`
  .day { display: grid; gap: var(--space-4); }
  .now { display: grid; gap: var(--space-2); padding: var(--space-4); background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); }
  .date { font-size: var(--text-l); font-weight: var(--weight-strong); line-height: 1.15; }
  .now .actions, .row .actions { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .now .actions { align-items: center; }
  .ask { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); margin-block-start: var(--space-2); }
  .now attendant-command-answer { margin-block-start: calc(-1 * var(--space-2)); }
  h3 { font-size: var(--text-m); font-weight: var(--weight-strong); margin-block-end: var(--space-1); }
  .rows { display: grid; gap: var(--space-1); }
  .row {
    display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-3); padding: var(--space-2) var(--space-3);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m);
  }
  .row .what { flex: 1 1 calc(320 * var(--u)); min-width: 0; line-height: 1.3; }
  .attention { color: var(--attention); }
  .problem { color: var(--problem); }
  .success { color: var(--success); }
  .with-icon { display: flex; align-items: center; gap: var(--space-1); }
  .with-icon lw-icon { --icon-size: calc(32 * var(--u)); flex: none; }
`;
