import { css } from "lit";

export const benchShelfStyles = css`
  :host { display: block; min-width: 0; }
  section { display: grid; gap: var(--space-2); grid-template-rows: auto minmax(0, 1fr); height: 100%; min-height: 0; }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-3); }
  h2 { flex: 1; font-size: var(--text-m); font-weight: var(--weight-strong); }
  input {
    flex: 1 1 100%; min-width: 0; min-height: var(--touch); padding-inline: var(--space-3);
    background: var(--card); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  input::placeholder { color: var(--ink-soft); opacity: 1; }
  .kinds { display: flex; flex-wrap: wrap; gap: var(--space-1); }
  ul { overflow: auto; overscroll-behavior: contain; align-content: start; display: grid; grid-template-columns: repeat(auto-fill, minmax(calc(196 * var(--u)), 1fr)); gap: var(--space-2); }
  li { display: grid; min-width: 0; }
  button {
    position: relative; display: grid; justify-items: center; align-content: start; gap: calc(4 * var(--u)); padding: var(--space-2) var(--space-1) var(--space-1);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); text-align: center; line-height: 1.2;
    transition: transform var(--motion-fast) var(--ease), border-color var(--motion-fast);
  }
  button:hover { border-color: var(--edge); }
  button:active { transform: scale(0.97); }
  .held { border-color: var(--accent); background: var(--accent-soft); }
  lw-picture { --picture: calc(112 * var(--u)); }
  .paper { display: grid; place-items: center; width: calc(112 * var(--u)); height: calc(112 * var(--u)); color: var(--accent); --icon-size: calc(72 * var(--u)); }
  .code { overflow-wrap: anywhere; }
  .name {
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; min-height: 2.4em;
    font-size: calc(26 * var(--u)); overflow-wrap: anywhere;
  }
  .code { font-size: calc(22 * var(--u)); color: var(--ink-soft); }
  .age {
    position: absolute; inset-block-start: var(--space-1); inset-inline-end: var(--space-1); padding: 0 var(--space-1);
    border-radius: var(--radius-s); background: var(--attention-soft); color: var(--attention); font-size: calc(24 * var(--u)); font-weight: var(--weight-strong);
  }
`;
