import { css } from "lit";

export const qrStyles = css`
  :host { display: block; width: var(--qr, calc(400 * var(--u))); aspect-ratio: 1; }
  svg { display: block; width: 100%; height: auto; border-radius: var(--radius-m); }
`;
