import { css } from "lit";

export const welcomeStyles = css`
  :host { display: grid; align-content: end; grid-template-rows: minmax(0, 1fr) auto auto; gap: var(--space-4); min-height: 0; }
  .picture { display: var(--show-art, grid); place-items: center; min-height: calc(320 * var(--u)); container-type: size; }
  .table {
    --side: min(calc(860 * var(--u)), 100cqw, 100cqh);
    position: relative; width: var(--side); height: var(--side);
    border-radius: 50%; background: linear-gradient(var(--accent-soft) 0 71%, var(--plate) 71% 100%); overflow: hidden;
  }
  lw-picture { position: absolute; background: none; transform: translate(-50%, -100%); }
  lw-picture.baguette { left: 34%; top: 74%; width: 62%; height: 62%; transform: translate(-50%, -100%) rotate(-14deg); }
  lw-picture.milk { left: 73%; top: 77%; width: 44%; height: 44%; }
  lw-picture.lettuce { left: 21%; top: 80%; width: 38%; height: 38%; }
  lw-picture.pineapple { left: 53%; top: 79%; width: 58%; height: 58%; }
  lw-picture.bread { left: 37%; top: 84%; width: 38%; height: 38%; }
  lw-picture.cheese { left: 84%; top: 82%; width: 32%; height: 32%; }
  lw-picture.banana { left: 66%; top: 88%; width: 38%; height: 38%; }
  lw-picture.apple { left: 50%; top: 89%; width: 28%; height: 28%; }
  lw-picture.tomato { left: 22%; top: 88%; width: 25%; height: 25%; }
  lw-picture.grapes { left: 79%; top: 94%; width: 27%; height: 27%; }
  lw-picture.carrot { left: 36%; top: 95%; width: 27%; height: 27%; }
  .words { text-align: center; display: grid; align-content: end; gap: var(--space-2); padding-inline: var(--space-3); }
  h1 { font-size: var(--text-xl); line-height: var(--leading-tight); font-weight: var(--weight-strong); letter-spacing: -0.02em; text-wrap: balance; }
  .lead { font-size: var(--text-m); color: var(--ink-soft); text-wrap: balance; }
  .steps { display: grid; gap: var(--space-3); justify-items: stretch; }
  .start::part(button) { min-height: calc(176 * var(--u)); font-size: var(--text-l); flex-direction: row-reverse; gap: var(--space-4); }
  .languages { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  .languages lw-button { flex: 1; }
  @media (min-aspect-ratio: 1/1) {
    :host { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) minmax(0, 1fr); column-gap: var(--space-8); }
    .picture { grid-row: 1 / -1; }
    .picture { min-height: 0; }
    .words { text-align: start; align-self: end; padding: 0; }
    .steps { align-self: start; }
  }
`;
