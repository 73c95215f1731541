import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandAnswer, type ItemCard, type LaneView, mqttUser, parseStoreConfig, paths, type Receipt, type Session, simulatedLaneProfile, type StoreConfig } from "@laneway/contracts";
import { pino } from "pino";
import { type Broker, startBroker } from "../broker/broker.js";
import { type Edge, type EdgeOptions, startEdge } from "../edge.js";
import { systemClock, systemIds } from "../ports.js";
import { FakeAgent } from "./fake-agent.js";
import { smallPriceBook } from "./price-book.js";

/** Whatever an answer may hold. A test looks at what it expects to be there, and fails when it is not. */
export interface AnswerBody extends Session {
  readonly result: string;
  readonly refusal: { readonly reason: string; readonly details: { readonly seconds: number }; readonly fields: readonly { readonly path: string }[] };
  readonly receipt: Receipt;
  readonly receipts: readonly Receipt[];
  readonly items: readonly ItemCard[];
  readonly waiting: number;
  readonly quote: object;
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly post: { readonly requestBody: object } }>>;
  readonly channels: object;
  readonly components: { readonly schemas: object };
}

export interface Answered {
  readonly status: number;
  readonly body: AnswerBody;
}

const silent = pino({ level: "silent" });

export const testSecrets = (lanes: number): EdgeOptions["secrets"] => {
  const users = [mqttUser("edge"), mqttUser("relay"), mqttUser("attendant")];
  for (let lane = 1; lane <= lanes; lane += 1) users.push(mqttUser("agent", `lane-${lane}`), mqttUser("kiosk", `lane-${lane}`));
  return {
    mqtt: Object.fromEntries(users.map((user) => [user, `password-of-${user}-0123456789`])),
    kioskKeys: Object.fromEntries(Array.from({ length: lanes }, (_, index) => [`lane-${index + 1}`, `kiosk-key-of-lane-${index + 1}-0123456789`])),
    relayToken: "relay-token-0123456789",
    storeRelayKey: "store-relay-key-0123456789",
    sessionKey: "session-key-0123456789-0123456789-0123456789",
    signingSeed: "signing-seed-of-the-tests-0123456789-01234w",
  };
};

/** A broker and an edge server on free ports, over a folder of their own; both can be stopped and started again. */
export class SmallStore {
  readonly dataFolder: string;
  readonly secrets: EdgeOptions["secrets"];
  readonly lanes: number;
  readonly #rules: object;
  readonly #store: object;
  readonly #settings: object;
  broker!: Broker;
  edge!: Edge;

  private constructor(lanes: number, rules: object, store: object, settings: object) {
    this.lanes = lanes;
    this.#rules = rules;
    this.#store = store;
    this.#settings = settings;
    this.secrets = testSecrets(lanes);
    this.dataFolder = mkdtempSync(join(tmpdir(), "laneway-edge-"));
    writeFileSync(join(this.dataFolder, "price-book.json"), JSON.stringify(smallPriceBook()));
  }

  static async open(options: { lanes?: number; rules?: object; store?: object; settings?: object } = {}): Promise<SmallStore> {
    const store = new SmallStore(options.lanes ?? 1, options.rules ?? {}, options.store ?? {}, options.settings ?? {});
    store.broker = await store.#startBroker(0, 0);
    await store.startEdge();
    return store;
  }

  /** A new broker on the same ports that remembers nothing. */
  async restartBroker(): Promise<void> {
    const { port, webSocketPort } = this.broker;
    await this.broker.stop();
    this.broker = await this.#startBroker(port, webSocketPort);
  }

  #startBroker(port: number, webSocketPort: number): Promise<Broker> {
    return startBroker({ host: "127.0.0.1", port, webSocketPort, storeId: "demo", passwords: this.secrets.mqtt, log: silent });
  }

  get config(): StoreConfig {
    const settings = {
      dataFolder: this.dataFolder,
      lanes: this.lanes,
      rules: this.#rules,
      store: this.#store,
      ...this.#settings,
      mqttUrl: this.mqttUrl,
      mqttWebSocketUrl: `ws://127.0.0.1:${this.broker.webSocketPort}`,
    };
    const parsed = parseStoreConfig(JSON.stringify(settings), {});
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return parsed.value;
  }

  get mqttUrl(): string {
    return `mqtt://127.0.0.1:${this.broker.port}`;
  }

  get url(): string {
    return `http://127.0.0.1:${this.edge.port}`;
  }

  async startEdge(): Promise<void> {
    const { config } = this;
    this.edge = await startEdge({
      config,
      secrets: this.secrets,
      profiles: Array.from({ length: this.lanes }, (_, index) => simulatedLaneProfile(config, index)),
      clock: systemClock,
      ids: systemIds,
      log: silent,
      screensFolder: join(this.dataFolder, "screens"),
      demoPriceBook: join(this.dataFolder, "price-book.json"),
      port: 0,
      fatal: (error) => {
        throw error;
      },
    });
  }

  agent(lane = "lane-1"): Promise<FakeAgent> {
    return FakeAgent.connect(this.mqttUrl, lane, this.secrets.mqtt[mqttUser("agent", lane)] ?? "");
  }

  async get(path: string, token?: string): Promise<Answered> {
    return answered(await fetch(this.url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }));
  }

  async post(path: string, body: unknown, token?: string, headers: Record<string, string> = {}): Promise<Answered> {
    const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return answered(await fetch(this.url + path, { method: "POST", body: text, headers: { "content-type": "application/json", ...authorization, ...headers } }));
  }

  async kiosk(lane = "lane-1"): Promise<Kiosk> {
    const { body } = await this.post(paths.kioskSession, { laneId: lane, key: this.secrets.kioskKeys[lane] });
    return new Kiosk(this, lane, body.token);
  }

  async attendantToken(attendantId = "ana", pin = "738154"): Promise<string> {
    const { body } = await this.post(paths.attendantSession, { attendantId, pin });
    return body.token;
  }

  async close(): Promise<void> {
    await this.edge.stop();
    await this.broker.stop();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}

/** A lane's screen, by HTTP. */
export class Kiosk {
  constructor(
    readonly store: SmallStore,
    readonly lane: string,
    readonly token: string,
  ) {}

  async send(command: object, commandId: string = randomUUID()): Promise<CommandAnswer> {
    return (await this.store.post(paths.laneCommands(this.lane), { commandId, ...command }, this.token)).body as unknown as CommandAnswer;
  }

  async view(): Promise<LaneView> {
    return (await this.store.get(paths.laneView(this.lane), this.token)).body as unknown as LaneView;
  }
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, body: (response.headers.get("content-type")?.includes("json") === true ? JSON.parse(text) : text) as AnswerBody };
}
