import { css } from "lit";

export const buttonStyles = css`
  :host { display: inline-flex; }
  button {
    display: flex; align-items: center; justify-content: center; gap: var(--space-2);
    width: 100%; min-height: var(--touch); min-width: var(--touch);
    padding: var(--space-2) var(--space-4);
    border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
    background: var(--card); color: var(--ink);
    font-weight: var(--weight-strong); font-size: var(--text-s); line-height: var(--leading-tight); text-align: center;
    transition: transform var(--motion-fast) var(--ease), background var(--motion-fast), border-color var(--motion-fast);
  }
  button:active { transform: scale(0.98); }
  .words { min-width: 0; overflow-wrap: break-word; }
  :host([icon-only]) .words { display: none; }
  :host([icon-only]) button { padding: 0; border-radius: var(--radius-round); }
  :host([kind="primary"]) button { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  :host([kind="danger"]) button { background: var(--problem); border-color: var(--problem); color: var(--on-meaning); }
  :host([kind="quiet"]) button { background: transparent; border-color: transparent; padding-inline: var(--space-3); }
  :host([size="large"]) button { min-height: var(--touch-l); font-size: var(--text-m); border-radius: var(--radius-l); padding-inline: var(--space-5); }
  :host([size="tile"]) button {
    flex-direction: column; height: 100%; min-height: calc(168 * var(--u)); padding: var(--space-3); gap: var(--space-2);
    border-color: var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
  }
  :host([size="tile"]) lw-icon { --icon-size: calc(56 * var(--u)); color: var(--accent); }
  button[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button[aria-pressed="true"] lw-icon { color: inherit; }
  :host([disabled]) button:disabled { background: var(--paper-deep); border-color: var(--rule); color: var(--ink-soft); cursor: default; transform: none; box-shadow: none; }
  @media (forced-colors: active) { button { border: 2px solid ButtonText; } }
`;
