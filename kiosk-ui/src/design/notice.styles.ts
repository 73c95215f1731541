import { css } from "lit";

export const noticeStyles = css`
  :host { display: block; }
  .notice {
    display: flex; align-items: center; flex-wrap: wrap; gap: var(--space-2) var(--space-3); padding: var(--space-3) var(--space-4);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m);
  }
  .text { flex: 1 1 calc(300 * var(--u)); min-width: 0; overflow-wrap: anywhere; }
  .strong { line-height: 1.25; }
  :host([tone="success"]) .notice { background: var(--success-soft); border-color: var(--success); }
  :host([tone="success"]) lw-icon { color: var(--success); }
  :host([tone="attention"]) .notice { background: var(--attention-soft); border-color: var(--attention); }
  :host([tone="attention"]) lw-icon { color: var(--attention); }
  :host([tone="problem"]) .notice { background: var(--problem-soft); border-color: var(--problem); }
  :host([tone="problem"]) lw-icon { color: var(--problem); }
`;
