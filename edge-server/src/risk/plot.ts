/** A line or dots through points of a plot; `label` stands beside its last point. */
export interface PlotSeries {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly kind: "line" | "dots" | "faint";
  readonly label?: string;
}

export interface Plot {
  readonly title: string;
  readonly across: string;
  readonly up: string;
  readonly series: readonly PlotSeries[];
  readonly xs: readonly [number, number];
  readonly ys: readonly [number, number];
  /** A dashed upright at this x, with its words. */
  readonly mark?: readonly [x: number, words: string];
}

const frame = { width: 420, height: 260, left: 60, right: 22, top: 34, bottom: 44 } as const;

export const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const figure = (value: number): string => String(Number(value.toPrecision(3)));

/** A plot as an SVG element that needs nothing from outside. */
export function drawPlot({ title, across, up, series, xs, ys, mark }: Plot): string {
  const plotWidth = frame.width - frame.left - frame.right;
  const plotHeight = frame.height - frame.top - frame.bottom;
  const x = (value: number) => (frame.left + ((value - xs[0]) / (xs[1] - xs[0] || 1)) * plotWidth).toFixed(1);
  const y = (value: number) => (frame.top + plotHeight - ((Math.min(Math.max(value, ys[0]), ys[1]) - ys[0]) / (ys[1] - ys[0] || 1)) * plotHeight).toFixed(1);
  const steps = [0, 1, 2, 3, 4].map((step) => step / 4);
  const along = (range: readonly [number, number], share: number) => range[0] + (range[1] - range[0]) * share;
  const axes = steps.flatMap((share) => {
    const [atX, atY] = [along(xs, share), along(ys, share)];
    return [
      `<line class="grid" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${y(atY)}" y2="${y(atY)}"/>`,
      `<text x="${frame.left - 6}" y="${y(atY)}" dy="4" text-anchor="end">${figure(atY)}</text>`,
      `<text x="${x(atX)}" y="${frame.height - frame.bottom + 16}" text-anchor="middle">${figure(atX)}</text>`,
    ];
  });
  const drawn = series.map(({ points, kind, label }) => {
    const shape =
      kind === "dots"
        ? points.map(([px, py]) => `<circle cx="${x(px)}" cy="${y(py)}" r="4"/>`).join("")
        : `<polyline class="${kind}" points="${points.map(([px, py]) => `${x(px)},${y(py)}`).join(" ")}"/>`;
    const last = points.at(-1);
    return label === undefined || last === undefined ? shape : `${shape}<text x="${x(last[0])}" y="${y(last[1])}" dy="-6" text-anchor="end">${escapeText(label)}</text>`;
  });
  const upright = mark === undefined ? "" : `<line class="mark" x1="${x(mark[0])}" x2="${x(mark[0])}" y1="${frame.top}" y2="${frame.height - frame.bottom}"/><text x="${x(mark[0])}" y="${frame.top - 4}" text-anchor="middle">${escapeText(mark[1])}</text>`;
  return [
    `<svg viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${escapeText(title)}">`,
    `<text class="title" x="${frame.left}" y="16">${escapeText(title)}</text>`,
    ...axes,
    ...drawn,
    upright,
    `<text x="${frame.left + plotWidth / 2}" y="${frame.height - 8}" text-anchor="middle">${escapeText(across)}</text>`,
    `<text transform="translate(12 ${frame.top + plotHeight / 2}) rotate(-90)" text-anchor="middle">${escapeText(up)}</text>`,
    "</svg>",
  ].join("");
}
