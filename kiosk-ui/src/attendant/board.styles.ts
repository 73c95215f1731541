import { css } from "lit";

/* Landscape: the queue beside the lanes, each scrolling by itself. Portrait: the lanes above, as they are few and always wanted. */
export const boardStyles = css`
  :host {
    display: grid; grid-template-columns: minmax(0, 1.28fr) minmax(0, 1fr); gap: var(--space-4); min-height: 0; padding: var(--space-3) var(--space-4) 0;
  }
  section { min-width: 0; min-height: 0; overflow: auto; overscroll-behavior: contain; padding: 0 var(--space-3) var(--space-6); margin-inline: calc(-1 * var(--space-3)); }
  h2 {
    position: sticky; top: 0; z-index: 1; display: flex; align-items: center; gap: var(--space-2); padding-block: var(--space-1) var(--space-2);
    font-size: var(--text-m); font-weight: var(--weight-strong); background: var(--paper);
  }
  .count {
    min-width: calc(52 * var(--u)); padding-inline: var(--space-1); text-align: center; border-radius: var(--radius-round);
    background: var(--attention); color: var(--on-meaning);
  }
  .cards { display: grid; gap: var(--space-3); }
  .visit { display: grid; gap: var(--space-2); padding: var(--space-2) 0 var(--space-2) var(--space-3); margin: 0; overflow: visible; border-inline-start: calc(8 * var(--u)) solid var(--attention); border-radius: var(--radius-s); }
  .together { display: flex; align-items: center; gap: var(--space-2); font-weight: var(--weight-strong); }
  .watch, attendant-last-outcome { margin-block-end: var(--space-3); }
  .watch .basket {
    display: inline-flex; align-items: center; gap: var(--space-1); min-height: calc(72 * var(--u)); margin: var(--space-1) 0 0 var(--space-2); padding-inline: var(--space-3);
    font: inherit; color: var(--ink); background: var(--card); border: var(--hair) solid var(--attention); border-radius: var(--radius-round);
  }
  .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(calc(340 * var(--u)), 1fr)); gap: var(--space-2); }
  .few { grid-template-columns: repeat(auto-fill, minmax(calc(420 * var(--u)), 1fr)); }
  .calm {
    display: grid; justify-items: center; gap: var(--space-1); padding: var(--space-12) var(--space-4); text-align: center;
    border: var(--hair) dashed var(--rule); border-radius: var(--radius-l);
  }
  .calm lw-icon { --icon-size: calc(96 * var(--u)); color: var(--success); }
  .calm .strong { font-size: var(--text-l); line-height: 1.2; }
  .calm .soft { max-width: 36ch; }
  @media (orientation: portrait) and (min-width: 700px) {
    :host { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr); }
    .lanes { order: -1; max-height: 46dvh; padding-block-end: var(--space-2); }
    .tiles:not(.few) { grid-template-columns: repeat(auto-fill, minmax(calc(310 * var(--u)), 1fr)); }
  }
  @media (max-width: 699px) {
    :host { display: block; overflow: auto; padding-inline: var(--space-2); }
    section { overflow: visible; margin-inline: 0; padding-inline: 0; }
    h2 { position: static; }
    .tiles, .few { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  }
`;
