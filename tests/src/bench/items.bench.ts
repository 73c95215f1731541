import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Session } from "@laneway/contracts";
import { Catalogue, openItems } from "@laneway/edge-server/items/catalogue";
import { codeKey } from "@laneway/edge-server/items/code-keys";
import { RunningStore } from "../store/running-store.js";
import { Seeded } from "../store/seeded.js";
import { gtinOf, namesOf, writeFrame, writeItems } from "./big-price-book.js";
import { type Bench, type Figure, quantileOf } from "./figures.js";
import { residentMegabytes, runPart, timeToServe } from "./part-process.js";

const edgeMain = "edge-server/dist/main.mjs";
const codesAsked = 50_000;
const namesAsked = 600;

/** Milliseconds of each question. */
function timesOf<T>(questions: readonly T[], ask: (question: T) => unknown): number[] {
  return questions.map((question) => {
    const start = performance.now();
    ask(question);
    return performance.now() - start;
  });
}

/** What a person types for an item: the brand, a beginning of it with the thing's, or the brand with two letters swapped. */
function typedFor(index: number, way: "word" | "beginnings" | "slip"): string {
  const [brand = "", thing = ""] = namesOf(index).en.split(" ");
  if (way === "word") return brand;
  if (way === "beginnings") return `${brand.slice(0, 4)} ${thing.slice(0, 3)}`;
  return `${brand.slice(0, 2)}${brand.charAt(3)}${brand.charAt(2)}${brand.slice(4)}`;
}

function lookUps(itemsFile: string, count: number): Figure[] {
  const catalogue = new Catalogue(openItems(itemsFile));
  const chance = new Seeded(7);
  const anyItem = () => chance.between(0, count - 1);
  try {
    const version = catalogue.newest()?.header.version ?? 0;
    const known = Array.from({ length: codesAsked }, () => gtinOf(anyItem()));
    const unknown = Array.from({ length: codesAsked / 10 }, () => gtinOf(count + anyItem()));
    const find = (code: string) => catalogue.byCode(codeKey(code), version);
    if (find(gtinOf(count - 1)) === undefined || find(gtinOf(count)) !== undefined) throw new Error("the catalogue is not the one that was imported");
    for (const code of known.slice(0, 2_000)) find(code);
    const found = timesOf(known, find);
    const missed = timesOf(unknown, find);
    const byName = (["word", "beginnings", "slip"] as const).map((way) => {
      const typed = Array.from({ length: namesAsked / 3 }, () => typedFor(anyItem(), way));
      for (const text of typed) if (way !== "slip" && catalogue.byName(text, version).length === 0) throw new Error(`nothing is named ${text}`);
      return { way, ms: timesOf(typed, (text) => catalogue.byName(text, version)) };
    });
    return [
      { what: "look-up by code, p50", value: quantileOf(found, 0.5), unit: "ms" },
      { what: "look-up by code, p99", value: quantileOf(found, 0.99), unit: "ms", goal: { below: 0.1 } },
      { what: "look-up of an unknown code, p99", value: quantileOf(missed, 0.99), unit: "ms", goal: { below: 0.1 } },
      ...byName.flatMap(({ way, ms }): Figure[] => [
        { what: `look-up by name (${way}), p50`, value: quantileOf(ms, 0.5), unit: "ms" },
        { what: `look-up by name (${way}), p99`, value: quantileOf(ms, 0.99), unit: "ms" },
      ]),
    ];
  } finally {
    catalogue.close();
  }
}

/** A kiosk of the store asks by name; answers the edge's memory afterwards, and the settings that store had. */
async function memoryAfterSearches(dataFolder: string, count: number): Promise<{ readonly megabytes: number; readonly settings: NodeJS.ProcessEnv }> {
  const store = await RunningStore.start({ dataFolder, environment: { LANEWAY_CLOUD_URL: "none" } });
  try {
    const [lane] = (await store.twin()).lanes;
    if (lane === undefined) throw new Error("the store has no lane");
    const key = new URL(lane.kioskPath, store.edgeUrl).hash.replace("#key=", "");
    const signIn = await fetch(`${store.edgeUrl}/api/v1/sessions/kiosk`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ laneId: lane.laneId, key }) });
    const { token } = (await signIn.json()) as Session;
    const chance = new Seeded(11);
    for (let asked = 0; asked < 200; asked += 1) {
      const text = typedFor(chance.between(0, count - 1), chance.oneOf(["word", "beginnings", "slip"] as const));
      const answer = await fetch(`${store.edgeUrl}/api/v1/items?query=${encodeURIComponent(text)}`, { headers: { authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`the edge answered ${answer.status}`);
      await answer.json();
    }
    const [edge] = store.pids(edgeMain);
    if (edge === undefined) throw new Error("the edge does not run");
    return { megabytes: residentMegabytes(edge), settings: store.environment };
  } finally {
    await store.halt();
  }
}

export const itemsBench: Bench = {
  name: "items",
  title: "Items: import, look-up, memory and start with 1,000,000 of them",
  run: async (quick, say) => {
    const count = quick ? 50_000 : 1_000_000;
    const folder = mkdtempSync(join(tmpdir(), "laneway-bench-"));
    const dataFolder = join(folder, "data");
    try {
      const files = { frame: join(folder, "frame.json"), items: join(folder, "items.csv") };
      writeFrame(files.frame);
      say(`writing ${count} items`);
      await writeItems(files.items, count);
      const environment = { ...process.env, LANEWAY_DATA: dataFolder };
      const importer = "edge-server/dist/import-price-book.js";
      await runPart(importer, [files.frame], environment);
      say("importing");
      const importMs = await runPart(importer, [files.items], environment);
      say("looking up");
      const found = lookUps(join(dataFolder, "edge/items.db"), count);
      say("starting the edge");
      const { megabytes, settings } = await memoryAfterSearches(dataFolder, count);
      const starts: { ms: number; megabytes: number }[] = [];
      for (let times = 0; times < 5; times += 1) starts.push(await timeToServe(edgeMain, settings));
      return [
        { what: "items", value: count, unit: "samples" },
        { what: "import of the CSV", value: importMs / 1_000, unit: "s" },
        ...found,
        { what: "edge alone, from start to serving, median of 5", value: quantileOf(starts.map(({ ms }) => ms), 0.5) / 1_000, unit: "s", goal: { below: 3 } },
        { what: "edge's memory when it begins to serve", value: quantileOf(starts.map((each) => each.megabytes), 0.5), unit: "MB", goal: { below: 250 } },
        { what: "edge's memory after 200 searches of a kiosk", value: megabytes, unit: "MB", goal: { below: 250 } },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
