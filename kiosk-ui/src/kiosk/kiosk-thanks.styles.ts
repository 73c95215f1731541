import { css } from "lit";

export const thanksStyles = css`
  .greeting { display: grid; justify-items: center; gap: var(--space-2); }
  .mark { display: grid; place-items: center; width: calc(136 * var(--u)); height: calc(136 * var(--u)); border-radius: 50%; background: var(--success); color: var(--on-meaning); --icon-size: calc(76 * var(--u)); margin-block-end: var(--space-2); animation: settle var(--motion) var(--ease); }
  @keyframes settle { from { transform: scale(0.8); opacity: 0; } }
  h1 { font-size: var(--text-xl); letter-spacing: -0.02em; }
  .paid { display: flex; align-items: baseline; gap: var(--space-3); }
  .points { display: flex; align-items: center; gap: var(--space-2); color: var(--accent); font-weight: var(--weight-strong); --icon-size: calc(40 * var(--u)); }
  .phone {
    display: grid; justify-items: center; gap: var(--space-1); padding: var(--space-4) var(--space-6);
    background: var(--paper); border-radius: var(--radius-l); margin-block-start: var(--space-2); --qr: min(calc(400 * var(--u)), 19vh);
  }
  .voucher { padding-block: var(--space-3); --qr: min(calc(400 * var(--u)), 17vh); }
  .phone .strong { font-size: var(--text-m); margin-block-start: var(--space-2); }
  @media (min-aspect-ratio: 1/1) {
    .mark { width: calc(104 * var(--u)); height: calc(104 * var(--u)); margin: 0; }
    .middle { flex-direction: row; justify-content: safe center; gap: var(--space-12); }
    .phone { margin: 0; padding: var(--space-3) var(--space-5); --qr: calc(224 * var(--u)); }
  }
  @media (prefers-reduced-motion: reduce) { .mark { animation: none; } }
`;
