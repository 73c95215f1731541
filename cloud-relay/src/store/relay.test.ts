import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { recordBatch, relayProtocol } from "@laneway/contracts";
import { pino } from "pino";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startHeadquarters, type Started } from "../cloud/start.js";
import { contentHash } from "../record-hash.js";
import { JournalWriter } from "../testing/journal-writer.js";
import { relayToken, type StandInEdge, startEdge } from "../testing/stand-in-edge.js";
import { type Relay, startRelay } from "./relay.js";

// Opening the embedded database takes seconds where the processor is shared.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const log = pino({ level: "silent" });
const cloudKey = "the-key-of-the-store-at-headquarters";
const adminToken = "the-admin-token-of-this-test";
const bread = { name: "Rye bread", quantity: 1, unitPriceMinor: 349 };
const quick = {
  pollMs: 20,
  priceBookPollMs: 50,
  requestTimeoutMs: 400,
  priceBookTimeoutMs: 2_000,
  firstBackOffMs: 10,
  maximumBackOffMs: 50,
  refusedRetryMs: 100,
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function edgeOf(journal: JournalWriter): Promise<StandInEdge> {
  const edge = await startEdge(journal);
  closing.push(edge.close);
  return edge;
}

function relayTo(cloudUrl: string, edge: StandInEdge): Relay {
  const relay = startRelay({
    storeId: "demo",
    bootId: "boot-of-this-test",
    edgeUrl: edge.url,
    edgeToken: relayToken,
    cloudUrl,
    cloudKey,
    // Nobody listens on the discard port: the outbox is polled, as while a broker is away.
    mqttUrl: "mqtt://127.0.0.1:9",
    mqttPassword: "a-password-nobody-asks-for",
    log,
    timings: quick,
  });
  closing.push(relay.close);
  return relay;
}

async function serve(listener: RequestListener, port = 0): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  closing.push(() => stopServer(server));
  return server;
}

const stopServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function until(what: string, true_: () => boolean, timeoutMs = 30_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!true_()) {
    if (Date.now() > end) throw new Error(`did not come true within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A headquarters whose answers the test writes. */
type Script = (batch: ReturnType<typeof recordBatch.parse>, times: number) => { status?: number; body: string; headers?: Record<string, string> };
async function scripted(script: Script): Promise<{ url: string; batches: ReturnType<typeof recordBatch.parse>[] }> {
  const batches: ReturnType<typeof recordBatch.parse>[] = [];
  const server = await serve((request, response) => {
    if (request.method === "GET") return response.writeHead(204, { "laneway-protocol": relayProtocol }).end();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const batch = recordBatch.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      batches.push(batch);
      const answer = script(batch, batches.length);
      response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers }).end(answer.body);
    });
    return undefined;
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, batches };
}

const stored = (batch: ReturnType<typeof recordBatch.parse>) => ({
  protocol: relayProtocol,
  result: "stored",
  batchId: batch.batchId,
  contentHash: contentHash(batch.records),
  heldThrough: batch.records.at(-1)?.sequence,
});

async function headquarters(port = 0): Promise<Extract<Started, { kind: "started" }>> {
  const store = { storeId: "demo", name: "Demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin", key: cloudKey };
  const started = await startHeadquarters({ host: "127.0.0.1", port, databaseUrl: undefined, folder: undefined, bootId: "b", adminToken, pagesOpen: true, store, log });
  if (started.kind !== "started") throw new Error(started.kind);
  closing.push(started.close);
  return started;
}

describe("with headquarters", () => {
  it("drains a backlog of thousands, then follows new sales, and confirms each to the edge", async () => {
    const journal = new JournalWriter();
    for (let sale = 0; sale < 200; sale += 1) journal.purchase("lane-1", [bread, bread, bread]);
    const edge = await edgeOf(journal);
    const cloud = await headquarters();
    await cloud.ready;
    const relay = relayTo(`http://127.0.0.1:${cloud.port}`, edge);
    await until("all is held", () => edge.held() === journal.records.length);
    expect(relay.state()).toBe("online");
    journal.purchase("lane-2", [bread]);
    await until("the new sale is held", () => edge.held() === journal.records.length);
  });

  it("goes from offline to online, and over a restart of headquarters, by itself", async () => {
    const journal = new JournalWriter();
    journal.purchase("lane-1", [bread]);
    const edge = await edgeOf(journal);
    const probe = await serve(() => undefined);
    const port = portOf(probe);
    await stopServer(probe);
    const relay = relayTo(`http://127.0.0.1:${port}`, edge);
    await until("it says offline", () => relay.state() === "offline");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(edge.held()).toBe(0);
    const cloud = await headquarters(port);
    await until("all is held", () => edge.held() === journal.records.length);
    expect(relay.state()).toBe("online");
    await cloud.close();
    journal.purchase("lane-1", [bread]);
    await until("it says offline again", () => relay.state() === "offline");
    // The new headquarters starts from nothing and asks for the beginning, which the edge has long confirmed.
    await headquarters(port);
    await until("all is held again", () => edge.held() === journal.records.length);
    expect(relay.state()).toBe("online");
  });

  it("ended between headquarters' commit and the edge's mark, sends again with the same effect", async () => {
    const journal = new JournalWriter();
    const edge = await edgeOf(journal);
    const cloud = await headquarters();
    await cloud.ready;
    const url = `http://127.0.0.1:${cloud.port}`;
    const rounds = 25;
    for (let round = 0; round < rounds; round += 1) {
      journal.purchase("lane-1", [bread]);
      edge.loseConfirmations = true;
      const lost = edge.lost;
      const ended = relayTo(url, edge);
      await until("headquarters has committed", () => edge.lost > lost);
      await ended.close();
      edge.loseConfirmations = round % 3 !== 0;
    }
    edge.loseConfirmations = false;
    relayTo(url, edge);
    await until("all is held", () => edge.held() === journal.records.length);
    const answer = await fetch(`${url}/api/v1/stores/demo/days`);
    const { days } = (await answer.json()) as { days: { sales: number; totalMinor: number }[] };
    expect(days.reduce((sum, day) => sum + day.sales, 0)).toBe(rounds);
    expect(days.reduce((sum, day) => sum + day.totalMinor, 0)).toBe(rounds * bread.unitPriceMinor);
  });

  it("hands price books to the edge, version after version, and knows what the edge has", async () => {
    const edge = await edgeOf(new JournalWriter());
    const cloud = await headquarters();
    await cloud.ready;
    const url = `http://127.0.0.1:${cloud.port}`;
    relayTo(url, edge);
    const publish = async (version: number, amountMinor: number): Promise<void> => {
      const answer = await fetch(`${url}/api/v1/stores/demo/price-book`, {
        method: "POST",
        headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
        body: JSON.stringify({
          kind: "snapshot",
          header: { bookId: "main", version, currency: "EUR", pricesIncludeTax: true },
          taxGroups: [{ taxGroup: "food", names: { en: "Food" }, mark: "B", ratePpm: 70_000 }],
          departments: [{ departmentId: "dry", names: { en: "Dry goods" } }],
          items: [{ itemId: "bread", names: { en: "Rye bread" }, departmentId: "dry", soldBy: "each", prices: [{ amountMinor }], taxGroup: "food" }],
        }),
      });
      expect(await answer.text()).toContain("published");
    };
    await publish(3, 349);
    await until("the snapshot is there", () => edge.documents.length === 1);
    await publish(4, 359);
    await until("the delta is there", () => edge.documents.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(edge.documents).toMatchObject([
      { kind: "snapshot", header: { version: 3 } },
      { kind: "delta", header: { version: 4 }, baseVersion: 3, items: [{ prices: [{ amountMinor: 359 }] }] },
    ]);
  });
});

describe("an answer that proves nothing", () => {
  const batchAnswers: Record<string, Script> = {
    "a login page with status 200": () => ({ body: "<!doctype html><title>Sign in to the network</title>", headers: { "content-type": "text/html" } }),
    "a redirect": () => ({ status: 302, body: "", headers: { location: "/login" } }),
    "a stored answer cut short": (batch) => ({ body: JSON.stringify(stored(batch)).slice(0, -3) }),
    "another content hash": (batch) => ({ body: JSON.stringify({ ...stored(batch), contentHash: "0".repeat(64) }) }),
    "another batch id": (batch) => ({ body: JSON.stringify({ ...stored(batch), batchId: "somebody-elses" }) }),
    "a stored answer with an unknown field": (batch) => ({ body: JSON.stringify({ ...stored(batch), extra: 1 }) }),
    "a stored answer with status 500": (batch) => ({ status: 500, body: JSON.stringify(stored(batch)) }),
    "less held than was sent, and no gap named": (batch) => ({ body: JSON.stringify({ ...stored(batch), heldThrough: 1 }) }),
    "an endless answer": () => ({ body: "x".repeat(200_000) }),
    "a 401 of somebody in between": () => ({ status: 401, body: "{}" }),
  };

  it.each(Object.entries(batchAnswers))("%s is not an acknowledgement: offline, and sent again", async (_name, script) => {
    const journal = new JournalWriter();
    journal.purchase("lane-1", [bread]);
    const edge = await edgeOf(journal);
    const cloud = await scripted((batch, times) => (times < 3 ? script(batch, times) : { body: JSON.stringify(stored(batch)) }));
    relayTo(cloud.url, edge);
    await until("a third try", () => cloud.batches.length >= 2);
    expect(edge.held()).toBe(0);
    await until("all is held", () => edge.held() === journal.records.length);
    expect(new Set(cloud.batches.slice(0, 3).map((batch) => batch.batchId)).size).toBe(1);
  });

  it("a silent headquarters is given up after the time-out and asked again", async () => {
    const journal = new JournalWriter();
    journal.purchase("lane-1", [bread]);
    const edge = await edgeOf(journal);
    let asked = 0;
    const server = await serve((request) => {
      if (request.method === "POST") asked += 1;
    });
    const relay = relayTo(`http://127.0.0.1:${portOf(server)}`, edge);
    await until("a second try", () => asked >= 2);
    expect(relay.state()).toBe("offline");
  });
});

describe("a price book answer", () => {
  const document = JSON.stringify({ kind: "snapshot", header: { version: 7 } });
  const ours = { "laneway-protocol": relayProtocol };
  const wrapped = `{"protocol":"${relayProtocol}","document":${document}}`;
  const answers: Record<string, { headers?: Record<string, string>; body: string; cut?: boolean }> = {
    "of a login page": { body: "<!doctype html><title>Sign in</title>" },
    "without headquarters' header": { body: wrapped },
    "spelled differently": { headers: ours, body: wrapped.replace("{", "{ ") },
    "that ends early": { headers: { ...ours, "content-length": String(wrapped.length) }, body: wrapped.slice(0, -4), cut: true },
    "that is too short to be one": { headers: ours, body: "{}" },
  };
  it.each(Object.entries(answers))("%s never reaches the edge as a document", async (_name, answer) => {
    const edge = await edgeOf(new JournalWriter());
    let asked = 0;
    const server = await serve((request, response) => {
      asked += 1;
      response.writeHead(200, { "content-type": "application/json", ...answer.headers });
      response.write(answer.body);
      if (answer.cut === true) setTimeout(() => request.socket.destroy(), 20);
      else response.end();
    });
    relayTo(`http://127.0.0.1:${portOf(server)}`, edge);
    await until("it has asked again", () => asked >= 3);
    expect(edge.documents).toEqual([]);
  });
});

describe("gaps and refusals", () => {
  it("goes back to where headquarters asks", async () => {
    const journal = new JournalWriter();
    for (let sale = 0; sale < 250; sale += 1) journal.purchase("lane-1", [bread]);
    const edge = await edgeOf(journal);
    let asked = false;
    const cloud = await scripted((batch) => {
      const first = batch.records[0]?.sequence ?? 0;
      if (first <= 1 || asked) return { body: JSON.stringify(stored(batch)) };
      asked = true;
      return { body: JSON.stringify({ ...stored(batch), heldThrough: 100, missingFrom: 101 }) };
    });
    relayTo(cloud.url, edge);
    await until("all is held", () => edge.held() === journal.records.length);
    expect(cloud.batches.map((batch) => batch.records[0]?.sequence).slice(0, 3)).toEqual([1, 201, 101]);
  });

  it("a refused batch stops the stream, says so, is tried slowly and never skipped", async () => {
    const journal = new JournalWriter();
    for (let sale = 0; sale < 300; sale += 1) journal.purchase("lane-1", [bread]);
    const edge = await edgeOf(journal);
    let mended = false;
    const cloud = await scripted((batch) =>
      mended || batch.records[0]?.sequence === 1
        ? { body: JSON.stringify(stored(batch)) }
        : { status: 409, body: JSON.stringify({ protocol: relayProtocol, result: "refused", batchId: batch.batchId, reason: "conflicting-record", sequence: 201 }) },
    );
    const relay = relayTo(cloud.url, edge);
    await until("it says refused", () => relay.state() === "refused");
    const tries = cloud.batches.length;
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(cloud.batches.length - tries).toBeLessThanOrEqual(4);
    expect(edge.held()).toBe(200);
    expect(relay.state()).toBe("refused");
    mended = true;
    await until("all is held", () => edge.held() === journal.records.length);
    expect(relay.state()).toBe("online");
  });

  it("a key that headquarters does not accept is a refusal, not an outage", async () => {
    const journal = new JournalWriter();
    journal.purchase("lane-1", [bread]);
    const edge = await edgeOf(journal);
    const cloud = await scripted(() => ({ status: 401, body: "{}", headers: { "laneway-protocol": relayProtocol } }));
    const relay = relayTo(cloud.url, edge);
    await until("it says refused", () => relay.state() === "refused");
  });

  it("an outbox that skips a record, or ends before what headquarters holds, is stopped at", async () => {
    const journal = new JournalWriter();
    journal.purchase("lane-1", [bread]);
    const edge = await edgeOf(journal);
    const cloud = await scripted((batch) => ({ body: JSON.stringify({ ...stored(batch), heldThrough: 5_000 }) }));
    const relay = relayTo(cloud.url, edge);
    await until("it says refused", () => relay.state() === "refused");
    await relay.close();
    const holed = new JournalWriter();
    for (let sale = 0; sale < 3; sale += 1) holed.purchase("lane-1", [bread]);
    holed.records.splice(4, 1);
    edge.journal = holed;
    const second = relayTo(cloud.url, edge);
    await until("it says refused", () => second.state() === "refused");
  });
});
