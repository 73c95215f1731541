import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { JournalWriter } from "../../testing/journal-writer.js";
import { type PostgresqlCluster, startPostgresql } from "../../testing/postgresql-cluster.js";
import { relayToken, startEdge } from "../../testing/stand-in-edge.js";
import { startRelay } from "../../store/relay.js";
import { startHeadquarters } from "../start.js";

const log = pino({ level: "silent" });
const key = "the-key-of-the-store-at-headquarters";
const bread = { name: "Rye bread", quantity: 1, unitPriceMinor: 349 };

let cluster: PostgresqlCluster;
beforeAll(async () => {
  cluster = await startPostgresql();
});
afterAll(() => cluster?.remove());

it("crashes of the database server in the middle lose nothing and double nothing", async () => {
  const journal = new JournalWriter();
  const edge = await startEdge(journal);
  const databaseUrl = await cluster.createDatabase();
  await cluster.stop();
  // Headquarters is started while its database is away, and waits for it.
  const store = { storeId: "demo", name: "Demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin", key };
  const started = await startHeadquarters({ host: "127.0.0.1", port: 0, databaseUrl, folder: undefined, bootId: "b", adminToken: undefined, pagesOpen: true, store, log });
  if (started.kind !== "started") throw new Error(started.kind);
  const url = `http://127.0.0.1:${started.port}`;
  expect((await fetch(`${url}/api/v1/health`)).status).toBe(503);
  await cluster.start();
  await started.ready;
  const timings = { pollMs: 20, requestTimeoutMs: 3_000, firstBackOffMs: 10, maximumBackOffMs: 100 };
  const relay = startRelay({ storeId: "demo", bootId: "boot", edgeUrl: edge.url, edgeToken: relayToken, cloudUrl: url, cloudKey: key, mqttUrl: "mqtt://127.0.0.1:9", mqttPassword: "a-password-nobody-asks-for", log, timings });
  try {
    let sales = 0;
    for (let round = 0; round < 3; round += 1) {
      for (let sale = 0; sale < 150; sale += 1) journal.purchase("lane-1", [bread]);
      sales += 150;
      // Not at a fixed moment: while the batches flow.
      await new Promise((resolve) => setTimeout(resolve, 15 + round * 20));
      await cluster.restart("immediate");
    }
    const end = Date.now() + 20_000;
    while (edge.held() < journal.records.length && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(edge.held()).toBe(journal.records.length);
    const { days } = (await (await fetch(`${url}/api/v1/stores/demo/days`)).json()) as { days: { sales: number; totalMinor: number }[] };
    expect(days.reduce((sum, day) => sum + day.sales, 0)).toBe(sales);
    expect(days.reduce((sum, day) => sum + day.totalMinor, 0)).toBe(sales * bread.unitPriceMinor);
    expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
  } finally {
    await relay.close();
    await started.close();
    await edge.close();
  }
}, 60_000);
