import { css } from "lit";

export const itemFinderStyles = css`
  .finder { display: grid; gap: var(--space-2); }
  label { font-weight: var(--weight-strong); }
  .ask { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  input {
    flex: 1 1 calc(360 * var(--u)); min-width: 0; min-height: calc(96 * var(--u)); padding-inline: var(--space-3); font-size: var(--text-m);
    background: var(--paper); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  .quantity { display: flex; align-items: center; gap: var(--space-2); }
  output { min-width: 4ch; text-align: center; font-weight: var(--weight-strong); }
  ul { display: grid; gap: var(--space-1); }
  li button {
    display: flex; align-items: center; gap: var(--space-3); width: 100%; padding: var(--space-1) var(--space-3) var(--space-1) var(--space-1); text-align: start;
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m);
  }
  li button:hover { border-color: var(--edge); }
  lw-picture { --picture: calc(88 * var(--u)); }
  .name { display: grid; flex: 1; min-width: 0; line-height: 1.25; overflow-wrap: anywhere; }
  .soft { font-size: calc(26 * var(--u)); }
`;
