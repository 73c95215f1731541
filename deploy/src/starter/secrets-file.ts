import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mqttUser, storeSecrets, type StoreSecrets } from "@laneway/contracts";
import { StartProblem } from "./problem.js";
import { writeWhole } from "./write-whole.js";

const fresh = () => randomBytes(32).toString("base64url");

/**
 * Reads the store's secrets, making them at the first start. A lane added later gets its keys, and so does what an older
 * version did not have; keys that exist never change. The file is written whole or not at all, readable by its owner only.
 */
export function ensureSecrets(path: string, laneIds: readonly string[]): StoreSecrets {
  const found = existsSync(path) ? readSecrets(path) : undefined;
  const secrets: StoreSecrets = structuredClone(
    found ?? { mqtt: {}, kioskKeys: {}, relayToken: fresh(), storeRelayKey: fresh(), sessionKey: fresh(), signingSeed: fresh(), adminToken: fresh() },
  );
  const users = ["edge", "relay", "attendant", ...laneIds.flatMap((lane) => [mqttUser("agent", lane), mqttUser("kiosk", lane)])];
  for (const user of users) secrets.mqtt[user] ??= fresh();
  for (const lane of laneIds) secrets.kioskKeys[lane] ??= fresh();
  secrets.signingSeed ??= fresh();
  secrets.adminToken ??= fresh();
  secrets.providers ??= {};
  secrets.providers.wallet ??= { apiKey: fresh(), callbackSecret: fresh() };
  if (JSON.stringify(secrets) !== JSON.stringify(found)) writeWhole(path, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  return secrets;
}

function readSecrets(path: string): StoreSecrets {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw damaged(path, (error as Error).message);
  }
  const parsed = storeSecrets.safeParse(value);
  if (!parsed.success) throw damaged(path, parsed.error.issues.map((issue) => issue.path.join(".")).join(", "));
  return parsed.data;
}

// The parser's message may quote the text, which holds keys: only its place is told.
const damaged = (path: string, where: string) =>
  new StartProblem(`${path} is damaged (${where.replace(/".*"/s, "…")}); fix: restore it from a backup, or delete it to make new keys (kiosks then need their new address)`, 3);
