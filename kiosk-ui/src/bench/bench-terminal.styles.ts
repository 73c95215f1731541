import { css } from "lit";

/* The device is drawn in its own colours in every theme: it stands on the counter, not on the page. */
export const benchTerminalStyles = css`
  .terminal { display: grid; gap: var(--space-2); }
  .body {
    display: grid; gap: var(--space-2); padding: var(--space-3); border-radius: var(--radius-l); background: #2b2a2e; border: var(--hair) solid #57555c;
    box-shadow: inset 0 calc(4 * var(--u)) 0 #45434a;
  }
  .screen {
    position: relative; display: grid; align-content: center; justify-items: center; gap: calc(4 * var(--u)); min-height: calc(210 * var(--u)); padding: var(--space-2);
    border-radius: var(--radius-s); background: #dcecf5; color: #10222d; text-align: center; font-size: var(--text-s); line-height: 1.25; white-space: pre-wrap;
  }
  .screen span:first-child { font-weight: var(--weight-strong); }
  .screen lw-icon { --icon-size: calc(52 * var(--u)); }
  .waiting-for-card { background: #f1f7d8; }
  .done { background: #d9f3de; }
  .unplugged { background: #17161a; color: #b9b6bf; }
  .keys { display: grid; grid-template-columns: 1fr 1fr; gap: var(--space-1); }
  .keys lw-button::part(button) {
    min-height: calc(76 * var(--u)); padding: var(--space-1); font-size: calc(26 * var(--u)); border-radius: var(--radius-s);
    background: #45434a; border-color: #66636c; color: #f6f4f1;
  }
  .keys lw-button { --icon-size: calc(34 * var(--u)); }
  .keys .approve::part(button) { background: #1f7a45; border-color: #1f7a45; color: #ffffff; }
  .keys lw-button[disabled]::part(button) { background: #37353b; border-color: #4a484f; color: #a9a5ae; }
  .next { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1); }
  .next .soft { font-size: calc(26 * var(--u)); flex: 1 0 100%; }
  summary { cursor: pointer; padding-block: var(--space-1); font-size: calc(26 * var(--u)); }
  table { width: 100%; border-collapse: collapse; font-size: calc(26 * var(--u)); }
  th { text-align: start; font-weight: var(--weight-plain); color: var(--ink-soft); }
  th, td { padding: calc(4 * var(--u)) var(--space-1); border-block-end: var(--hair) solid var(--rule); }
  .end { text-align: end; }
  .reversed { color: var(--ink-soft); text-decoration: line-through; }
`;
