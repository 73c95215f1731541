import { css } from "lit";

export const messagesStyles = css`
  :host { display: block; }
  section { display: grid; gap: var(--space-2); }
  lw-notice { animation: arrive var(--motion) var(--ease); }
  @keyframes arrive { from { opacity: 0; transform: translateY(var(--space-2)); } }
  .actions { display: flex; flex-wrap: wrap; gap: var(--space-2); flex: 1 1 100%; }
  .actions lw-button { flex: 1 1 auto; }
  .said { font-size: var(--text-m); line-height: 1.3; overflow-wrap: anywhere; }
  .beside { flex: 0 0 auto; }
  @media (prefers-reduced-motion: reduce) { lw-notice { animation: none; } }
`;
