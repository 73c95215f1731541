import { css } from "lit";

export const kioskAppStyles = css`
  :host { display: block; }
  .kiosk {
    height: 100vh; height: 100dvh; display: grid; gap: var(--space-3);
    grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) repeat(3, auto);
    padding: var(--space-4) var(--space-5) var(--space-4);
    background: var(--paper); font-size: var(--text-s); line-height: var(--leading);
  }
  :host(.settling) :is(main, .dock) { pointer-events: none; }
  main { display: flex; flex-direction: column; min-height: 0; }
  main > * { flex: 1; min-height: 0; }
  .dock { display: grid; gap: var(--space-3); min-width: 0; }
  .dock[hidden] { display: none; }
  kiosk-bar { padding-block-start: var(--space-2); border-block-start: var(--hair) solid var(--rule); }

  .head { display: flex; align-items: center; gap: var(--space-3); min-height: calc(56 * var(--u)); padding-inline: var(--space-2); }
  .store { font-weight: var(--weight-strong); flex: 1; min-width: 0; overflow-wrap: anywhere; }
  .lane { color: var(--ink-soft); white-space: nowrap; }
  .chip {
    display: flex; align-items: center; gap: var(--space-1); padding: calc(4 * var(--u)) var(--space-2); border-radius: var(--radius-round);
    background: var(--card); border: var(--hair) solid var(--rule); color: var(--ink-soft); --icon-size: calc(32 * var(--u));
  }
  .training {
    display: flex; align-items: center; justify-content: center; gap: var(--space-2); margin-block-end: var(--space-2); padding: var(--space-1) var(--space-3);
    border-radius: var(--radius-m); background: var(--attention-soft); color: var(--attention); border: var(--hair) dashed var(--attention);
    font-weight: var(--weight-strong); text-align: center; --icon-size: calc(36 * var(--u));
  }
  .tools { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: var(--space-2); }
  .tile { display: grid; gap: calc(4 * var(--u)); }
  .hint { color: var(--ink-soft); font-weight: var(--weight-plain); }
  .pay::part(button) { min-height: calc(168 * var(--u)); font-size: var(--text-l); flex-direction: row-reverse; }
  .big { font-size: var(--text-m); }
  .stack { display: grid; gap: var(--space-2); }
  .full { width: 100%; }

  .calm { display: grid; place-content: center; justify-items: center; gap: var(--space-3); text-align: center; padding: var(--space-5); }
  .calm h1 { font-size: var(--text-xl); line-height: var(--leading-tight); font-weight: var(--weight-strong); letter-spacing: -0.02em; text-wrap: balance; }
  .calm p { font-size: var(--text-m); color: var(--ink-soft); text-wrap: balance; max-width: 28em; }
  .ring { display: grid; place-items: center; width: calc(224 * var(--u)); height: calc(224 * var(--u)); border-radius: 50%; background: var(--accent-soft); color: var(--accent); --icon-size: calc(104 * var(--u)); margin-block-end: var(--space-4); }

  /* Reach: everything that is touched in the lower part, below 1 220 mm of a floor-standing kiosk; art makes room. */
  .reach { padding-block-start: 40vh; grid-template-rows: minmax(0, 1fr) repeat(3, auto); --show-art: none; }
  .reach header { position: absolute; inset-block-start: var(--space-4); inset-inline: var(--space-5); }
  .reach.busy .dock { display: none; }

  @media (min-aspect-ratio: 1/1) {
    .kiosk { padding-block: var(--space-3); }
    .selling {
      grid-template-columns: minmax(0, 1fr) calc(600 * var(--u)); grid-template-rows: auto minmax(0, 1fr) auto auto;
      grid-template-areas: "header header" "main dock" "messages dock" "bar bar"; column-gap: var(--space-5);
    }
    .selling header { grid-area: header; }
    .selling main { grid-area: main; }
    .selling kiosk-messages { grid-area: messages; }
    .selling .dock { grid-area: dock; align-content: end; gap: var(--space-5); }
    .selling kiosk-bar { grid-area: bar; }
    .hint { display: none; }
    .thank-you main, .suspended main { width: min(100%, calc(1400 * var(--u))); margin-inline: auto; }
    .reach { padding-block-start: var(--space-12); }
    .reach.selling { grid-template-areas: "main dock" "messages dock" "bar bar"; grid-template-rows: minmax(0, 1fr) auto auto; }
  }
  @media (max-width: 520px) {
    .kiosk { padding: var(--space-3); gap: var(--space-2); height: auto; min-height: 100dvh; }
    .hint { display: none; }
    .tools lw-button::part(button) { min-height: calc(140 * var(--u)); }
  }
`;
