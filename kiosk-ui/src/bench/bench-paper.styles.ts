import { css } from "lit";

/* Paper is white and ink is black in every theme. */
export const benchPaperStyles = css`
  .roll {
    display: grid; gap: var(--space-2); align-content: start; max-height: calc(1100 * var(--u)); overflow: auto; padding: var(--space-2) var(--space-3) var(--space-3);
    background: var(--paper-deep); border: var(--hair) solid var(--rule); border-radius: var(--radius-m);
  }
  .none { color: var(--ink-soft); padding: var(--space-5) var(--space-4); text-align: center; }
  .slip {
    --tooth: calc(8 * var(--u));
    width: min(100%, 400px); margin-inline: auto; padding: calc(28 * var(--u)) calc(30 * var(--u)) calc(36 * var(--u)); background: #fffefb; color: #1c1a17;
    filter: drop-shadow(0 1px 3px rgb(60 45 20 / 0.25));
  }
  /* The knife leaves a toothed edge. */
  .cut {
    mask: conic-gradient(from -45deg at bottom, transparent, #000 1deg 89deg, transparent 90deg) 50% / calc(2 * var(--tooth)) 100%;
  }
  .line { display: block; width: 100%; overflow: visible; }
  text { font-family: "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", Consolas, Menlo, monospace; white-space: pre; }
  .qr { display: block; width: 46%; margin: calc(10 * var(--u)) auto; }
  .barcode { display: grid; justify-items: center; gap: 0; padding-block: var(--space-1); font-family: monospace; font-size: calc(26 * var(--u)); }
  .barcode small { font-size: calc(22 * var(--u)); color: #6a6258; }
`;
