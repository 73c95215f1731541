import { css } from "lit";

/** The slip is paper in every theme: it is photographed. */
export const suspendedStyles = css`
  .slip {
    display: grid; justify-items: center; gap: var(--space-1); margin-block-start: var(--space-5); padding: var(--space-5) var(--space-6) var(--space-6);
    background: #ffffff; color: #241f19; border-radius: var(--radius-s); box-shadow: var(--shadow); border: var(--hair) solid var(--rule);
    --qr: calc(380 * var(--u));
    mask: radial-gradient(circle calc(14 * var(--u)) at 50% 100%, transparent 98%, #000000) calc(-20 * var(--u)) 0 / calc(40 * var(--u)) 100%;
  }
  .soft-ink { color: #635a4e; }
  .token { font-size: var(--text-l); font-weight: var(--weight-strong); letter-spacing: 0.06em; line-height: 1.2; overflow-wrap: anywhere; }
  .words { display: grid; gap: var(--space-3); justify-items: center; }
  @media (min-aspect-ratio: 1/1) {
    .middle { flex-direction: row; gap: var(--space-12); }
    .words { flex: 1; text-align: start; justify-items: start; }
    .slip { margin: 0; --qr: calc(244 * var(--u)); padding-block: var(--space-2) var(--space-4); }
  }
`;
