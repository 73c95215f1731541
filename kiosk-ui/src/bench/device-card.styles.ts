import { css } from "lit";

export const deviceCardStyles = css`
  :host { display: block; min-width: 0; }
  section {
    display: grid; gap: var(--space-2); padding: var(--space-2) var(--space-3) var(--space-3); background: var(--card);
    border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
    transition: border-color var(--motion-fast), background var(--motion-fast);
  }
  :host([over]) section { border-color: var(--accent); background: var(--accent-soft); }
  header { display: flex; align-items: center; gap: var(--space-2); }
  header > lw-icon { --icon-size: calc(38 * var(--u)); color: var(--accent); }
  h2 { flex: 1; min-width: 0; font-size: var(--text-s); font-weight: var(--weight-strong); }
  .plug { --icon-size: calc(34 * var(--u)); }
  .plug::part(button) { font-weight: var(--weight-plain); color: var(--ink-soft); font-size: calc(26 * var(--u)); padding-inline: var(--space-1); }
  .off {
    display: flex; align-items: center; gap: var(--space-2); padding: var(--space-1) var(--space-2); border-radius: var(--radius-s);
    background: var(--attention-soft); color: var(--attention);
  }
  .off lw-icon { --icon-size: calc(34 * var(--u)); }
  :host(:not([plugged])) .device { filter: grayscale(1); opacity: 0.55; }
`;
