import { css } from "lit";

/* A slip of paper: torn above, cut below. On real paper only the words remain. */
export const receiptPaperStyles = css`
  :host { display: block; }
  article {
    --tooth: 7px;
    display: grid; gap: var(--space-4); padding: calc(56 * var(--u)) calc(48 * var(--u)) calc(72 * var(--u)); background: var(--card);
    mask: conic-gradient(from -45deg at bottom, transparent, #000 1deg 89deg, transparent 90deg) 50% / calc(2 * var(--tooth)) 100%;
  }
  header { display: grid; gap: 2px; text-align: center; }
  h1 { font-size: var(--text-m); font-weight: var(--weight-strong); line-height: 1.2; text-wrap: balance; margin-block-end: var(--space-1); }
  .small { font-size: calc(26 * var(--u)); }
  .training { padding: var(--space-2); text-align: center; border: var(--hair) solid var(--attention); border-radius: var(--radius-s); background: var(--attention-soft); color: var(--attention); }
  .facts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--space-2) var(--space-4); padding-block: var(--space-3); border-block: var(--hair) dashed var(--edge); }
  .facts dt { color: var(--ink-soft); font-size: calc(25 * var(--u)); }
  .facts dd { font-weight: var(--weight-strong); overflow-wrap: anywhere; }
  .lines { display: grid; gap: var(--space-2); }
  .row { display: flex; justify-content: space-between; align-items: baseline; gap: var(--space-3); }
  .lines .row { display: grid; grid-template-columns: minmax(0, 1fr) auto 1.4ch; gap: var(--space-2); }
  .name { overflow-wrap: anywhere; line-height: 1.3; }
  .amount { text-align: end; white-space: nowrap; }
  .tax { color: var(--ink-soft); font-size: calc(24 * var(--u)); }
  .mark { padding: 0 var(--space-1); border-radius: var(--radius-s); background: var(--paper-deep); color: var(--ink-soft); font-size: calc(24 * var(--u)); white-space: nowrap; }
  .void .name { color: var(--ink-soft); }
  .saving { color: var(--success); }
  .sums { display: grid; gap: var(--space-1); padding-block-start: var(--space-3); border-block-start: var(--hair) dashed var(--edge); }
  .total { font-size: var(--text-l); font-weight: var(--weight-strong); line-height: 1.2; }
  .tenders { display: grid; gap: var(--space-2); padding: var(--space-3); border-radius: var(--radius-m); background: var(--paper); }
  .tender { line-height: 1.35; overflow-wrap: anywhere; }
  table { width: 100%; border-collapse: collapse; font-size: calc(26 * var(--u)); }
  th, td { padding: calc(6 * var(--u)) 0; text-align: end; font-weight: var(--weight-plain); white-space: nowrap; }
  th:first-child { text-align: start; }
  thead th { color: var(--ink-soft); border-block-end: var(--hair) solid var(--rule); }
  .taxes { display: grid; gap: var(--space-1); }
  footer { display: grid; gap: var(--space-1); justify-items: center; text-align: center; overflow-wrap: anywhere; }
  .again { display: none; width: 30mm; }
  @media print {
    article { mask: none; padding: 0; gap: 3mm; background: none; color: #000; }
    .again { display: block; }
    .tenders { background: none; padding: 0; }
    .saving, .soft, .tax, .mark, dt, thead th { color: #000; }
    li, .tender, tr { break-inside: avoid; }
  }
`;
