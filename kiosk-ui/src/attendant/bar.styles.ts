import { css } from "lit";

export const barStyles = css`
  header {
    display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-3); padding: var(--space-2) var(--space-4);
    background: var(--card); border-block-end: var(--hair) solid var(--rule);
  }
  .store { flex: 1 1 calc(360 * var(--u)); min-width: 0; line-height: 1.2; }
  h1 { font-size: var(--text-m); font-weight: var(--weight-strong); line-height: 1.2; }
  .link { display: flex; align-items: center; gap: var(--space-1); color: var(--ink-soft); font-size: calc(26 * var(--u)); }
  .link lw-icon { --icon-size: calc(30 * var(--u)); color: var(--success); }
  .link.attention { color: var(--attention); }
  .link.attention lw-icon { color: inherit; }
  time { font-size: var(--text-m); font-weight: var(--weight-strong); }
  .person { display: flex; align-items: center; gap: var(--space-2); line-height: 1.15; }
  .person p { display: grid; }
  .person .soft { font-size: calc(25 * var(--u)); }
  .settings { flex: 1 0 100%; }
  @media (max-width: 600px) {
    time { display: none; }
    .person lw-icon { display: none; }
  }
`;
