import { css } from "lit";

export const findStyles = css`
  .search {
    display: flex; align-items: center; gap: var(--space-2); padding-inline: var(--space-3) var(--space-1);
    background: var(--paper); border: var(--hair) solid var(--edge); border-radius: var(--radius-m); color: var(--ink-soft);
  }
  .search:focus-within { outline: var(--focus-width) solid var(--focus); outline-offset: calc(3 * var(--u)); }
  input {
    flex: 1; min-width: 0; min-height: calc(96 * var(--u)); border: 0; background: none; color: var(--ink);
    font-size: var(--text-m); outline: none;
  }
  input::placeholder { color: var(--ink-soft); opacity: 1; }
  .typing .chips { display: none; }
  .chips { display: flex; gap: var(--space-2); overflow-x: auto; flex: none; padding: calc(8 * var(--u)); margin: calc(-8 * var(--u)); scrollbar-width: none; }
  .chip { flex: none; }
  .chip::part(button) { border-radius: var(--radius-round); border-color: var(--rule); }
  .chip-words { display: inline-flex; align-items: center; gap: var(--space-2); white-space: nowrap; }
  .chip lw-picture { --picture: calc(48 * var(--u)); background: none; margin-block: calc(-8 * var(--u)); }
  .results { flex: 1; min-height: 0; overflow-y: auto; padding: calc(8 * var(--u)); margin: calc(-8 * var(--u)); scrollbar-width: thin; scrollbar-color: var(--edge) transparent; }
  .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(calc(224 * var(--u)), 1fr)); gap: var(--space-2); }
  .tile {
    width: 100%; height: 100%; min-height: calc(256 * var(--u)); display: flex; flex-direction: column; align-items: center; gap: calc(6 * var(--u));
    padding: var(--space-3) calc(8 * var(--u)) var(--space-2); text-align: center;
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); line-height: 1.25;
  }
  .tile:active { background: var(--accent-soft); border-color: var(--accent); }
  .tile lw-picture { --picture: calc(128 * var(--u)); margin-block-end: var(--space-1); }
  .tile .name {
    font-weight: var(--weight-strong); overflow-wrap: anywhere; hyphens: auto; text-wrap: balance;
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden;
  }
  @media (min-aspect-ratio: 1/1) {
    .panel { display: grid; grid-template-columns: auto minmax(0, 1fr); grid-template-rows: auto auto minmax(0, 1fr) auto; align-content: start; }
    .head h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .panel > :not(.head, .search) { grid-column: 1 / -1; }
    .results { grid-row: 3; }
    screen-keyboard { grid-row: 4; }
    .tile { min-height: calc(208 * var(--u)); }
    .tile lw-picture { --picture: calc(88 * var(--u)); }
  }
  .none { display: grid; gap: var(--space-2); justify-items: center; text-align: center; padding: var(--space-6) var(--space-3); }
  .none .strong { font-size: var(--text-m); overflow-wrap: anywhere; }
`;
