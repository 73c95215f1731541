import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { projectRoot } from "../store/running-store.js";
import type { Bench } from "./figures.js";

const folder = join(projectRoot, "kiosk-ui/dist");
const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0) / 1_000;

/** What kiosk.html loads before it can show a basket: its scripts and styles, as files, gzipped and in Brotli. */
export const bundleBench: Bench = {
  name: "bundle",
  title: "Size of the kiosk's bundle",
  run: async () => {
    const page = readFileSync(join(folder, "kiosk.html"), "utf8");
    const paths = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? "");
    if (paths.length === 0) throw new Error("kiosk.html loads no scripts");
    const files = paths.map((path) => readFileSync(join(folder, path)));
    return [
      { what: `${paths.length} scripts and styles of kiosk.html, as they are`, value: total(files.map((file) => file.length)), unit: "kB" },
      { what: "gzip (level 9)", value: total(files.map((file) => gzipSync(file, { level: 9 }).length)), unit: "kB", goal: { below: 150 } },
      { what: "Brotli (quality 11), as the edge sends them", value: total(files.map((file) => brotliCompressSync(file).length)), unit: "kB", goal: { below: 150 } },
    ];
  },
};
