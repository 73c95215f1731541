import { css } from "lit";

export const pictureStyles = css`
  :host {
    display: inline-flex; align-items: center; justify-content: center; flex: none;
    width: var(--picture, calc(88 * var(--u))); height: var(--picture, calc(88 * var(--u)));
    background: var(--plate); border-radius: 28%;
  }
  img { width: 70%; height: 70%; object-fit: contain; }
  lw-icon { --icon-size: 46%; color: #7a6f60; }
`;
