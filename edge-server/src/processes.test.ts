import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ChildScript, type Ended, ended } from "./testing/child-script.js";
import { smallPriceBook } from "./testing/price-book.js";
import { testSecrets } from "./testing/small-store.js";

let scripts: Record<"edge" | "broker" | "verify" | "attendants" | "importer", ChildScript>;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  scripts = {
    edge: await ChildScript.of("main.ts"),
    broker: await ChildScript.of("broker/main.ts"),
    verify: await ChildScript.of("verify.ts"),
    attendants: await ChildScript.of("attendants.ts"),
    importer: await ChildScript.of("import-price-book.ts"),
  };
}, 60_000);
afterAll(() => {
  for (const script of Object.values(scripts)) script.remove();
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "laneway-processes-"));
  const [edge, mqtt, mqttWebSocket] = await freePorts(3);
  writeFileSync(join(folder, "secrets.json"), JSON.stringify(testSecrets(1)));
  writeFileSync(join(folder, "price-book.json"), JSON.stringify(smallPriceBook()));
  environment = {
    LANEWAY_DATA: folder,
    LANEWAY_LANES: "1",
    LANEWAY_EDGE_PORT: String(edge),
    LANEWAY_MQTT_PORT: String(mqtt),
    LANEWAY_MQTT_WS_PORT: String(mqttWebSocket),
    LANEWAY_DEMO_PRICE_BOOK: join(folder, "price-book.json"),
    LANEWAY_CONFIG: "",
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Ports that were free a moment ago, below the range from which systems take ports for outgoing connections (from 32768):
 * such a one might be some connection's own by the time it is used.
 */
async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(12_000, 32_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) found.add(port);
  }
  return [...found];
}

const run = (script: keyof typeof scripts, args: string[] = [], input = ""): Promise<Ended> => ended(scripts[script].start(args, environment), input);

/** Starts a serving part; answers it once it says it is ready. */
function serving(script: "edge" | "broker") {
  const child = scripts[script].start([], environment);
  const end = ended(child);
  return new Promise<{ child: typeof child; end: Promise<Ended> }>((resolve, reject) => {
    child.once("message", (message) => {
      expect(message).toEqual({ kind: "ready" });
      resolve({ child, end });
    });
    void end.then(({ complaint }) => reject(new Error(complaint)));
  });
}

describe.each(["edge", "broker"] as const)("the %s process", (part) => {
  test.each(["SIGTERM", "SIGINT"] as const)("ends cleanly on %s", async (signal) => {
    const { child, end } = await serving(part);
    child.kill(signal);
    expect(await end).toMatchObject({ code: 0, complaint: "" });
  });

  test("ends when its starter is gone", async () => {
    const { child, end } = await serving(part);
    child.disconnect();
    expect((await end).code).toBe(0);
  });

  test("says in one line what is missing or wrong", async () => {
    rmSync(join(folder, "secrets.json"));
    expect(await run(part)).toMatchObject({ code: 2, complaint: expect.stringMatching(/^laneway: .*secrets\.json cannot be read; fix: .*\n$/) });
    environment.LANEWAY_EDGE_PORT = "abc";
    expect(await run(part)).toMatchObject({ code: 2, complaint: expect.stringMatching(/^laneway: configuration: ports\.edge \(from LANEWAY_EDGE_PORT\) .*\n$/) });
  });

  test("names the port that is in use, and the key", async () => {
    const holder = createServer();
    const key = part === "edge" ? "LANEWAY_EDGE_PORT" : "LANEWAY_MQTT_WS_PORT";
    await new Promise<void>((resolve) => holder.listen(Number(environment[key]), "127.0.0.1", () => resolve()));
    expect(await run(part)).toMatchObject({ code: 3, complaint: expect.stringMatching(new RegExp(`^laneway: port ${environment[key]} on 127.0.0.1 is in use; fix: .*${key}.*\\n$`)) });
    await new Promise((resolve) => holder.close(resolve));
  });
});

describe("the record's file", () => {
  test("a second edge server on it is refused, the first goes on; tools work beside it", async () => {
    const { child, end } = await serving("edge");
    const [edge] = await freePorts(1);
    const first = environment.LANEWAY_EDGE_PORT;
    environment.LANEWAY_EDGE_PORT = String(edge);
    expect(await run("edge")).toMatchObject({ code: 4, complaint: expect.stringMatching(/another edge server is running/) });
    expect((await fetch(`http://127.0.0.1:${first}/api/v1/health`)).headers.get("content-type")).toMatch(/json/);
    expect(await run("verify")).toMatchObject({ code: 0, output: expect.stringMatching(/the chain verifies.*\nwhat items weigh is what the journal teaches\nsigned through record \d+ with key [0-9a-f]{16}/) });
    expect(await run("attendants", ["add", "zoe", "Zoe", "manager"], "471150\n")).toMatchObject({ code: 0 });
    const signIn = await fetch(`http://127.0.0.1:${first}/api/v1/sessions/attendant`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ attendantId: "zoe", pin: "471150" }) });
    expect(signIn.status).toBe(200);
    child.kill("SIGTERM");
    expect((await end).code).toBe(0);
  });

  test("a changed record or snapshot stops the start or shows in verify", async () => {
    const { child, end } = await serving("edge");
    await giveUpABasket();
    child.kill("SIGKILL");
    await end;
    expect(await run("verify")).toMatchObject({ code: 0, output: expect.stringMatching(/chain verifies, 1 snapshots agree/) });
    tamper("UPDATE snapshot SET state = replace(state, '\"lastReceiptNumber\":0', '\"lastReceiptNumber\":7')");
    expect(await run("verify")).toMatchObject({ code: 4, complaint: expect.stringMatching(/snapshot is not what its records add up to.*lane-1/) });
    tamper("DROP TRIGGER journal_is_never_changed; UPDATE journal SET at_ms = at_ms + 1 WHERE sequence = (SELECT max(sequence) FROM journal)");
    expect(await run("verify")).toMatchObject({ code: 4, complaint: expect.stringMatching(/hash chain does not verify.*record \d+/) });
    expect(await run("edge")).toMatchObject({ code: 4, complaint: expect.stringMatching(/hash chain does not verify/) });
  });
});

function tamper(sql: string): void {
  const raw = new Database(join(folder, "edge/edge.db"));
  raw.exec(sql);
  raw.close();
}

/** A basket with one line, begun and given up: enough for a snapshot. */
async function giveUpABasket(): Promise<void> {
  const url = `http://127.0.0.1:${environment.LANEWAY_EDGE_PORT}/api/v1`;
  const post = async (path: string, body: object, token = "") => {
    const response = await fetch(url + path, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
    expect([path, response.status]).toEqual([path, 200]);
    return (await response.json()) as { token: string };
  };
  const { token } = await post("/sessions/kiosk", { laneId: "lane-1", key: testSecrets(1).kioskKeys["lane-1"] });
  const commands = [{ kind: "start", locale: "en" }, { kind: "key-code", code: "4006381333931" }, { kind: "abandon" }];
  for (const [index, command] of commands.entries()) await post("/lanes/lane-1/commands", { commandId: `command-${index}`, ...command }, token);
}

describe("the tools", () => {
  test("import a price book, with words or JSON", async () => {
    expect(await run("importer", [join(folder, "price-book.json")])).toMatchObject({ code: 0, output: "version 1: 5 items; 5 added, 0 changed, 0 removed\n" });
    writeFileSync(join(folder, "items.csv"), "item_id,name,department,sold_by,price,tax_group\nx,X,dairy,each,abc,food\n");
    expect(await run("importer", [join(folder, "items.csv")])).toMatchObject({ code: 1, output: expect.stringMatching(/^nothing was imported\nrow 1, prices: "abc" is not an amount/) });
    expect(JSON.parse((await run("importer", [join(folder, "items.csv"), "--answer=json"])).output)).toMatchObject({ result: "refused", more: 0 });
    expect(await run("importer", [join(folder, "nothing.json")])).toMatchObject({ code: 4, complaint: expect.stringMatching(/^laneway: .*nothing\.json/) });
    expect((await run("importer", [])).code).toBe(2);
  });

  test("refuse attendants that make no sense", async () => {
    expect((await run("attendants", ["add", "zoe", "Zoe", "king"], "471150")).code).toBe(2);
    expect(await run("attendants", ["add", "zoe", "Zoe", "lead"], "12")).toMatchObject({ code: 2, complaint: expect.stringMatching(/PIN on standard input is not 6 to 12 digits; fix: /) });
    expect(await run("attendants", ["add", "zoe", "Zoe", "lead"], "123456")).toMatchObject({ code: 2, complaint: expect.stringMatching(/is a run of figures/) });
  });
});
