import { css } from "lit";

export const barStyles = css`
  :host { display: block; }
  nav { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); }
  .grow { flex: 1; }
  .help::part(button) { background: var(--attention-soft); border-color: var(--attention); padding-inline: var(--space-5); }
  @media (max-width: 520px) { .grow { display: none; } lw-button { flex: 1 1 auto; } }
`;
