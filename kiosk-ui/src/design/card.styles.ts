import { css } from "lit";

export const cardStyles = css`
  :host { display: block; }
  .card {
    height: 100%; padding: var(--card-padding, var(--space-4));
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
  }
  :host([tone="accent"]) .card { background: var(--accent-soft); border-color: var(--accent); }
  :host([tone="success"]) .card { background: var(--success-soft); border-color: var(--success); }
  :host([tone="attention"]) .card { background: var(--attention-soft); border-color: var(--attention); }
  :host([tone="problem"]) .card { background: var(--problem-soft); border-color: var(--problem); }
`;
