import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Session, StoreView } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EdgeClient } from "../session/edge-client.js";
import type { LiveViewsOptions } from "../session/live-views.js";
import { busyStore } from "./states.js";
import { Station } from "./station.js";

type Answer = (request: { readonly path: string; readonly body: Record<string, unknown>; readonly bearer: string | undefined }, response: ServerResponse) => void;

let server: Server;
let answer: Answer;
const seen: { path: string; body: Record<string, unknown> }[] = [];
let follower: LiveViewsOptions | undefined;
let stopped = 0;
const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};

const sessionFor = (leftMs: number): Session => ({
  token: "bearer-1",
  expiresAtMs: Date.now() + leftMs,
  storeId: "store-1",
  mqtt: { url: "ws://127.0.0.1:1", username: "attendant", password: "x" },
  attendant: { attendantId: "101", name: "Mira", role: "lead" },
});
const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
  const path = request.url ?? "";
  seen.push({ path, body });
  answer({ path, body, bearer: request.headers.authorization }, response);
}

async function signedIn(leftMs = 60_000): Promise<Station> {
  answer = ({ path }, response) => json(response, 200, path.endsWith("/attendant/view") ? busyStore(Date.now()) : sessionFor(leftMs));
  const { port } = server.address() as AddressInfo;
  const station = new Station(() => undefined, new EdgeClient(`http://127.0.0.1:${port}`), storage, (options) => {
    follower = options;
    return () => {
      stopped += 1;
    };
  });
  expect(await station.signIn({ attendantId: "101", pin: "4711" })).toBeUndefined();
  await expect.poll(() => station.view).toBeDefined();
  seen.length = 0;
  return station;
}

beforeEach(async () => {
  seen.length = 0;
  kept.clear();
  stopped = 0;
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

describe("a command", () => {
  test("keeps its id when it must be sent again, and happens once", async () => {
    const station = await signedIn();
    let tries = 0;
    answer = ({ body }, response) => {
      tries += 1;
      if (tries < 3) response.destroy(); // The answer is lost on the way.
      else json(response, 200, { result: "accepted", commandId: body["commandId"], version: 12 });
    };
    const result = await station.actions.send("lane-2", { kind: "end-intervention", interventionId: "int-2", outcome: "approved" });
    expect(result?.result).toBe("accepted");
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ body }) => body["commandId"])).size).toBe(1);
    expect(seen[0]?.path).toBe("/api/v1/attendant/lanes/lane-2/commands");
  });

  test("of a lane that does not answer holds up no other lane", async () => {
    const station = await signedIn();
    answer = ({ path, body }, response) => {
      if (path.includes("lane-1")) response.destroy();
      else json(response, 200, { result: "accepted", commandId: body["commandId"], version: 1 });
    };
    const stuck = station.actions.send("lane-1", { kind: "pause-lane" });
    expect((await station.actions.send("lane-2", { kind: "pause-lane" }))?.result).toBe("accepted");
    station.signOut();
    expect(await stuck).toBeUndefined();
  });

  test("refused with 401 ends the session", async () => {
    const station = await signedIn();
    answer = (_request, response) => json(response, 401, { result: "refused", refusal: { reason: "sign-in-required" } });
    expect(await station.actions.send("lane-1", { kind: "open-lane" })).toBeUndefined();
    expect(station).toMatchObject({ session: undefined, view: undefined, ended: true });
    expect(kept.size).toBe(0);
    expect(stopped).toBe(1);
  });
});

describe("a session", () => {
  test("is refused with the reason", async () => {
    const station = await signedIn();
    station.signOut();
    answer = (_request, response) => json(response, 429, { result: "refused", refusal: { reason: "locked-out", details: { seconds: 30 } } });
    expect(await station.signIn({ attendantId: "101", pin: "0000" })).toEqual({ reason: "locked-out", details: { seconds: 30 } });
  });

  test("ends by itself when its time is over", async () => {
    const station = await signedIn(700);
    await expect.poll(() => station.ended, { timeout: 5_000 }).toBe(true);
    expect(station.session).toBeUndefined();
  });

  test("survives a reload of the page, and not a signing out", async () => {
    const first = await signedIn();
    const { port } = server.address() as AddressInfo;
    const again = () => new Station(() => undefined, new EdgeClient(`http://127.0.0.1:${port}`), storage, () => () => undefined);
    const second = again();
    second.resume();
    expect(second.session?.attendant?.name).toBe("Mira");
    first.signOut();
    const third = again();
    third.resume();
    expect(third.session).toBeUndefined();
  });
});

describe("the view", () => {
  test("sets the clock by the newest view, whatever old one the broker kept", async () => {
    const station = await signedIn();
    const take = follower?.topics["laneway/1/store-1/attendant/view"];
    const ahead = Date.now() + 3_600_000;
    take?.({ ...busyStore(ahead), atMs: ahead } satisfies StoreView);
    take?.({ ...busyStore(ahead), atMs: ahead - 600_000 } satisfies StoreView);
    expect(Math.abs(station.nowMs() - ahead)).toBeLessThan(5_000);
  });

  test("is marked when the store's server has said that it is gone", async () => {
    const station = await signedIn();
    const hear = follower?.topics["laneway/1/store-1/edge/presence"];
    hear?.({ state: "lost" });
    expect(station.edgeLost).toBe(true);
    hear?.({ state: "online" });
    expect(station.edgeLost).toBe(false);
  });
});
