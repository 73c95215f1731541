import { css } from "lit";

/** A panel in the place of the basket: a way back above, one thing in the middle, the answer below, where the hand is. */
export const panelStyles = css`
  :host { display: flex; flex-direction: column; min-height: 0; }
  .panel {
    flex: 1; min-height: 0; display: flex; flex-direction: column; gap: var(--space-3); padding: var(--space-3);
    background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
  }
  .head { display: flex; align-items: center; gap: var(--space-2); min-height: var(--touch); }
  .head h1 { font-size: var(--text-m); font-weight: var(--weight-strong); flex: 1; text-align: start; }
  .middle {
    flex: 1; min-height: 0; overflow-y: auto; display: flex; flex-direction: column; align-items: center; justify-content: safe center;
    gap: var(--space-3); text-align: center; padding-inline: var(--space-3);
  }
  h1 { font-size: var(--text-l); line-height: var(--leading-tight); font-weight: var(--weight-strong); text-wrap: balance; overflow-wrap: anywhere; }
  .lead { font-size: var(--text-m); color: var(--ink-soft); text-wrap: balance; max-width: 30em; overflow-wrap: anywhere; }
  .hero { display: var(--show-art, inline-flex); --picture: calc(280 * var(--u)); }
  .figure { font-size: var(--text-xl); font-weight: var(--weight-strong); line-height: 1; min-width: calc(160 * var(--u)); text-align: center; }
  .stepper { display: flex; align-items: center; gap: var(--space-4); margin-block: var(--space-3); }
  .stepper lw-button::part(button) { width: var(--touch-l); height: var(--touch-l); }
  .foot { display: grid; gap: var(--space-2); }
  .two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .narrow { width: min(100%, calc(760 * var(--u))); margin-inline: auto; }
  @media (min-aspect-ratio: 1/1) {
    .hero { --picture: calc(136 * var(--u)); }
    .middle { gap: var(--space-2); }
    .stepper { margin-block: 0; }
  }
  @media (max-width: 520px) { .two { grid-template-columns: minmax(0, 1fr); } }
`;
