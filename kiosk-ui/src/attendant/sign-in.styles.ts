import { css } from "lit";

export const signInStyles = css`
  :host { display: block; }
  main {
    display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, calc(620 * var(--u))); align-items: center; gap: var(--space-8) var(--space-12);
    max-width: calc(1640 * var(--u)); min-height: 100dvh; margin: 0 auto; padding: var(--space-6);
  }
  .welcome { display: grid; gap: var(--space-3); align-content: center; }
  .brand { display: flex; align-items: center; gap: var(--space-2); color: var(--accent); font-weight: var(--weight-strong); font-size: var(--text-m); }
  h1 { font-size: var(--text-xl); line-height: var(--leading-tight); font-weight: var(--weight-strong); letter-spacing: -0.01em; text-wrap: balance; }
  .welcome .soft { max-width: 34ch; font-size: var(--text-m); line-height: var(--leading); }
  form {
    display: grid; gap: var(--space-3); padding: var(--space-5); background: var(--card);
    border: var(--hair) solid var(--rule); border-radius: var(--radius-l); box-shadow: var(--shadow);
  }
  .fields { display: grid; grid-template-columns: 1fr 1fr; gap: var(--space-3); }
  .fields div { min-width: 0; }
  label { display: block; margin-block-end: var(--space-1); font-weight: var(--weight-strong); }
  input:not([hidden]) {
    width: 100%; min-height: calc(104 * var(--u)); padding-inline: var(--space-2); text-align: center; font-size: var(--text-m); font-weight: var(--weight-strong);
    background: var(--paper); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
  }
  .keys { display: grid; grid-template-columns: repeat(3, 1fr); gap: var(--space-2); }
  .keys lw-button::part(button) { min-height: calc(112 * var(--u)); font-size: var(--text-m); border-color: var(--rule); border-radius: var(--radius-m); }
  .submit { display: flex; }
  @media (max-width: 720px), (orientation: portrait) {
    main { grid-template-columns: minmax(0, calc(760 * var(--u))); justify-content: center; align-content: center; gap: var(--space-5); padding: var(--space-4) var(--space-3); }
    h1 { font-size: var(--text-l); }
    .welcome .soft { font-size: var(--text-s); }
  }
`;
