import { svg } from "lit";

/** A card terminal with a card, as a line drawing in the theme's colours; its classes are moved by the payment's state. */
export const terminalDrawing = () => svg`
  <svg viewBox="0 0 400 320" role="presentation">
    <g class="card">
      <rect x="236" y="150" width="150" height="96" rx="12" class="card-face" />
      <rect x="254" y="176" width="30" height="22" rx="5" class="chip" />
      <path d="M254 222h62" class="digits" />
    </g>
    <rect x="96" y="24" width="168" height="272" rx="26" class="case" />
    <rect x="116" y="46" width="128" height="92" rx="10" class="screen" />
    <path d="M158 112a34 34 0 0 1 0-40M172 104a20 20 0 0 1 0-24M186 98a10 10 0 0 1 0-12" class="waves" transform="rotate(180 180 92)" />
    <path d="M150 92l20 20 40-42" class="tick" />
    <g class="pad">
      ${[0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => svg`<rect x=${118 + column * 44} y=${158 + row * 36} width="36" height="26" rx="8" />`))}
    </g>
    <rect x="118" y="266" width="124" height="14" rx="7" class="enter" />
  </svg>`;
