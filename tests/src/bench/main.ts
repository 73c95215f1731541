import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "../store/running-store.js";
import { bundleBench } from "./bundle.bench.js";
import { commitBench } from "./commits.bench.js";
import { eventToAttendantBench } from "./event-to-attendant.bench.js";
import { type Bench, type Figure, goalInWords, inWords, outcome } from "./figures.js";
import { itemsBench } from "./items.bench.js";
import { memoryBench } from "./memory.bench.js";
import { scanToScreenBench } from "./scan-to-screen.bench.js";
import { scoringBench } from "./scoring.bench.js";
import { startBench } from "./start.bench.js";

/* `npm run -s bench [-- NAME …] [-- --quick] [-- --write]`: measures, prints tables, and with --write puts them into docs/BENCHMARKS.md. */
const benches: readonly Bench[] = [bundleBench, commitBench, itemsBench, scoringBench, startBench, memoryBench, scanToScreenBench(1), scanToScreenBench(16), eventToAttendantBench];
const document = join(projectRoot, "docs/BENCHMARKS.md");

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } } });
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(`there is no bench named ${unknown.join(", ")}; there are ${benches.map((bench) => bench.name).join(", ")}\n`);
  process.exit(2);
}

for (const bench of benches) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  const before = loadavg()[0] ?? 0;
  const figures = await bench.run(values.quick, (line) => process.stderr.write(`${bench.name}: ${line}\n`));
  const conditions = `${new Date().toISOString().slice(0, 10)}; ${cpus().length} × ${(cpus()[0]?.model ?? "processor").trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; load average ${before.toFixed(1)} at the start, ${(loadavg()[0] ?? 0).toFixed(1)} at the end.`;
  process.stdout.write(`\n${bench.title}\n${conditions}\n${asText(figures)}\n`);
  if (values.write) writeInto(bench, `${conditions}\n\n${asMarkdown(figures)}`);
}

function asText(figures: readonly Figure[]): string {
  const wide = Math.max(...figures.map(({ what }) => what.length));
  return figures.map((figure) => `  ${figure.what.padEnd(wide)}  ${inWords(figure).padStart(18)}  ${goalInWords(figure).padEnd(16)} ${outcome(figure)}`.trimEnd()).join("\n");
}

function asMarkdown(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => `| ${figure.what} | ${inWords(figure)} | ${goalInWords(figure)} | ${outcome(figure)} |`);
  return ["| what | measured | goal | |", "| --- | ---: | ---: | --- |", ...rows].join("\n");
}

/** Between this bench's own marks; everything else in the document stays. */
function writeInto(bench: Bench, text: string): void {
  const content = readFileSync(document, "utf8");
  const [begin, end] = [`<!-- figures: ${bench.name} -->`, `<!-- end: ${bench.name} -->`];
  const [from, to] = [content.indexOf(begin), content.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/BENCHMARKS.md has no place for ${bench.name}: ${begin} … ${end}`);
  writeFileSync(document, `${content.slice(0, from + begin.length)}\n${text}\n${content.slice(to)}`);
}
