import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Logger } from "pino";
import { createBackOff } from "../back-off.js";
import { pause } from "../bell.js";
import { createApp } from "./app.js";
import type { Database } from "./database/database.js";
import { migrate } from "./database/migrations.js";
import { openPglite } from "./database/pglite.js";
import { openPostgresql } from "./database/postgresql.js";
import { giveDemoPoints } from "./loyalty/demo-members.js";
import { pursuePayments, RedirectDesk } from "./redirect/desk.js";
import type { RedirectSettings } from "./redirect/settings.js";
import { registerStore, type Store } from "./stores/stores.js";

export interface HeadquartersOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** PostgreSQL; absent: PGlite in `folder` (in memory when that is absent too). */
  readonly databaseUrl: string | undefined;
  readonly folder: string | undefined;
  readonly bootId: string;
  readonly adminToken: string | undefined;
  readonly pagesOpen: boolean;
  /** The store this headquarters is started beside, registered at every start. */
  readonly store: (Omit<Store, "currencyDigits"> & { readonly key: string }) | undefined;
  /** A twin's member has points to try. */
  readonly demoPoints?: boolean;
  /** Payments on shoppers' phones; undefined: none are taken. */
  readonly redirect?: RedirectSettings | undefined;
  readonly log: Logger;
}

export type Started =
  | {
      readonly kind: "started";
      readonly port: number;
      /** Resolves once the database answers and its schema is up to date; until then requests are answered 503. */
      readonly ready: Promise<void>;
      close(): Promise<void>;
    }
  | { readonly kind: "port-in-use" }
  | { readonly kind: "cannot-listen"; readonly because: string };

/** Starts headquarters: listens first, so that a second start is refused before it touches the data, then opens the database. */
export async function startHeadquarters(options: HeadquartersOptions): Promise<Started> {
  const { log } = options;
  let app: ReturnType<typeof createApp> | undefined;
  let database: Database | undefined;
  const starting = (): Response => Response.json({ error: "starting" }, { status: 503, headers: { "retry-after": "1" } });
  const server = createAdaptorServer({ fetch: (request, environment) => app?.fetch(request, environment) ?? starting() }) as Server;
  server.requestTimeout = 120_000;
  server.headersTimeout = 10_000;
  const failure = await listen(server, options);
  if (failure !== undefined) return failure;
  const stopping = new AbortController();
  const open = async (): Promise<void> => {
    database = await openDatabase(options, stopping.signal);
    if (stopping.signal.aborted) return;
    const { adminToken, pagesOpen, bootId } = options;
    const redirect = options.redirect === undefined ? undefined : new RedirectDesk({ ...options.redirect, database, log, now: Date.now });
    if (redirect !== undefined) pursuePayments(redirect, stopping.signal, log);
    app = createApp({ database, log, bootId, adminToken, pagesOpen, now: Date.now, ...(redirect === undefined ? {} : { redirect }) });
  };
  const ready = open();
  const close = async (): Promise<void> => {
    stopping.abort();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
    await closed;
    await ready.catch(() => undefined);
    await database?.close();
  };
  let closed: Promise<void> | undefined;
  return {
    kind: "started",
    port: (server.address() as AddressInfo).port,
    ready,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

/** Opens the database and brings schema and own store up to date; a server that is away is waited for. */
async function openDatabase(options: HeadquartersOptions, signal: AbortSignal): Promise<Database> {
  const { databaseUrl, folder, store, log } = options;
  const database = databaseUrl === undefined ? await openPglite(folder) : openPostgresql(databaseUrl);
  const backOff = createBackOff({ firstMs: 250, maximumMs: 10_000 });
  for (;;) {
    try {
      await migrate(database);
      if (store !== undefined) await registerStore(database, store, store.key, Date.now());
      if (options.demoPoints === true) await giveDemoPoints(database, Date.now());
      return database;
    } catch (error) {
      if (database.kind === "pglite" || signal.aborted) throw error;
      log.warn({ because: (error as Error).message }, "the database cannot be used yet");
      await pause(backOff.next(), signal);
    }
  }
}

function listen(server: Server, { host, port }: HeadquartersOptions): Promise<Exclude<Started, { kind: "started" }> | undefined> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code === "EADDRINUSE" ? { kind: "port-in-use" } : { kind: "cannot-listen", because: error.message });
    });
    server.listen(port, host, () => resolve(undefined));
  });
}
