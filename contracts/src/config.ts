import { z } from "zod";
import { giftCardSales } from "./gift-card-sales.js";
import { offlineCardsSetting } from "./offline-cards-setting.js";
import { restrictionRule } from "./restriction-rule.js";
import { err, ok, type Result } from "./result.js";
import { storeRules } from "./store-rules.js";
import { tipRules } from "./tip.js";
import { voucherRules } from "./voucher.js";
import { ed25519PublicKey } from "./signature.js";
import { amountMinor, currencyCode, laneId, localeTag, storeId } from "./units.js";

const port = z.int().min(1).max(65_535);
const host = z.string().min(1).max(253);

const tcpTransport = z.strictObject({ kind: z.literal("tcp"), host, port });

/** How a device is reached. */
export const transport = z.discriminatedUnion("kind", [
  tcpTransport,
  z.strictObject({
    kind: z.literal("serial"),
    path: z.string().min(1),
    baudRate: z.int().min(300).max(921_600).optional(),
    dataBits: z.union([z.literal(7), z.literal(8)]).optional(),
    parity: z.enum(["none", "even", "odd"]).optional(),
    stopBits: z.union([z.literal(1), z.literal(2)]).optional(),
  }),
]);

const deviceOver = <P extends string, T extends z.ZodType>(protocol: P, way: T) =>
  z.strictObject({
    protocol: z.literal(protocol),
    transport: way,
    simulated: z.boolean().default(false),
    /** Protocol settings, checked by the adapter when it opens. */
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  });
const device = <P extends string>(protocol: P) => deviceOver(protocol, transport);

/** One file a lane: deploy/lanes/*.json. The simulated lane is such a file. */
export const laneProfile = z.strictObject({
  laneId,
  name: z.string().min(1).max(20),
  training: z.boolean().default(false),
  /** Whose prices and promotions it sells at: the store's, or those of events, as a stand at a fair does. */
  channel: z.enum(["store", "event"]).default("store"),
  /** An attendant takes cash here, out of a drawer that the receipt printer opens. */
  cash: z.boolean().default(false),
  /** Whether shoppers are asked for a tip here; absent: as the store has it. */
  tips: z.boolean().optional(),
  devices: z.strictObject({
    scanner: device("serial-scanner").optional(),
    "produce-scale": device("mettler-8217").optional(),
    "security-scale": device("mt-sics").optional(),
    "receipt-printer": device("esc-pos").optional(),
    "payment-terminal": z.discriminatedUnion("protocol", [device("zvt"), deviceOver("nexo", tcpTransport)]).optional(),
  }),
});

/** The store's configuration: laneway.config.json, environment variables over it, defaults under it. Documented in docs/CONFIGURATION.md. */
export const storeConfig = z.strictObject({
  store: z
    .strictObject({
      id: storeId.default("demo"),
      name: z.string().min(1).max(80).default("Laneway Demo Market"),
      addressLines: z.array(z.string().max(60)).max(6).default(["1 Example Street", "10115 Berlin"]),
      taxId: z.string().max(40).default("DE000000000"),
      country: z.string().regex(/^[A-Z]{2}$/, "a two-letter country code such as DE").default("DE"),
      /** For prices, taxes and promotions that hold in a part of the country only: a state, a sales region. */
      region: z.string().min(1).max(64).optional(),
      /** The GS1 company prefix or GLN by which makers name this retailer on coupons meant for one retailer only. */
      retailerId: z.string().regex(/^\d{7,13}$/, "7 to 13 digits").optional(),
      currency: currencyCode.default("EUR"),
      timeZone: z.string().min(1).default("Europe/Berlin"),
      locales: z.array(localeTag).min(1).default(["en", "de", "ar"]),
      /** The country's scheme for signed receipts. */
      fiscal: z.enum(["none", "AT-RKSV"]).default("none"),
      receiptNotice: z.string().max(200).default("Demo store: prices are invented."),
    })
    .prefault({}),
  /** Every file the store writes lies below this folder. */
  dataFolder: z.string().min(1).default("./data"),
  host: host.default("127.0.0.1"),
  ports: z
    .strictObject({
      edge: port.default(7300),
      mqtt: port.default(7310),
      mqttWebSocket: port.default(7311),
      cloud: port.default(7320),
      /** The simulated wallet. */
      wallet: port.default(7330),
      /** Bench control pages and simulated devices: ten ports a lane from here. */
      bench: port.default(7400),
    })
    .prefault({}),
  /** How many simulated lanes to run; ignored when `laneFiles` names lane profiles. */
  lanes: z.int().min(0).max(64).default(2),
  laneFiles: z.array(z.string()).default([]),
  /** External broker, e.g. mqtt://127.0.0.1:1883; absent: the embedded one. */
  mqttUrl: z.string().regex(/^mqtts?:\/\//, "a URL that begins with mqtt:// or mqtts://").optional(),
  /** WebSocket address of the external broker for the screens; needed with mqttUrl. */
  mqttWebSocketUrl: z.string().regex(/^wss?:\/\//, "a URL that begins with ws:// or wss://").optional(),
  /** PostgreSQL for headquarters; absent: the embedded PGlite. */
  databaseUrl: z.string().regex(/^postgres(ql)?:\/\//, "a URL that begins with postgres://").optional(),
  /** Headquarters' address for the relay; absent: the one started here. "none": no headquarters. */
  cloudUrl: z.union([z.literal("none"), z.string().regex(/^https?:\/\//, "a URL that begins with http:// or https://, or none")]).optional(),
  /** Address that shoppers' phones can reach, printed on receipts; absent: the edge server's own. */
  publicUrl: z.string().regex(/^https?:\/\//, "a URL that begins with http:// or https://").optional(),
  businessDay: z
    .strictObject({
      /** A lane begins no basket while no business day is open. False: it sells, and the calendar gives the date. */
      required: z.boolean().default(false),
    })
    .prefault({}),
  rules: storeRules.prefault({}),
  /** Restrictions beside those of the country's law, or instead: a row for goods replaces what it names of the country's row. */
  restrictions: z.array(restrictionRule).max(200).default([]),
  tenders: z
    .strictObject({
      /** Gift cards, kept by headquarters. */
      giftCards: z.boolean().default(true),
      /** Gift cards from the rack are sold, and cards reloaded, at the lanes; with `giftCards` alone. */
      giftCardSales: giftCardSales.prefault({}),
      /** Slips of bottle machines. Those that the store itself signs are always known, as `store`. */
      depositSlips: z
        .strictObject({
          /** The machines: as their slips name them, and the public key (Ed25519, base64url) that they sign with. */
          issuers: z
            .array(z.strictObject({ issuer: z.string().regex(/^[a-z0-9-]{1,32}$/, "1-32 of a-z 0-9 -").refine((name) => name !== "store", "\"store\" is the store itself"), publicKey: ed25519PublicKey }))
            .max(50)
            .default([]),
          /** A slip over more is looked at by a person. */
          maximumMinor: amountMinor.min(1).default(50_00),
        })
        .prefault({}),
      /** Store credit that the store itself signs. What it has issued is always taken. */
      vouchers: voucherRules.prefault({}),
      /** Tips to the people of the store, asked for before a card is. */
      tips: tipRules.prefault({}),
      offlineCards: offlineCardsSetting.prefault({}),
      /** Cash is rounded to the nearest multiple of this, in minor units: 5 where the smallest coin is five. Absent: as usual in the country. */
      cashStepMinor: z.int().min(1).max(100_000).optional(),
      /** Which way an amount goes that lies between two of them. */
      cashRounding: z.enum(["half-up", "half-even", "half-odd", "half-down", "up", "down"]).default("half-up"),
      /**
       * Payments on the shopper's own phone: the address of a wallet that speaks the wallet protocol (docs/TENDERS.md), "simulated" for
       * the one that ships, or "none". Absent: simulated in a twin, else none.
       */
      wallet: z.union([z.literal("none"), z.literal("simulated"), z.string().regex(/^https?:\/\/[^/]/, "a URL that begins with http:// or https://, simulated, or none")]).optional(),
      /** As the shopper knows it. */
      walletName: z.string().min(1).max(40).default("Test wallet"),
      /** How long a shopper has to pay. */
      walletSeconds: z.int().min(30).max(900).default(180),
      /** Headquarters as the wallet reaches it, for its callbacks; absent: headquarters' own address. */
      callbackUrl: z.string().regex(/^https?:\/\//, "a URL that begins with http:// or https://").optional(),
    })
    .prefault({}),
  /** How baskets are judged before they are paid for (docs/LOSS-PREVENTION.md). */
  risk: z
    .strictObject({
      enabled: z.boolean().default(true),
      /** A model of the store's own; absent: the one that ships. */
      modelFile: z.string().min(1).optional(),
      /** Of its bytes; needed with modelFile. */
      modelSha256: z.string().regex(/^[0-9a-f]{64}$/, "64 of 0-9 a-f").optional(),
      /** Rules of the store's own; absent: the usual ones. */
      rulesFile: z.string().min(1).optional(),
      /** A score that takes longer counts as none. */
      deadlineMs: z.int().min(1).max(1_000).default(50),
      interventionsPer1000: z.int().min(0).max(1_000).default(20),
      nudgesPer1000: z.int().min(0).max(1_000).default(40),
      auditsPer1000: z.int().min(0).max(1_000).default(0),
      leastPpm: z.int().min(0).max(1_000_000).default(200_000),
      dearMinor: amountMinor.min(1).default(8_00),
      cheapPerKiloMinor: amountMinor.min(1).default(2_50),
    })
    .prefault({}),
  /** A simulated store: bench pages, the start page with keys, demo attendants and items. */
  twin: z.boolean().default(true),
});

export type Transport = z.infer<typeof transport>;
export type LaneProfile = z.infer<typeof laneProfile>;
export type StoreConfig = z.infer<typeof storeConfig>;
export type StoreRules = StoreConfig["rules"];
export type RiskConfig = StoreConfig["risk"];
export type TenderRules = StoreConfig["tenders"];

/** One wrong setting: which key, what is wrong, and how to put it right. */
export interface ConfigProblem {
  readonly key: string;
  readonly problem: string;
  readonly fix: string;
}

/** Environment variable → configuration key. */
export const environmentKeys = {
  LANEWAY_STORE_ID: "store.id",
  LANEWAY_STORE_NAME: "store.name",
  LANEWAY_COUNTRY: "store.country",
  LANEWAY_REGION: "store.region",
  LANEWAY_CURRENCY: "store.currency",
  LANEWAY_RISK: "risk.enabled",
  LANEWAY_FISCAL: "store.fiscal",
  LANEWAY_TIME_ZONE: "store.timeZone",
  LANEWAY_DATA: "dataFolder",
  LANEWAY_HOST: "host",
  LANEWAY_EDGE_PORT: "ports.edge",
  LANEWAY_MQTT_PORT: "ports.mqtt",
  LANEWAY_MQTT_WS_PORT: "ports.mqttWebSocket",
  LANEWAY_CLOUD_PORT: "ports.cloud",
  LANEWAY_WALLET_PORT: "ports.wallet",
  LANEWAY_BENCH_PORT: "ports.bench",
  LANEWAY_LANES: "lanes",
  LANEWAY_MQTT_URL: "mqttUrl",
  LANEWAY_MQTT_WS_URL: "mqttWebSocketUrl",
  LANEWAY_DATABASE_URL: "databaseUrl",
  LANEWAY_CLOUD_URL: "cloudUrl",
  LANEWAY_PUBLIC_URL: "publicUrl",
} as const;

const wholeNumberKeys = new Set<string>(["ports.edge", "ports.mqtt", "ports.mqttWebSocket", "ports.cloud", "ports.wallet", "ports.bench", "lanes"]);

function settingOf(key: string, text: string): string | number | boolean {
  if (wholeNumberKeys.has(key) && /^\d+$/.test(text)) return Number(text);
  return key === "risk.enabled" && (text === "true" || text === "false") ? text === "true" : text;
}

/**
 * Builds the configuration from the file's text (undefined: no file) and the environment.
 * Pure: reading the file is the caller's. Every problem names its key and its fix.
 */
export function parseStoreConfig(
  fileText: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Result<StoreConfig, readonly ConfigProblem[]> {
  let settings: Record<string, unknown> = {};
  if (fileText !== undefined) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(fileText);
    } catch (error) {
      return err([{ key: "laneway.config.json", problem: `is not JSON (${(error as Error).message})`, fix: "correct the file, or delete it to use the defaults" }]);
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
      return err([{ key: "laneway.config.json", problem: "is not a JSON object", fix: 'begin it with "{" and end it with "}"' }]);
    }
    settings = parsed as Record<string, unknown>;
  }
  const sourceOf = new Map<string, string>();
  for (const [variable, key] of Object.entries(environmentKeys)) {
    const text = environment[variable];
    if (text === undefined || text === "") continue;
    sourceOf.set(key, variable);
    const value = settingOf(key, text);
    const segments = key.split(".");
    let target = settings;
    for (const segment of segments.slice(0, -1)) {
      const next = target[segment];
      if (typeof next !== "object" || next === null) target[segment] = {};
      target = target[segment] as Record<string, unknown>;
    }
    target[segments.at(-1) as string] = value;
  }
  const parsed = storeConfig.safeParse(settings);
  if (!parsed.success) return err(parsed.error.issues.map((issue) => problemOf(issue, sourceOf)));
  const problems = relationProblems(parsed.data);
  return problems.length > 0 ? err(problems) : ok(parsed.data);
}

function problemOf(issue: z.core.$ZodIssue, sourceOf: ReadonlyMap<string, string>): ConfigProblem {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const key = [...issue.path, issue.keys[0] ?? ""].join(".");
    return { key, problem: "is not a setting", fix: "remove it, or correct its spelling (docs/CONFIGURATION.md lists all settings)" };
  }
  const variable = sourceOf.get(path);
  return { key: variable === undefined ? path : `${path} (from ${variable})`, problem: saidWrong(issue), fix: "docs/CONFIGURATION.md shows the values it takes" };
}

/** What is wrong with a value, to follow its key. The value itself is not repeated: it may hold a password. */
function saidWrong(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "number" || issue.expected === "int") return "is not a whole number";
      return issue.expected === "boolean" ? "is neither true nor false" : `is not of the kind ${issue.expected}`;
    case "too_big":
      return issue.origin === "string" || issue.origin === "array" ? `is longer than ${issue.maximum}` : `is more than ${issue.maximum}`;
    case "too_small":
      return issue.origin === "string" || issue.origin === "array" ? `is shorter than ${issue.minimum}` : `is less than ${issue.minimum}`;
    case "invalid_format":
      return `is not ${issue.message}`;
    case "invalid_union": {
      const said = issue.errors.flat().find((each) => each.code === "invalid_format");
      return said === undefined ? "is none of the values it takes" : `is not ${said.message}`;
    }
    default:
      return `is not possible (${issue.message})`;
  }
}

function relationProblems(config: StoreConfig): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (config.mqttUrl !== undefined && config.mqttWebSocketUrl === undefined) {
    problems.push({ key: "mqttWebSocketUrl", problem: "is missing while mqttUrl is set", fix: "set it to the broker's WebSocket address, e.g. ws://127.0.0.1:9001" });
  }
  if ((config.risk.modelFile === undefined) !== (config.risk.modelSha256 === undefined)) {
    problems.push({ key: "risk.modelSha256", problem: "and risk.modelFile belong together", fix: "set both, with the sha256 of the model's manifest, or neither" });
  }
  const seen = new Map<number, string>();
  for (const [name, value] of Object.entries(config.ports)) {
    const other = seen.get(value);
    if (other !== undefined) problems.push({ key: `ports.${name}`, problem: `is ${value}, the same as ports.${other}`, fix: "give each its own port" });
    seen.set(value, name);
  }
  if (config.tenders.wallet === "simulated" && !config.twin) {
    problems.push({ key: "tenders.wallet", problem: "is simulated in a store that is no twin: it would take no money", fix: "set it to the wallet's address, or to none" });
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: config.store.timeZone });
  } catch {
    problems.push({ key: "store.timeZone", problem: `"${config.store.timeZone}" is not a known time zone`, fix: "use an IANA name such as Europe/Berlin" });
  }
  return problems;
}

/** The line a process prints before it exits with status 2. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  return problems.map((each) => `laneway: configuration: ${each.key} ${each.problem}; fix: ${each.fix}`).join("\n");
}

/**
 * Reads the configuration the way every part does: LANEWAY_CONFIG (default laneway.config.json, which may be absent), then the environment.
 * `readText` answers a file's text, or undefined when there is none.
 */
export function loadStoreConfig(
  environment: Readonly<Record<string, string | undefined>>,
  readText: (path: string) => string | undefined,
): Result<StoreConfig, readonly ConfigProblem[]> {
  const named = environment.LANEWAY_CONFIG;
  const text = readText(named ?? "laneway.config.json");
  if (named !== undefined && named !== "" && text === undefined) {
    return err([{ key: "LANEWAY_CONFIG", problem: `names ${named}, which cannot be read`, fix: "correct the path, or unset it to use laneway.config.json" }]);
  }
  return parseStoreConfig(text, environment);
}

/** Where each part keeps its files, below `dataFolder`. */
export const dataFiles = {
  secrets: "secrets.json",
  edgeDatabase: "edge/edge.db",
  /** Keys of the software fiscal unit; an auditor needs them to read the turnover. */
  fiscalUnit: "edge/fiscal-unit.json",
  cloudDatabase: "cloud/pglite",
  /** The simulated wallet's own books. */
  walletBook: "wallet/book.json",
  laneProfile: (lane: string) => `lanes/${lane}.json`,
  /** Held by the starter while it runs: a second start on the same data is refused. */
  lock: "laneway.lock",
} as const;

/** The wallet that shoppers may pay with: its address, whether it is the simulated one; undefined: none. */
export function walletOf(config: StoreConfig): { readonly url: string; readonly simulated: boolean } | undefined {
  const wallet = config.tenders.wallet ?? (config.twin ? "simulated" : "none");
  if (wallet === "none") return undefined;
  if (wallet !== "simulated") return { url: wallet.replace(/\/+$/, ""), simulated: false };
  return { url: `http://${reachable(config.host)}:${config.ports.wallet}`, simulated: true };
}

/** "Any interface" is reached on this machine. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/** Ten ports a lane: the bench, then one for each simulated device. */
export function simulatedPorts(config: StoreConfig, laneIndex: number) {
  const base = config.ports.bench + laneIndex * 10;
  return { bench: base, scanner: base + 1, produceScale: base + 2, securityScale: base + 3, printer: base + 4, terminal: base + 5 };
}

/** The profile of the nth simulated lane (from 0): the same file a lane with hardware has. */
export function simulatedLaneProfile(config: StoreConfig, laneIndex: number): LaneProfile {
  const ports = simulatedPorts(config, laneIndex);
  const tcp = (at: number): Transport => ({ kind: "tcp", host: config.host, port: at });
  return {
    laneId: `lane-${laneIndex + 1}`,
    name: String(laneIndex + 1),
    training: false,
    channel: "store",
    cash: false,
    devices: {
      scanner: { protocol: "serial-scanner", transport: tcp(ports.scanner), simulated: true, options: {} },
      "produce-scale": { protocol: "mettler-8217", transport: tcp(ports.produceScale), simulated: true, options: {} },
      "security-scale": { protocol: "mt-sics", transport: tcp(ports.securityScale), simulated: true, options: {} },
      "receipt-printer": { protocol: "esc-pos", transport: tcp(ports.printer), simulated: true, options: {} },
      "payment-terminal": { protocol: "zvt", transport: tcp(ports.terminal), simulated: true, options: {} },
    },
  };
}
