import { createApp } from "@laneway/cloud-relay/cloud/app";
import type { Database } from "@laneway/cloud-relay/cloud/database/database";
import { migrate } from "@laneway/cloud-relay/cloud/database/migrations";
import { openPglite } from "@laneway/cloud-relay/cloud/database/pglite";
import { registerStore } from "@laneway/cloud-relay/cloud/stores/stores";
import { createBackOff } from "@laneway/cloud-relay/back-off";
import { createBell } from "@laneway/cloud-relay/bell";
import { drain } from "@laneway/cloud-relay/store/drain";
import { createEdge } from "@laneway/cloud-relay/store/edge";
import { createHeadquarters } from "@laneway/cloud-relay/store/headquarters";
import { createStanding } from "@laneway/cloud-relay/store/standing";
import type { ExchangeRequest, Exchange } from "@laneway/cloud-relay/store/http-exchange";
import { secrets, silent, storeId } from "./store-template.js";
import type { SimulatedProcess } from "./virtual-time.js";
import { answerRelay } from "./wires.js";
import type { World } from "./world.js";

/** Headquarters with its embedded database: one for all days, each of which has a journal of its own. */
export interface HeadquartersHere {
  readonly database: Database;
  readonly ask: (request: Request) => Response | Promise<Response>;
}

export async function openHeadquarters(): Promise<HeadquartersHere> {
  const database = await openPglite(undefined);
  await migrate(database);
  await registerStore(database, { storeId, name: "Demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, secrets.storeRelayKey, 0);
  const app = createApp({ database, log: silent, bootId: "matrix", adminToken: undefined, pagesOpen: false, now: () => 1_795_424_400_000 });
  return { database, ask: (request) => app.fetch(request) };
}

let link: { readonly world: World; readonly headquarters: HeadquartersHere } | undefined;
const wayMs = 20;
const edgeUrl = "http://edge";

/** The relay's requests to edge and headquarters, each way a moment in which anything may end. */
function exchange(ask: ExchangeRequest): Promise<Exchange> {
  if (link === undefined) throw new Error("no headquarters here");
  const { world, headquarters } = link;
  const relay = world.time.current as SimulatedProcess;
  const what = ask.url.replace(/^http:\/\/[a-z]+/, "").replace(/\?.*/, "");
  return new Promise((resolve) => {
    world.time.after(wayMs, relay, () => {
      world.passing(`relay → ${what}`);
      if (!relay.alive) return;
      const toEdge = ask.url.startsWith(edgeUrl);
      const request = new Request(ask.url, { method: ask.method, headers: { "content-type": "application/json", authorization: `Bearer ${ask.bearer}` }, ...(ask.body === undefined ? {} : { body: ask.body as string }) });
      const answering = toEdge ? world.fetchEdge(request) : Promise.resolve(headquarters.ask(request));
      world.time.hold(answering.then(async (response) => {
        if (response === undefined) return resolve({ kind: "unreachable", because: "the connection ended" });
        const text = await response.text();
        world.time.after(wayMs, relay, () => {
          world.passing(`${what} → relay`);
          world.time.stirred = true;
          if (relay.alive) resolve({ kind: "answered", status: response.status, protocol: response.headers.get("laneway-protocol") ?? undefined, text });
        });
        return undefined;
      }));
    });
  });
}

/** The store's relay, until it is ended. */
export function startRelay(world: World, headquarters: HeadquartersHere): SimulatedProcess {
  link = { world, headquarters };
  answerRelay(exchange);
  const relay: SimulatedProcess = { name: "relay", alive: true };
  world.note("the relay is up");
  world.time.run(relay, () => {
    const { signal } = new AbortController();
    void drain(
      {
        storeId, log: silent, bell: createBell(), standing: createStanding(() => undefined), pollMs: 2_000, refusedRetryMs: 60_000, priceBookVersion: () => undefined,
        edge: createEdge({ url: edgeUrl, token: secrets.relayToken, timeoutMs: 15_000, importTimeoutMs: 300_000 }, signal),
        headquarters: createHeadquarters({ url: "http://headquarters", storeId, key: secrets.storeRelayKey, timeoutMs: 15_000 }, signal),
        backOff: createBackOff({ firstMs: 250, maximumMs: 15_000 }),
      },
      signal,
    );
  });
  world.time.stirred = true;
  return relay;
}

export interface SaleAtHeadquarters {
  readonly receipt_number: string;
  readonly total_minor: number;
}

/** The completed transactions of one journal as headquarters has them, and how far it holds the journal. */
export async function booksAtHeadquarters({ database }: HeadquartersHere, journalId: string): Promise<{ readonly sales: readonly SaleAtHeadquarters[]; readonly heldThrough: number }> {
  const sales = await database.query<SaleAtHeadquarters>("select receipt_number, total_minor from transactions where store_id = $1 and journal_id = $2 and status = 'completed'", [storeId, journalId]);
  const held = await database.query<{ held_through: number }>("select held_through from journals where store_id = $1 and journal_id = $2", [storeId, journalId]);
  return { sales, heldThrough: held[0]?.held_through ?? 0 };
}
