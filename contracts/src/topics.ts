/**
 * Every MQTT topic of a store, in one table: who may publish, who may read, retained or not.
 * The Mosquitto ACL, the embedded broker's checks, the AsyncAPI document and the code all come from here.
 * No schema library in this file: the kiosk's bundle holds it.
 */
export type MqttRole = "edge" | "agent" | "kiosk" | "attendant" | "relay";

export interface TopicRow {
  readonly name: string;
  /** `{store}`, `{lane}` and `{device}` are placeholders. */
  readonly pattern: string;
  readonly publishers: readonly MqttRole[];
  readonly subscribers: readonly MqttRole[];
  readonly retained: boolean;
  readonly qos: 0 | 1;
  /** Name of the schema in contracts. */
  readonly message: string;
  readonly purpose: string;
}

const root = "laneway/1/{store}";

export const topicTable = [
  { name: "laneView", pattern: `${root}/lane/{lane}/view`, publishers: ["edge"], subscribers: ["kiosk", "attendant"], retained: true, qos: 1, message: "laneView", purpose: "What the lane's kiosk shows" },
  { name: "weightView", pattern: `${root}/lane/{lane}/weight`, publishers: ["edge"], subscribers: ["kiosk"], retained: true, qos: 0, message: "weightView", purpose: "Live weight on the produce scale" },
  { name: "storeView", pattern: `${root}/attendant/view`, publishers: ["edge"], subscribers: ["attendant"], retained: true, qos: 1, message: "storeView", purpose: "All lanes and the queue of interventions" },
  { name: "edgePresence", pattern: `${root}/edge/presence`, publishers: ["edge"], subscribers: ["agent", "kiosk", "attendant", "relay"], retained: true, qos: 1, message: "agentPresence", purpose: "Is the edge server alive (last will)" },
  { name: "agentPresence", pattern: `${root}/lane/{lane}/agent/presence`, publishers: ["agent"], subscribers: ["edge"], retained: true, qos: 1, message: "agentPresence", purpose: "Is the lane's device agent alive (last will)" },
  { name: "deviceStatus", pattern: `${root}/lane/{lane}/device/{device}/status`, publishers: ["agent"], subscribers: ["edge"], retained: true, qos: 1, message: "deviceStatus", purpose: "Connection and faults of one device" },
  { name: "deviceFact", pattern: `${root}/lane/{lane}/device/{device}/fact`, publishers: ["agent"], subscribers: ["edge"], retained: false, qos: 1, message: "deviceFact", purpose: "A scan, a weight, a payment outcome, a print result" },
  { name: "deviceCommand", pattern: `${root}/lane/{lane}/device/{device}/command`, publishers: ["edge"], subscribers: ["agent"], retained: false, qos: 1, message: "deviceCommand", purpose: "Authorise, print, acknowledge; with id and expiry" },
  { name: "outboxBell", pattern: `${root}/relay/bell`, publishers: ["edge"], subscribers: ["relay"], retained: false, qos: 0, message: "outboxBell", purpose: "New rows are in the outbox" },
  { name: "inquiryBell", pattern: `${root}/relay/inquiry-bell`, publishers: ["edge"], subscribers: ["relay"], retained: false, qos: 0, message: "inquiryBell", purpose: "Headquarters is to be asked something" },
  { name: "relayPresence", pattern: `${root}/relay/presence`, publishers: ["relay"], subscribers: ["edge"], retained: true, qos: 1, message: "relayPresence", purpose: "Is headquarters reachable" },
] as const satisfies readonly TopicRow[];

export type TopicName = (typeof topicTable)[number]["name"];
export interface TopicParameters {
  readonly store: string;
  readonly lane?: string;
  readonly device?: string;
}

/** Fills a topic's placeholders; a missing one becomes the single-level wildcard `+`, for subscribing. */
export function topic(name: TopicName, parameters: TopicParameters): string {
  const row = topicTable.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no topic named ${name}`);
  return row.pattern
    .replace("{store}", parameters.store)
    .replace("{lane}", parameters.lane ?? "+")
    .replace("{device}", parameters.device ?? "+");
}

/** Reads a concrete topic back into its row and parameters, or undefined when it is none of ours. */
export function parseTopic(text: string): { name: TopicName; parameters: Required<Pick<TopicParameters, "store">> & TopicParameters } | undefined {
  const parts = text.split("/");
  for (const row of topicTable) {
    const pattern = row.pattern.split("/");
    if (pattern.length !== parts.length) continue;
    const parameters: Record<string, string> = {};
    const matches = pattern.every((segment, index) => {
      const part = parts[index] ?? "";
      if (!segment.startsWith("{")) return segment === part;
      parameters[segment.slice(1, -1)] = part;
      return part !== "";
    });
    if (matches) return { name: row.name, parameters: { store: parameters.store ?? "", ...parameters } };
  }
  return undefined;
}

/**
 * MQTT user names: `edge`, `relay`, `attendant`, `agent@<lane>`, `kiosk@<lane>`. Bound to role and lane by the broker.
 * No colon: Mosquitto's password file ends a user name at the first one.
 */
export function mqttUser(role: MqttRole, lane?: string): string {
  return lane === undefined ? role : `${role}@${lane}`;
}
