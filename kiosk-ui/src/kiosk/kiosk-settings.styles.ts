import { css } from "lit";

export const settingsStyles = css`
  :host { display: grid; gap: var(--space-4); }
  .choice { display: grid; gap: var(--space-2); }
  .options { display: grid; grid-template-columns: repeat(auto-fit, minmax(calc(220 * var(--u)), 1fr)); gap: var(--space-2); }
  .toggles { display: grid; gap: var(--space-2); }
`;
