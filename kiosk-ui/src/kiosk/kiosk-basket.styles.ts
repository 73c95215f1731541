import { css } from "lit";

export const basketStyles = css`
  :host { display: flex; flex-direction: column; min-height: 0; }
  section {
    display: flex; flex-direction: column; min-height: 0; flex: 1; background: var(--card);
    border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow); overflow: hidden;
  }
  header {
    display: flex; align-items: baseline; justify-content: space-between; gap: var(--space-3); flex-wrap: wrap;
    padding: var(--space-4) var(--space-5) var(--space-2);
  }
  h1 { font-size: var(--text-m); font-weight: var(--weight-strong); }
  .standing {
    display: flex; align-items: center; gap: var(--space-2); margin: 0 var(--space-4) var(--space-2); padding-inline-start: var(--space-3);
    min-height: calc(72 * var(--u)); background: var(--accent-soft); color: var(--accent); border-radius: var(--radius-m); --icon-size: calc(40 * var(--u));
  }
  .standing .grow { flex: 1; min-width: 0; font-weight: var(--weight-strong); }
  .lines { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 0 var(--space-3) var(--space-2) var(--space-5); scrollbar-width: thin; scrollbar-color: var(--edge) transparent; }
  .lines:focus-visible { outline-offset: calc(-8 * var(--u)); border-radius: var(--radius-l); }
  :host(:dir(rtl)) .lines { padding: 0 var(--space-5) var(--space-2) var(--space-3); }
  li + li { border-block-start: var(--hair) solid var(--rule); }
  li.next {
    display: flex; align-items: center; gap: var(--space-3); min-height: calc(112 * var(--u)); color: var(--accent);
    padding-inline-start: calc(22 * var(--u)); font-weight: var(--weight-strong);
  }
  li.next span { padding-inline-start: var(--space-2); }
  .empty { flex: 1; display: grid; place-content: center; justify-items: center; gap: var(--space-2); padding: var(--space-5); text-align: center; }
  .ring { display: grid; place-items: center; width: calc(200 * var(--u)); height: calc(200 * var(--u)); margin-block-end: var(--space-3); border-radius: 50%; background: var(--accent-soft); color: var(--accent); --icon-size: calc(96 * var(--u)); }
  .lead { font-size: var(--text-l); font-weight: var(--weight-strong); line-height: var(--leading-tight); }
  .empty .soft { font-size: var(--text-m); }
  @media (max-width: 520px) { .lines, :host(:dir(rtl)) .lines { padding-inline: var(--space-3); } header { padding-inline: var(--space-3); } }
`;
