import { css } from "lit";

/** What every element starts from. */
export const baseStyles = css`
  :host { box-sizing: border-box; }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  button, input { font: inherit; color: inherit; letter-spacing: inherit; }
  button { cursor: pointer; touch-action: manipulation; -webkit-tap-highlight-color: transparent; }
  :focus { outline: none; }
  :focus-visible { outline: var(--focus-width) solid var(--focus); outline-offset: calc(3 * var(--u)); }
  /* A heading has the focus to be read out, not to be pressed. */
  h1:focus-visible { outline: none; }
  .tabular { font-variant-numeric: tabular-nums lining-nums; }
  .strong { font-weight: var(--weight-strong); }
  .soft { color: var(--ink-soft); }
  .visually-hidden {
    position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0;
    overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0;
  }
`;
