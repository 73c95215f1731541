import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, type StoreSecrets } from "@laneway/contracts";
import type { Browser } from "playwright-core";
import { eventually } from "../store/eventually.js";
import { HeadquartersClient } from "../store/headquarters-client.js";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import type { Album } from "./album.js";

const section = "headquarters";
const sizes = { desktop: { width: 1440, height: 1000 }, phone: { width: 390, height: 844 } } as const;

/** Sells a little in a whole store and takes headquarters' pages of it. */
export async function takeHeadquarters(browser: Browser, album: Album): Promise<void> {
  if (!album.wants({ section, name: "" })) return;
  const store = await RunningStore.start({ lanes: 2 });
  try {
    const lanes = await Promise.all((await store.twin()).lanes.map((lane) => LaneClient.open(store, lane)));
    const { packed } = await Shelf.of(store);
    await Promise.all(lanes.map((lane, index) => buy(lane, packed.slice(index * 3, index * 3 + 3))));
    for (const lane of lanes) await callForHelp(lane);
    const headquarters = new HeadquartersClient(store);
    const [sale] = await eventually(
      async () => {
        const held = await headquarters.completed();
        return held.length >= lanes.length ? held : undefined;
      },
      { what: "the sales at headquarters", withinMs: 60_000 },
    );
    if (sale === undefined) throw new Error("headquarters holds no sale");
    const { adminToken } = JSON.parse(readFileSync(join(store.dataFolder, dataFiles.secrets), "utf8")) as StoreSecrets;
    const pages = {
      "sign-in": "/sign-in",
      stores: "/",
      store: "/stores/demo",
      lane: `/stores/demo/lanes/${sale.laneId}`,
      transactions: "/stores/demo/transactions",
      transaction: `/stores/demo/transactions/${sale.transactionId}`,
      days: "/stores/demo/days",
      interventions: "/stores/demo/interventions",
      notes: "/stores/demo/notes",
      "loss-prevention": "/stores/demo/loss-prevention",
      "loss-prevention-de": "/stores/demo/loss-prevention?language=de",
      "loss-prevention-ar": "/stores/demo/loss-prevention?language=ar",
    };
    for (const [sizeName, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({ viewport, extraHTTPHeaders: { authorization: `Bearer ${adminToken}` } });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(store.cloudUrl + path);
        await album.take(page, { section, name: `${name}-${sizeName}` });
      }
      await context.close();
    }
  } finally {
    await store.stop();
  }
}

/** Somebody asks for help and leaves again. */
async function callForHelp(lane: LaneClient): Promise<void> {
  await lane.accepted({ kind: "start", locale: "en" });
  await lane.accepted({ kind: "request-help" });
  await lane.accepted({ kind: "abandon" });
}

async function buy(lane: LaneClient, items: Shelf["packed"]): Promise<void> {
  const shopper = new Shopper(lane);
  for (const item of items) await shopper.scanAndBag(item);
  await shopper.goToPayment();
  await shopper.payByCard();
  await shopper.finish();
}
