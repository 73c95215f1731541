import { css } from "lit";

export const queueCardStyles = css`
  :host { display: block; min-width: 0; }
  article {
    display: grid; gap: var(--space-2); padding: var(--space-3) var(--space-4) var(--space-1);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
    container-type: inline-size;
  }
  .waiting { border-color: var(--attention); }
  .coming { border-color: var(--accent); }
  header { display: grid; grid-template-columns: auto 1fr auto; gap: var(--space-3); align-items: start; }
  :host([in-lane]) header { grid-template-columns: 1fr auto; }
  .lane {
    display: grid; place-items: center; min-width: calc(112 * var(--u)); height: calc(112 * var(--u)); padding-inline: var(--space-2);
    border-radius: var(--radius-m); background: var(--attention); color: var(--on-meaning);
    font-size: calc(76 * var(--u)); line-height: 1; font-weight: var(--weight-strong);
  }
  .coming .lane { background: var(--accent); color: var(--on-accent); }
  .why { min-width: 0; overflow-wrap: anywhere; }
  h3 { font-size: var(--text-m); line-height: 1.2; font-weight: var(--weight-strong); text-wrap: pretty; }
  .time { display: grid; justify-items: end; line-height: 1.1; }
  .clock { font-size: var(--text-l); font-weight: var(--weight-strong); }
  .long .clock { color: var(--attention); }
  .time .soft { font-size: calc(25 * var(--u)); }
  .evidence {
    display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-2) var(--space-4);
    padding: var(--space-2) var(--space-3); background: var(--paper); border-radius: var(--radius-m);
  }
  .item { display: flex; align-items: center; gap: var(--space-3); flex: 1 1 calc(300 * var(--u)); min-width: 0; }
  lw-picture { --picture: calc(112 * var(--u)); }
  .facts { min-width: 0; line-height: 1.3; overflow-wrap: anywhere; }
  .name { font-size: calc(30 * var(--u)); }
  .named { display: grid; gap: var(--space-1); flex: 1 1 100%; }
  .note { display: block; }
  .named li { display: flex; align-items: center; gap: var(--space-2); overflow-wrap: anywhere; }
  .named lw-picture { --picture: calc(72 * var(--u)); }
  .reasons { flex: 1 1 100%; line-height: 1.3; }
  dl { display: flex; flex-wrap: wrap; gap: 0 var(--space-3); }
  dl div { display: flex; gap: var(--space-1); align-items: baseline; }
  dt { color: var(--ink-soft); }
  .age { display: inline-block; padding: 0 var(--space-2); border-radius: var(--radius-s); background: var(--attention-soft); color: var(--attention); }
  .actions { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .actions lw-button { flex: 1 1 calc(220 * var(--u)); }
  .actions lw-button::part(button) { min-height: calc(88 * var(--u)); padding-inline: var(--space-3); }
  .decide { display: grid; }
  .settled { display: flex; align-items: center; gap: var(--space-2); min-height: calc(96 * var(--u)); color: var(--success); font-weight: var(--weight-strong); }
  footer { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-3); font-size: calc(26 * var(--u)); color: var(--ink-soft); }
  footer p { display: inline-flex; align-items: center; gap: var(--space-1); }
  footer lw-icon, .links lw-button { --icon-size: calc(32 * var(--u)); }
  footer .blocking { color: var(--ink); }
  .who { color: var(--accent); font-weight: var(--weight-strong); }
  .links { display: flex; align-items: center; margin-inline-start: auto; }
  .links lw-button::part(button) { font-weight: var(--weight-plain); font-size: calc(26 * var(--u)); color: var(--ink-soft); padding-inline: var(--space-2); }
  .events { display: grid; gap: var(--space-1); padding-block-end: var(--space-2); }
  .events li { display: grid; grid-template-columns: auto 1fr; gap: var(--space-2); }
`;
