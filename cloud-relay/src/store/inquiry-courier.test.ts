import { createServer, request, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Inquiry } from "@laneway/contracts";
import { pino } from "pino";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { openPglite } from "../cloud/database/pglite.js";
import { migrate } from "../cloud/database/migrations.js";
import { createApp } from "../cloud/app.js";
import { issueGiftCard } from "../cloud/gift-card/issue.js";
import { registerStore } from "../cloud/stores/stores.js";
import type { Database } from "../cloud/database/database.js";
import { createAdaptorServer } from "@hono/node-server";
import { JournalWriter } from "../testing/journal-writer.js";
import { relayToken, type StandInEdge, startEdge } from "../testing/stand-in-edge.js";
import { type Relay, startRelay } from "./relay.js";

// Opening the embedded database takes seconds where the processor is shared.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const log = pino({ level: "silent" });
const cloudKey = "the-key-of-the-store-at-headquarters";
const code = "0123456789012334";
const quick = { pollMs: 20, priceBookPollMs: 60_000, requestTimeoutMs: 2_000, priceBookTimeoutMs: 2_000, firstBackOffMs: 10, maximumBackOffMs: 50, inquiryBackOffMs: 50, refusedRetryMs: 100 };
const redeem = (inquiryId: string, amountMinor: number): Inquiry => ({
  storeId: "demo",
  inquiryId,
  laneId: "lane-1",
  askedAtMs: 1_700_000_000_000,
  request: { kind: "redeem-gift-card", code, amountMinor, currency: "EUR" },
});

let database: Database | undefined;
afterAll(() => database?.close());
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
async function serve(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return server;
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`did not come true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

interface Line {
  readonly url: string;
  readonly database: Database;
  /** What the line does with the next questions: one word each, then nothing. */
  readonly weather: ("cut before" | "cut after" | "login page")[];
  /** Answers that headquarters gave. */
  readonly answered: () => number;
}

/** Headquarters behind a line that can be cut before a question arrives or after it was answered. */
async function lineToHeadquarters(): Promise<Line> {
  database ??= await openPglite(undefined);
  await database.script("drop schema public cascade; create schema public");
  await migrate(database);
  const opened = database;
  await registerStore(opened, { storeId: "demo", name: "Demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, cloudKey, 1);
  await issueGiftCard(opened, { code, currency: "EUR", amountMinor: 5_000, requestId: "issue", atMs: 1 });
  const app = createApp({ database: opened, log, bootId: "b", adminToken: undefined, pagesOpen: false, now: Date.now });
  const cloud = await serve(createAdaptorServer({ fetch: app.fetch }) as Server);
  const weather: Line["weather"] = [];
  let answered = 0;
  const line: RequestListener = (incoming, outgoing) => {
    const isQuestion = incoming.url?.includes("/inquiries/") === true;
    const now = isQuestion ? weather.shift() : undefined;
    if (now === "cut before") return incoming.socket.destroy();
    if (now === "login page") return outgoing.writeHead(200, { "content-type": "text/html" }).end("<html>Welcome to our Wi-Fi</html>");
    const onward = request({ host: "127.0.0.1", port: portOf(cloud), path: incoming.url, method: incoming.method, headers: incoming.headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        if (isQuestion) answered += 1;
        if (now === "cut after") return incoming.socket.destroy();
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(chunks));
        return undefined;
      });
    });
    onward.on("error", () => incoming.socket.destroy());
    incoming.pipe(onward);
    return undefined;
  };
  const proxy = await serve(createServer(line));
  return { url: `http://127.0.0.1:${portOf(proxy)}`, database: opened, weather, answered: () => answered };
}

function relayTo(url: string, edge: StandInEdge): Relay {
  const relay = startRelay({
    storeId: "demo",
    bootId: "boot-of-this-test",
    edgeUrl: edge.url,
    edgeToken: relayToken,
    cloudUrl: url,
    cloudKey,
    // Nobody listens on the discard port: the questions are polled, as while a broker is away.
    mqttUrl: "mqtt://127.0.0.1:9",
    mqttPassword: "a-password-nobody-asks-for",
    log,
    timings: quick,
  });
  closing.push(relay.close);
  return relay;
}

async function store(): Promise<StandInEdge> {
  const edge = await startEdge(new JournalWriter());
  closing.push(edge.close);
  return edge;
}

const movements = async ({ database }: Line): Promise<readonly number[]> =>
  (await database.query<{ amount_minor: number }>("select amount_minor from gift_card_movements order by position")).map(({ amount_minor }) => amount_minor);

describe("a question to headquarters", () => {
  it.each([
    ["the line is cut before it arrives", ["cut before", "cut before"]],
    ["the line is cut after it was answered", ["cut after", "cut after"]],
    ["a login page answers 200", ["login page", "login page"]],
    ["all of these", ["login page", "cut after", "cut before", "login page", "cut after"]],
  ] as const)("%s: it is asked again, done once, and answered", async (_what, weather) => {
    const line = await lineToHeadquarters();
    line.weather.push(...weather);
    const edge = await store();
    edge.inquiries.push(redeem("a-1", 1_200));
    relayTo(line.url, edge);
    await until("it is answered", () => edge.answers.length > 0);
    expect(edge.answers).toMatchObject([{ result: "answered", inquiryId: "a-1", outcome: { result: "approved", amountMinor: 1_200 } }]);
    expect(line.weather).toEqual([]);
    expect(await movements(line)).toEqual([5_000, -1_200]);
  });

  it("the relay dies after headquarters answered: the next relay brings the same answer", async () => {
    const line = await lineToHeadquarters();
    const edge = await store();
    edge.loseConfirmations = true;
    edge.inquiries.push(redeem("a-1", 1_200));
    const first = relayTo(line.url, edge);
    await until("an answer was lost on the box", () => edge.lost > 0);
    await first.close();
    const before = line.answered();
    edge.loseConfirmations = false;
    relayTo(line.url, edge);
    await until("it is answered", () => edge.answers.length > 0);
    expect(line.answered()).toBeGreaterThan(before);
    expect(edge.answers).toMatchObject([{ outcome: { result: "approved", amountMinor: 1_200 } }]);
    expect(await movements(line)).toEqual([5_000, -1_200]);
  });

  it("one that headquarters refuses is told so, and holds up no other", async () => {
    const line = await lineToHeadquarters();
    const edge = await store();
    edge.inquiries.push(redeem("a-1", 1_200));
    relayTo(line.url, edge);
    await until("the first is answered", () => edge.answers.length === 1);
    edge.inquiries.push(redeem("a-1", 1_300), redeem("a-2", 100));
    await until("both are answered", () => edge.answers.length === 3);
    const byId = new Map(edge.answers.slice(1).map((answer) => [answer.inquiryId, answer]));
    expect(byId.get("a-1")).toMatchObject({ result: "refused", reason: "conflicting-inquiry" });
    expect(byId.get("a-2")).toMatchObject({ outcome: { result: "approved", amountMinor: 100 } });
    expect(await movements(line)).toEqual([5_000, -1_200, -100]);
  });
});
