import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { badgeCode, dataFiles, type ImportAnswer, type LaneProfile, mqttUser, relayPresence, type StoreConfig, type StoreSecrets } from "@laneway/contracts";
import { walletOf } from "@laneway/contracts/config";
import { inStoreSchemesOf } from "@laneway/domain/item/in-store-schemes";
import type { Transaction } from "@laneway/domain/lane/types";
import { cashRuleOf, currencyDigitsOf } from "@laneway/domain/pricing/currency";
import { openFiscal } from "./fiscal/open-fiscal.js";
import type { ImportOrder } from "./http/app-deps.js";
import { createApp } from "./http/app.js";
import { StoreDay } from "./day/store-day.js";
import { Catalogue, openItems } from "./items/catalogue.js";
import { importFile } from "./items/import-file.js";
import { promotionProblems } from "./items/promotion-problems.js";
import { storeTime } from "./lane/business-time.js";
import { watchChain } from "./lane/chain-watch.js";
import { addDemoAttendants, demoAttendants } from "./lane/demo-attendants.js";
import { deviceCommandOf, slipPrint, voucherPrint } from "./lane/device-commands.js";
import { DeviceHub } from "./lane/device-hub.js";
import { InquiryDesk } from "./lane/inquiry-desk.js";
import { KnowledgeReader } from "./lane/knowledge.js";
import { Lane } from "./lane/lane.js";
import { PhoneWatch } from "./lane/phone-watch.js";
import { LaneDevices } from "./lane/lane-devices.js";
import { SaleFinder } from "./lane/sale-finder.js";
import { SharedLimits } from "./lane/shared-limits.js";
import { ViewBoard } from "./lane/view-board.js";
import { VoucherDesk } from "./lane/voucher-desk.js";
import { listen } from "./listen.js";
import type { Log } from "./log.js";
import { MqttLink } from "./mqtt/mqtt-link.js";
import type { Clock, Ids } from "./ports.js";
import { StoreNotes } from "./notes/store-notes.js";
import { OfflineDesk } from "./offline/offline-desk.js";
import { openRiskDesk } from "./risk/open-risk-desk.js";
import { Attendants } from "./store/attendants.js";
import { introduceKey } from "./store/introduce-key.js";
import { RecordStore } from "./store/record.js";
import { SlipDesk } from "./lane/slip-desk.js";
import { createSigner, type Signer } from "./store/signer.js";
import { StoreError } from "./store/store-error.js";

export interface EdgeOptions {
  readonly config: StoreConfig;
  readonly secrets: StoreSecrets & { readonly signingSeed: string };
  readonly profiles: readonly LaneProfile[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly screensFolder: string;
  /** A price book document for a simulated store that has none yet. */
  readonly demoPriceBook: string | undefined;
  /** Imports in a process of its own; absent: in this one. */
  readonly importFile?: (order: ImportOrder) => Promise<ImportAnswer>;
  /** Scores in a process of its own (its script); absent: in this one. */
  readonly scoreScript?: string;
  /** Where the shipped risk model lies; absent: two folders above its reader. */
  readonly shippedModelFolder?: string;
  /** Port to serve on; absent: the configured one. */
  readonly port?: number;
  /** The record cannot be believed any more: the process must end and start anew. */
  readonly fatal: (error: StoreError) => void;
}

export interface Edge {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const outboxBellEveryMs = 200;

/** Puts the edge server together and starts it. Rejects with a `StoreError` or the HTTP server's error. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { config, ids, log } = options;
  const bootId = ids.next();
  const signer = createSigner(options.secrets.signingSeed);
  const record = new RecordStore({ file: join(config.dataFolder, dataFiles.edgeDatabase), storeId: config.store.id, journalId: ids.next(), signer });
  const itemsFile = join(config.dataFolder, "edge/items.db");
  const currencyDigits = currencyDigitsOf(config.store.currency);
  const importHere = (order: ImportOrder) => importFile(order.path, { ...order, itemsFile, currency: config.store.currency, currencyDigits, promotionProblems, nowMs: options.clock.nowMs() });
  try {
    record.verifyRecent();
    const catalogue = new Catalogue(openItems(itemsFile));
    const attendants = new Attendants(record.connection);
    if (config.twin) {
      await addDemoAttendants(attendants);
      if (options.demoPriceBook !== undefined && catalogue.newest() === undefined) await importDemo(options.demoPriceBook, importHere, log);
    }
    return await assemble({ ...options, bootId, record, signer, catalogue, attendants, currencyDigits, importFile: options.importFile ?? importHere });
  } catch (error) {
    record.close();
    throw error;
  }
}

interface Assembly extends EdgeOptions {
  readonly bootId: string;
  readonly record: RecordStore;
  readonly signer: Signer;
  readonly catalogue: Catalogue;
  readonly attendants: Attendants;
  readonly currencyDigits: number;
  readonly importFile: (order: ImportOrder) => Promise<ImportAnswer>;
}

/** With what follows from the rest where it is not set: cash in the coins of the store's country, a twin's simulated wallet. */
const completed = (config: StoreConfig): StoreConfig => {
  const { store, tenders } = config;
  return {
    ...config,
    tenders: {
      ...tenders,
      cashStepMinor: tenders.cashStepMinor ?? cashRuleOf(store.currency, store.country).stepMinor,
      wallet: walletOf(config)?.url ?? "none",
    },
  };
};

async function assemble(parts: Assembly): Promise<Edge> {
  const { secrets, clock, ids, log, bootId, record, signer, catalogue, attendants, currencyDigits } = parts;
  const config = completed(parts.config);
  const time = storeTime(config.store.timeZone);
  const startedAtMs = clock.nowMs();
  introduceKey(record, signer, { commandId: ids.next(), atMs: startedAtMs, businessDate: time.businessDate(startedAtMs) });
  let headquarters = false;
  const failed = (error: unknown) => {
    if (error instanceof StoreError && error.isFatal) parts.fatal(error);
    log.error({ error: error instanceof Error ? error.stack : String(error) }, "edge: a command could not be done");
  };
  const lanes = new Map<string, Lane>();
  const day = new StoreDay({
    config, currencyDigits, record, lanes, clock, ids, failed,
    storeTime: time,
    profiles: parts.profiles,
    send: (lane, addressed) => send(lane, addressed),
    changed: () => {
      for (const lane of lanes.values()) lane.touch();
      bell.ring();
    },
  });
  const risk = openRiskDesk(config, { record, storeTime: time, clock, log, auditKey: secrets.sessionKey, scoreScript: parts.scoreScript, shippedModelFolder: parts.shippedModelFolder });
  const slips = new SlipDesk({
    config, signer,
    isUsed: (slipKey) => record.slips.isUsed(slipKey),
    voucher: (number, today) => record.vouchers.find(number, today),
    ownKeys: () => record.signingKeys(),
  });
  const vouchers = new VoucherDesk({
    config, currencyDigits, record, slips, clock,
    businessDate: (atMs) => day.businessDate(atMs),
    today: (atMs) => time.localTime(atMs).slice(0, 10),
  });
  const knowledge = new KnowledgeReader({
    slips,
    offlineCards: () => offline.knowledge,
    config, record, catalogue, day,
    risk: (laneId, state, commandId, atMs) => risk.knowledge(laneId, state, commandId, atMs),
    foundElsewhere: (receipt) => saleFinder.found(receipt),
    limits: new SharedLimits({ record, openBaskets: () => openBaskets(lanes) }),
    online: () => headquarters,
    storeTime: time,
    schemes: inStoreSchemesOf(config.store.country),
    eReceiptBase: `${config.publicUrl ?? `http://${config.host}:${config.ports.edge}`}/r/`,
    sessionKey: secrets.sessionKey,
  });
  const offline = new OfflineDesk({
    config, record, lanes, clock, ids, failed,
    businessDate: (atMs) => day.businessDate(atMs),
    send: (lane, addressed) => send(lane, addressed),
    changed: () => {
      board.storeChanged();
      bell.ring();
    },
  });
  const notes = new StoreNotes({
    record, clock,
    laneIds: parts.profiles.map(({ laneId }) => laneId),
    businessDate: (atMs) => day.businessDate(atMs),
    changed: () => {
      board.storeChanged();
      bell.ring();
    },
  });
  const board = new ViewBoard({
    notes: () => notes.view,
    voucherCode: (voucher) => vouchers.code(voucher),
    pricing: ({ state, profile }) => knowledge.pricing(state, clock.nowMs(), profile.channel),
    offlineCards: () => offline.view,
    config, currencyDigits, bootId, clock, lanes, record, day,
    online: () => headquarters,
    fiscalOutageSinceMs: () => fiscal.outageSinceMs(),
    publishLane: (lane, view) => link.retain("laneView", { lane }, view),
    publishWeight: (lane, view) => link.retain("weightView", { lane }, view, 0),
    publishStore: (view) => link.retain("storeView", {}, view),
  });
  const bell = outboxBell(clock, () => link.ring("outboxBell", {}, { waiting: record.outboxWaiting() }));
  const inquiryDesk = new InquiryDesk({ inquiries: record.inquiries, lanes, clock, ids, ring: (waiting) => link.ring("inquiryBell", {}, { waiting }) });
  const saleFinder = new SaleFinder({ desk: inquiryDesk, clock, online: () => headquarters });
  const phoneWatch = new PhoneWatch({ desk: inquiryDesk, clock, log });
  for (const profile of parts.profiles) {
    const lane: Lane = new Lane({
      profile, record, signer, knowledge, clock, ids, failed,
      homeLocale: config.store.locales[0] ?? "en",
      devices: new LaneDevices(profile, clock),
      perform: (effect, id) => {
        if (effect.kind === "inquire") inquiryDesk.ring();
        else if (effect.kind === "print-receipt") fiscal.print(profile.laneId, effect, id);
        else if (effect.kind === "print-voucher") send(profile.laneId, voucherPrint(effect, vouchers.paper(effect.voucher), id, clock.nowMs()));
        else if (effect.kind === "print-slip") send(profile.laneId, slipPrint(effect, config.store, id, clock.nowMs()));
        else if (effect.kind !== "withdraw-inquiry") perform(profile.laneId, effect, id);
      },
      // What is only practised says nothing about members, coupons and lanes.
      committed: (entries) => {
        if (profile.training) return;
        risk.committed(profile.laneId, entries, lane.state.transaction?.memberId);
        offline.noticed(entries);
      },
      changed: () => {
        risk.look(profile.laneId, lane.state);
        board.laneChanged(lane);
        fiscal.wake();
        phoneWatch.look(lane);
        bell.ring();
        day.tryFinish();
      },
    });
    lanes.set(profile.laneId, lane);
  }
  const perform = (laneId: string, effect: Parameters<typeof deviceCommandOf>[0], id: string) => send(laneId, deviceCommandOf(effect, id, clock.nowMs()));
  const fiscal = openFiscal(config, { record, storeTime: time, clock, log, print: perform, changed: () => board.storeChanged() });
  const send: ConstructorParameters<typeof DeviceHub>[0]["send"] = (lane, { device, command }) => link.send("deviceCommand", { lane, device }, command, command.expiresAtMs);
  const hub = new DeviceHub({
    lanes, day, offline, clock, ids, log, send, failed,
    ofBadge: (code) => (badgeCode.safeParse(code).success ? attendants.ofBadge(code) : undefined),
    weightChanged: (lane) => board.weightChanged(lane),
    statusChanged: (lane) => {
      board.storeChanged();
      board.weightChanged(lane);
    },
  });
  const link = new MqttLink({
    url: config.mqttUrl ?? `mqtt://${loopback(config.host)}:${config.ports.mqtt}`,
    username: mqttUser("edge"),
    password: secrets.mqtt[mqttUser("edge")] ?? "",
    storeId: config.store.id,
    bootId, clock, log,
    listensTo: ["agentPresence", "deviceStatus", "deviceFact", "relayPresence"],
    hear: (name, parameters, message) => {
      if (name !== "relayPresence") return hub.hear(name, parameters, message);
      const online = relayPresence.safeParse(message).data?.state === "online";
      if (online === headquarters) return;
      headquarters = online;
      for (const lane of lanes.values()) lane.touch();
    },
  });
  for (const lane of lanes.values()) {
    lane.recover();
    phoneWatch.look(lane);
  }
  for (const lane of lanes.values()) risk.look(lane.profile.laneId, lane.state);
  day.recover();
  board.publishAll();
  fiscal.start();
  const chain = watchChain(record.journal, clock, log);
  let servedOn = parts.port ?? config.ports.edge;
  const app = createApp({
    port: () => servedOn,
    config, secrets, bootId, clock, log, lanes, day, offline, notes, record, catalogue, attendants, knowledge, inquiryDesk, saleFinder, slips, vouchers, ids, demoAttendants,
    laneView: (lane) => board.laneView(lane),
    storeView: () => board.storeView(),
    storeChanged: () => board.storeChanged(),
    importFile: parts.importFile,
    screensFolder: parts.screensFolder,
    recordFailed: failed,
    checks: () => ({ record: record.trouble ?? "ok", journal: chain.finding(), risk: risk.finding(), mqtt: link.connected ? "ok" : "the broker is not reached" }),
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  const stop = async () => {
    hub.stop();
    fiscal.stop();
    day.stop();
    offline.stop();
    chain.stop();
    board.stop();
    bell.stop();
    phoneWatch.stop();
    risk.stop();
    for (const lane of lanes.values()) lane.stop();
    await Promise.all([link.stop(), new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve())), closeConnections(server)]);
    catalogue.close();
    record.close();
  };
  try {
    const port = await listen(server, parts.port ?? config.ports.edge, config.host);
    servedOn = port;
    hub.start();
    offline.start();
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const openBaskets = (lanes: ReadonlyMap<string, Lane>): ReadonlyMap<string, Transaction> =>
  new Map([...lanes].flatMap(([laneId, { state: { transaction } }]) => (transaction === undefined ? [] : [[laneId, transaction] as const])));

/** Requests under way get a moment; idle connections of browsers would keep the process for minutes. */
async function closeConnections(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  if (!("closeIdleConnections" in server)) return;
  server.closeIdleConnections();
  await new Promise((resolve) => setTimeout(resolve, 100));
  server.closeAllConnections();
}

/** Rings at most every 200 ms, and once more after the last change. */
function outboxBell(clock: Clock, ring: () => void): { readonly ring: () => void; readonly stop: () => void } {
  let cancel: (() => void) | undefined;
  return {
    ring: () => {
      cancel ??= clock.after(outboxBellEveryMs, () => {
        cancel = undefined;
        ring();
      });
    },
    stop: () => cancel?.(),
  };
}

async function importDemo(path: string, importPriceBook: (order: ImportOrder) => Promise<ImportAnswer>, log: Log): Promise<void> {
  const answer = await importPriceBook({ path, format: "json", mode: "replace" });
  if (answer.result === "imported") log.info({ items: answer.items }, "edge: the demo price book is imported");
  else log.error({ problems: answer.problems.slice(0, 5) }, "edge: the demo price book was refused");
}


const loopback = (host: string): string => (host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host);
