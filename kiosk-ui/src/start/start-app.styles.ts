import { css } from "lit";

export const startAppStyles = css`
  :host { display: block; }
  .page { max-width: 1240px; margin: 0 auto; padding: var(--space-4) var(--space-5) var(--space-6); }
  header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-2) var(--space-4); }
  .brand { display: flex; align-items: center; gap: var(--space-2); color: var(--accent); font-size: var(--text-m); font-weight: var(--weight-strong); }
  .hero { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.05fr); gap: var(--space-6) var(--space-8); align-items: center; padding-block: var(--space-8) var(--space-6); }
  h1 { font-size: var(--text-xl); line-height: 1.06; font-weight: var(--weight-strong); letter-spacing: -0.02em; text-wrap: balance; }
  .lead { margin-block-start: var(--space-4); font-size: var(--text-m); color: var(--ink-soft); text-wrap: pretty; }
  h2 { font-size: var(--text-m); font-weight: var(--weight-strong); }
  .steps { padding: var(--space-4) var(--space-5); border-radius: var(--radius-l); background: var(--accent-soft); }
  .steps ol { display: grid; gap: var(--space-3); margin-block-start: var(--space-3); }
  .steps li { display: grid; grid-template-columns: auto 1fr; gap: var(--space-3); line-height: 1.35; }
  .steps lw-icon { color: var(--accent); }
  .doors { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: var(--space-6); align-items: start; }
  section { display: grid; gap: var(--space-3); }
  .lanes { display: grid; gap: var(--space-3); }
  .lane {
    display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: center; gap: var(--space-2) var(--space-3); padding: var(--space-3) var(--space-4);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
  }
  h3 { grid-column: 1 / -1; font-size: var(--text-s); font-weight: var(--weight-strong); }
  a { color: inherit; text-decoration: none; }
  .door {
    display: flex; align-items: center; gap: var(--space-3); padding: var(--space-2) var(--space-3); min-height: calc(104 * var(--u));
    border: var(--hair) solid var(--rule); border-radius: var(--radius-m); background: var(--paper); line-height: 1.25; transition: border-color var(--motion-fast), transform var(--motion-fast) var(--ease);
  }
  .door:hover, .people a:hover { border-color: var(--accent); }
  .door > span { display: grid; flex: 1; min-width: 0; }
  .door .soft { font-size: calc(25 * var(--u)); }
  .door > lw-icon:first-child { color: var(--accent); }
  .go { --icon-size: calc(32 * var(--u)); color: var(--ink-soft); }
  .side { display: grid; gap: var(--space-5); }
  .more .door { background: var(--card); }
  .people { display: grid; gap: var(--space-2); }
  .people a {
    display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-1) var(--space-4); padding: var(--space-2) var(--space-3);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m);
  }
  .who, .pin { display: flex; align-items: center; gap: var(--space-2) var(--space-4); }
  .who { gap: var(--space-2); }
  .who lw-icon { color: var(--accent); }
  .waiting { grid-column: 1 / -1; padding: var(--space-8); text-align: center; }
  footer { padding-block-start: var(--space-6); text-align: center; font-size: calc(26 * var(--u)); }
  @media (max-width: 900px) {
    .page { padding-inline: var(--space-3); }
    .hero, .doors { grid-template-columns: minmax(0, 1fr); }
    .hero { padding-block: var(--space-5); }
  }
  @media (max-width: 520px) { .lane { grid-template-columns: minmax(0, 1fr); } h1 { font-size: calc(76 * var(--u)); } }
`;
