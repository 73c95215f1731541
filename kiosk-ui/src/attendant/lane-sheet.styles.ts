import { css } from "lit";

export const laneSheetStyles = css`
  dialog {
    box-sizing: border-box; width: min(calc(1120 * var(--u)), 100vw); height: 100dvh; max-width: none; max-height: none;
    margin: 0; margin-inline-start: auto; padding: 0; overflow: auto; overscroll-behavior: contain;
    color: var(--ink); background: var(--paper); border: 0; border-inline-start: var(--hair) solid var(--rule);
    font-size: var(--text-s); line-height: var(--leading);
  }
  dialog::backdrop { background: var(--veil); }
  dialog[open] { animation: arrive var(--motion) var(--ease); }
  @keyframes arrive { from { opacity: 0; transform: translateX(var(--space-4)); } }
  .head {
    position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-3);
    padding: var(--space-3) var(--space-4); background: var(--paper); border-block-end: var(--hair) solid var(--rule);
  }
  attendant-command-answer { flex: 1 0 100%; }
  .title { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 1.2; }
  h2 { font-size: var(--text-l); line-height: var(--leading-tight); font-weight: var(--weight-strong); }
  h2:focus-visible { outline: none; }
  .body { display: grid; gap: var(--space-4); padding: var(--space-3) var(--space-4) var(--space-6); }
  section {
    display: grid; gap: var(--space-2); padding: var(--space-3) var(--space-4);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
  }
  h3 { font-size: var(--text-m); font-weight: var(--weight-strong); }
  .row { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .row lw-button { flex: 1 1 calc(260 * var(--u)); }
  .confirm { display: flex; }
`;
