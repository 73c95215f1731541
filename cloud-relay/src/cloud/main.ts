import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { dataFiles } from "@laneway/contracts";
import { closeOnSignal, loadPart, stop, tellReady } from "../part.js";
import { redirectSettings } from "./redirect/settings.js";
import { startHeadquarters } from "./start.js";

const { config, secrets, log } = loadPart("headquarters");
const loopback = ["127.0.0.1", "localhost", "::1"].includes(config.host);
// A store's own configuration names no other headquarters: this one is its own.
const ownStore = config.twin || config.cloudUrl === undefined;

const folder = join(config.dataFolder, dataFiles.cloudDatabase);
const started = await startHeadquarters({
  host: config.host,
  port: config.ports.cloud,
  databaseUrl: config.databaseUrl,
  folder,
  bootId: randomUUID(),
  adminToken: secrets.adminToken,
  pagesOpen: config.twin && loopback,
  store: ownStore
    ? { storeId: config.store.id, name: config.store.name, currency: config.store.currency, country: config.store.country, timeZone: config.store.timeZone, region: config.store.region, retailerId: config.store.retailerId, key: secrets.storeRelayKey }
    : undefined,
  demoPoints: config.twin,
  redirect: redirectSettings(config, secrets),
  log,
});
if (started.kind === "port-in-use") {
  stop(`laneway: port ${config.ports.cloud} is in use; fix: end what uses it, or set ports.cloud (LANEWAY_CLOUD_PORT) to a free one`, 3);
}
if (started.kind === "cannot-listen") {
  stop(`laneway: headquarters cannot listen on ${config.host}:${config.ports.cloud} (${started.because}); fix: correct host and ports.cloud`, 3);
}
closeOnSignal(log, started.close);
await started.ready.catch((error: Error) =>
  stop(`laneway: headquarters' database cannot be opened (${error.message}); fix: make ${folder} writable, or restore it from a backup`, 4),
);
tellReady();
