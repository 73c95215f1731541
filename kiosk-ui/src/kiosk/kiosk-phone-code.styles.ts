import { css } from "lit";

/** The code is paper in every theme, so that every phone reads it. */
export const phoneCodeStyles = css`
  :host { display: flex; flex-direction: column; gap: var(--space-4); align-items: center; min-height: 0; }
  .words { display: grid; gap: var(--space-2); justify-items: center; text-align: center; }
  h1 { font-size: var(--text-l); line-height: var(--leading-tight); font-weight: var(--weight-strong); text-wrap: balance; }
  .slip {
    display: grid; justify-items: center; gap: var(--space-1); padding: var(--space-3); background: #ffffff; color: #241f19; border-radius: var(--radius-l);
    border: var(--hair) solid var(--rule); box-shadow: var(--shadow); --qr: calc(400 * var(--u));
  }
  .left { font-size: var(--text-m); color: var(--ink-soft); display: flex; gap: var(--space-2); align-items: center; }
  .left strong { color: var(--ink); }
  .left.short { color: var(--attention); }
  .left.short strong { color: var(--attention); }
  ol { list-style: none; margin: 0; padding: 0; display: grid; gap: var(--space-2); text-align: start; font-size: var(--text-m); }
  li { display: grid; grid-template-columns: auto 1fr; gap: var(--space-2); align-items: baseline; }
  .nth {
    display: inline-grid; place-items: center; inline-size: calc(48 * var(--u)); block-size: calc(48 * var(--u)); border-radius: 50%;
    background: var(--accent-soft); color: var(--accent); font-weight: var(--weight-strong); font-size: var(--text-s);
  }
  @media (min-height: 1600px) and (max-aspect-ratio: 1/1) { .slip { --qr: calc(460 * var(--u)); } }
  @media (min-aspect-ratio: 1/1) {
    :host { flex-direction: row-reverse; gap: var(--space-8); justify-content: center; }
    .words { justify-items: start; text-align: start; flex: 0 1 40em; gap: var(--space-1); }
    .slip { --qr: calc(340 * var(--u)); }
    ol { gap: var(--space-1); }
  }
`;
