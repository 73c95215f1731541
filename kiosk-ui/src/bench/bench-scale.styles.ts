import { css } from "lit";

export const benchScaleStyles = css`
  .scale { display: grid; gap: var(--space-2); }
  .display {
    display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 var(--space-3); padding: var(--space-1) var(--space-3); border-radius: var(--radius-s);
    background: #23302b; color: #d7f5df; font-size: calc(26 * var(--u));
  }
  .grams { flex: 1; font-size: var(--text-l); font-weight: var(--weight-strong); line-height: 1.2; white-space: nowrap; }
  .moving { color: #ffd98a; }
  .none { padding: var(--space-2) 0; text-align: center; }
  /* The plate: things stand on its edge. */
  ul { display: grid; border-block-end: calc(8 * var(--u)) solid var(--edge); border-radius: 0 0 var(--radius-s) var(--radius-s); }
  .none { border-block-end: calc(8 * var(--u)) solid var(--edge); border-radius: 0 0 var(--radius-s) var(--radius-s); }
  .bagging ul { max-height: calc(420 * var(--u)); overflow: auto; }
  li { display: flex; align-items: center; gap: var(--space-1); padding-inline-start: var(--space-2); border-block-start: var(--hair) solid var(--rule); }
  li:first-child { border: 0; }
  .name { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 1.2; padding-block: var(--space-1); }
  li lw-button { --icon-size: calc(34 * var(--u)); }
  .acts { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .acts lw-button { flex: 1 1 calc(340 * var(--u)); }
  .acts lw-button::part(button) { font-weight: var(--weight-plain); font-size: calc(26 * var(--u)); padding-inline: var(--space-2); }
  .acts lw-button { --icon-size: calc(34 * var(--u)); }
`;
