import { html, nothing, svg } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import { scaleDrawingStyles } from "./scale-drawing.styles.js";
import { StationPart } from "./station-part.js";

const centre = { x: 60, y: 60 };
const radius = 48;

/** A point on the dial: 0 is the left end, 1 the right end. */
function onDial(share: number, distance: number): { x: number; y: number } {
  const angle = Math.PI * (1 - Math.min(1, Math.max(0, share)));
  return { x: centre.x + distance * Math.cos(angle), y: centre.y - distance * Math.sin(angle) };
}

function arc(from: number, to: number): string {
  const start = onDial(from, radius);
  const end = onDial(to, radius);
  return `M ${start.x.toFixed(2)} ${start.y.toFixed(2)} A ${radius} ${radius} 0 0 1 ${end.x.toFixed(2)} ${end.y.toFixed(2)}`;
}

/**
 * Expected against measured grams as a small dial: the band is what would have been right, the needle what the
 * scale says. The dial's end is half as much again as the heavier of the two, so that both are always on it.
 */
@customElement("attendant-scale")
export class ScaleDrawing extends StationPart {
  static override styles = [baseStyles, scaleDrawingStyles];
  @property({ type: Number }) expected = 0;
  @property({ type: Number }) measured = 0;
  @property({ attribute: false }) tolerance: number | undefined;

  private spoken(): string {
    const values = { measured: this.words.weight(this.measured), expected: this.words.weight(this.expected) };
    return (this.tolerance ?? 0) === 0
      ? this.words.text("evidence.scale", values)
      : this.words.text("evidence.scale.tolerance", { ...values, tolerance: this.words.weight(this.tolerance ?? 0) });
  }

  protected override render() {
    const { words, expected, measured } = this;
    const tolerance = this.tolerance ?? 0;
    const end = Math.max(expected + tolerance, measured, 1) * 1.5;
    const fits = Math.abs(measured - expected) <= tolerance;
    // A band too thin to see would look like no band: it is drawn at least one sixtieth of the dial wide.
    const half = Math.max(tolerance / end, 1 / 60);
    const tip = onDial(measured / end, radius - 7);
    return html`<div class="scale" role="img" aria-label=${this.spoken()}>
      <svg viewBox="0 0 120 68" class=${fits ? "fits" : "off"}>
        <path class="dial" d=${arc(0, 1)} />
        <path class="band" d=${arc(expected / end - half, expected / end + half)} />
        ${[0, 0.25, 0.5, 0.75, 1].map((share) => {
          const outer = onDial(share, radius - 8);
          const inner = onDial(share, radius - 12);
          return svg`<line class="tick" x1=${outer.x} y1=${outer.y} x2=${inner.x} y2=${inner.y} />`;
        })}
        <line class="needle" x1=${centre.x} y1=${centre.y} x2=${tip.x} y2=${tip.y} />
        <circle class="hub" cx=${centre.x} cy=${centre.y} r="5" />
      </svg>
      <dl aria-hidden="true">
        <dt>${words.text("evidence.measured")}</dt>
        <dd class="measured tabular"><bdi>${words.weight(measured)}</bdi></dd>
        <dt>${words.text("evidence.expected")}</dt>
        <dd class="tabular">
          <bdi>${words.weight(expected)}</bdi>
          ${
            tolerance === 0
              ? nothing
              : html`<bdi class="soft">${words.text("evidence.tolerance", { weight: words.weight(tolerance) })}</bdi>`
          }
        </dd>
      </dl>
    </div>`;
  }
}
