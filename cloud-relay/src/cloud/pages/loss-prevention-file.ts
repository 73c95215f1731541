import type { LossPrevention } from "../reading/loss-prevention.js";

/** The report as CSV (RFC 4180): one figure a line, named by section, name and measure; times in seconds, money in minor units. */
export function lossPreventionFile(report: LossPrevention): string {
  const { period, reasons, days, items, colleagues, found, audits } = report;
  const lines: (readonly [string, string, string, number | undefined])[] = [
    ["period", `${period.from} to ${period.to}`, "baskets", report.baskets],
    ["period", `${period.from} to ${period.to}`, "calls", report.calls],
    ...reasons.flatMap(({ kind, calls, per100, waiting, inOrder, notInOrder }) => [
      ["reason", kind, "calls", calls] as const,
      ["reason", kind, "calls per 100 baskets", rounded(per100)] as const,
      ["reason", kind, "waiting p50 seconds", rounded(waiting.p50)] as const,
      ["reason", kind, "waiting p95 seconds", rounded(waiting.p95)] as const,
      ["reason", kind, "in order", inOrder] as const,
      ["reason", kind, "not in order", notInOrder] as const,
    ]),
    ...days.flatMap(({ businessDate, baskets, calls }) => [["day", businessDate, "baskets", baskets] as const, ["day", businessDate, "calls", calls] as const]),
    ...items.flatMap(({ name, asked, inOrder }) => [["item", name, "answered", asked] as const, ["item", name, "in order", inOrder] as const]),
    ...colleagues.flatMap(({ name, answered, seconds }) => [["colleague", name, "answered", answered] as const, ["colleague", name, "seconds at lanes", rounded(seconds)] as const]),
    ["loss", "found", "checks", found.checks],
    ["loss", "found", "minor units", found.amountMinor],
    ["loss", "audits", "answered", audits.answered],
    ["loss", "audits", "missing", audits.missing],
    ["loss", "audits", "estimated unseen minor units", audits.unseenMinor],
  ];
  return [["section", "name", "measure", "value"], ...lines].map((cells) => cells.map((cell) => field(cell === undefined ? "" : String(cell))).join(",")).join("\r\n").concat("\r\n");
}

const rounded = (value: number | undefined): number | undefined => (value === undefined ? undefined : Math.round(value * 100) / 100);

/** Quoted where needed; what a spreadsheet would take for a formula begins with an apostrophe. */
function field(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
