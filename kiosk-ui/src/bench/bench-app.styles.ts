import { css } from "lit";

export const benchAppStyles = css`
  :host { display: block; max-width: 1760px; margin: 0 auto; padding: 0 var(--space-4) var(--space-6); }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-4); padding-block: var(--space-3) var(--space-3); }
  footer { display: flex; justify-content: center; padding-block-start: var(--space-5); }
  .title { flex: 1 1 calc(700 * var(--u)); min-width: 0; }
  h1 { font-size: var(--text-l); line-height: var(--leading-tight); font-weight: var(--weight-strong); text-wrap: balance; }
  .title .soft { max-width: 72ch; text-wrap: pretty; }
  .link { display: flex; align-items: center; gap: var(--space-1); font-size: calc(26 * var(--u)); color: var(--ink-soft); }
  .link lw-icon { --icon-size: calc(32 * var(--u)); }
  .link.live lw-icon { color: var(--success); }
  .link.away { color: var(--attention); }
  nav { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  nav a {
    display: inline-flex; align-items: center; min-height: var(--touch); padding-inline: var(--space-4); border-radius: var(--radius-m);
    border: var(--hair) solid var(--edge); background: var(--card); color: var(--ink); font-weight: var(--weight-strong); text-decoration: none;
  }
  nav .primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .counter { display: grid; grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr) minmax(0, 0.95fr) minmax(0, 1.05fr); gap: var(--space-3); align-items: start; }
  .column { display: grid; gap: var(--space-3); min-width: 0; }
  .shelf { padding: var(--space-3); border-radius: var(--radius-l); background: var(--paper-deep); border: var(--hair) solid var(--rule); }
  /* The shelf stays while one looks at the devices; its items scroll inside it. */
  .shelf { position: sticky; top: var(--space-2); height: calc(100dvh - var(--space-4)); grid-template-rows: auto auto minmax(0, 1fr); }
  .auto { display: flex; align-items: center; gap: var(--space-1); min-height: calc(56 * var(--u)); font-size: calc(26 * var(--u)); }
  .auto input { width: calc(36 * var(--u)); height: calc(36 * var(--u)); accent-color: var(--accent); margin: 0; }
  @media (max-width: 1380px) { .counter { grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr) minmax(0, 1.05fr); } .printer { grid-column: 2 / -1; } .shelf { grid-row: span 2; } }
  @media (max-width: 1080px) {
    .counter { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
    .printer { grid-column: 1 / -1; }
    .shelf { grid-column: 1 / -1; grid-row: auto; }
    .shelf { position: static; height: 78dvh; }
  }
  @media (max-width: 700px) {
    :host { padding-inline: var(--space-2); }
    .counter { grid-template-columns: minmax(0, 1fr); }
    .printer { grid-column: auto; }
  }
`;
