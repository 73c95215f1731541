import { css } from "lit";

export const iconStyles = css`
  :host { display: inline-flex; width: var(--icon-size, var(--icon)); height: var(--icon-size, var(--icon)); flex: none; }
  span { display: contents; }
  svg { width: 100%; height: 100%; display: block; }
  :host(:dir(rtl)) .turns svg { transform: scaleX(-1); }
`;
