import { css } from "lit";

export const paymentStyles = css`
  .tender {
    display: flex; align-items: center; gap: var(--space-4); width: 100%; min-height: calc(208 * var(--u)); padding: var(--space-3) var(--space-5);
    text-align: start; background: var(--accent); color: var(--on-accent); border: var(--hair) solid var(--accent); border-radius: var(--radius-l);
    --icon-size: calc(96 * var(--u));
  }
  .tender:not(.by-card) { background: var(--card); color: var(--ink); border-color: var(--edge); min-height: calc(160 * var(--u)); --icon-size: calc(72 * var(--u)); }
  .tender .sign { width: calc(96 * var(--u)); display: inline-grid; place-items: center; }
  .tender:active { transform: scale(0.99); }
  .tender:disabled, .tender:not(.by-card):disabled { background: var(--paper-deep); color: var(--ink-soft); border-color: var(--rule); }
  .tender .words { display: grid; flex: 1; min-width: 0; }
  .tender .big { font-size: var(--text-l); font-weight: var(--weight-strong); line-height: var(--leading-tight); }
  .tender .go { --icon-size: calc(56 * var(--u)); }
  .ways:has(.by-cash) .tender:not(.by-card) { min-height: calc(120 * var(--u)); --icon-size: calc(56 * var(--u)); }
  .blocked { display: flex; align-items: center; gap: var(--space-2); color: var(--attention); background: var(--attention-soft); padding: var(--space-2) var(--space-3); border-radius: var(--radius-m); text-align: start; }
  .drawing { display: var(--show-art, block); width: min(100%, calc(680 * var(--u))); min-height: 0; flex: 0 1 auto; }
  .drawing svg { width: 100%; height: auto; display: block; max-height: calc(560 * var(--u)); }
  .case { fill: var(--paper); stroke: var(--edge); stroke-width: 4; }
  .screen { fill: var(--accent-soft); stroke: var(--accent); stroke-width: 3; }
  .pad rect { fill: var(--card); stroke: var(--edge); stroke-width: 2.5; }
  .enter { fill: var(--accent); }
  .card-face { fill: var(--accent); stroke: var(--card); stroke-width: 5; }
  .chip { fill: var(--on-accent); opacity: 0.85; }
  .digits { stroke: var(--on-accent); stroke-width: 6; stroke-linecap: round; opacity: 0.7; }
  .waves, .tick { fill: none; stroke: var(--accent); stroke-width: 8; stroke-linecap: round; stroke-linejoin: round; }
  .tick { visibility: hidden; }
  .card { transition: transform var(--motion) var(--ease), opacity var(--motion); }
  .present-card .card { animation: tap 2.4s var(--ease) infinite; }
  @keyframes tap { 0%, 100% { transform: translate(10px, 14px); } 40%, 60% { transform: translate(-22px, -30px); } }
  .enter-pin .pad rect { fill: var(--accent-soft); stroke: var(--accent); }
  .starting .card, .unclear .card, .cancelling .card, .declined .card, .aborted .card { opacity: 0; }
  .processing .card, .enter-pin .card { transform: translate(-40px, -8px); }
  .approved .tick { visibility: visible; }
  .approved .waves { visibility: hidden; }
  .unclear .screen, .declined .screen { fill: var(--attention-soft); stroke: var(--attention); }
  .unclear .waves, .declined .waves { stroke: var(--attention); }
  .sum { line-height: 1; }
  .told { display: flex; align-items: center; gap: var(--space-2); color: var(--ink-soft); background: var(--paper); padding: var(--space-2) var(--space-3); border-radius: var(--radius-m); text-align: start; }
  .slip { display: flex; align-items: center; justify-content: center; gap: var(--space-2); --icon-size: calc(48 * var(--u)); }
  .paid { display: grid; gap: var(--space-1); width: min(100%, calc(860 * var(--u))); margin: 0; padding: 0; list-style: none; }
  .paid li { display: flex; align-items: center; gap: var(--space-2); padding: var(--space-1) var(--space-3); background: var(--paper); border-radius: var(--radius-m); }
  .paid .what { flex: 1; min-width: 0; text-align: start; overflow-wrap: anywhere; }
  .paid .soft { color: var(--ink-soft); }
  .ring { display: inline-grid; place-items: center; width: calc(240 * var(--u)); aspect-ratio: 1; border-radius: 50%; background: var(--accent-soft); color: var(--accent); --icon-size: calc(120 * var(--u)); }
  .ring.over { background: var(--attention-soft); color: var(--attention); }
  @media (min-aspect-ratio: 1/1) {
    .ways { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .ways .by-card, .ways .tender:last-child:nth-child(even) { grid-column: 1 / -1; }
    /* Two by two, so that the words above keep their room. */
    .ways:not(:has(.by-cash)):has(.tender:nth-child(4):last-child) .tender { grid-column: auto; }
    .ways:has(.by-cash) .tender.tender { grid-column: auto; padding-inline: var(--space-3); gap: var(--space-2); min-height: calc(136 * var(--u)); --icon-size: calc(56 * var(--u)); }
    .ways:has(.by-cash) .tender.tender .sign { width: calc(56 * var(--u)); }
    .ways:has(.by-cash) .tender.tender .big { font-size: var(--text-m); }
    .ways .by-card { min-height: calc(144 * var(--u)); }
    .ways .tender:not(.by-card) { padding-inline: var(--space-3); gap: var(--space-2); --icon-size: calc(56 * var(--u)); }
    .ways .tender:not(.by-card) .sign { width: calc(56 * var(--u)); }
    .ways .tender:not(.by-card) .big { font-size: var(--text-m); }
    .ways .tender:not(.by-card) .go { --icon-size: calc(40 * var(--u)); }
  }
  @media (min-aspect-ratio: 1/1) { .drawing svg { max-height: calc(280 * var(--u)); } .middle { gap: var(--space-2); } }
  @media (max-width: 520px) { .panel:has(.by-cash) { gap: var(--space-1); overflow-y: auto; } .panel:has(.by-cash) .middle { flex: none; overflow: visible; } .panel:has(.by-cash) h1 { font-size: var(--text-m); } .ways:has(.by-cash) .tender.tender { min-height: calc(104 * var(--u)); } .ways:has(.by-cash) .words span:not(.big) { display: none; } }
  @media (prefers-reduced-motion: reduce) { .present-card .card { animation: none; } }
`;
