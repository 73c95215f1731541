import { type MqttRole, parseTopic, type TopicRow, topicTable } from "@laneway/contracts";

/** Who a user is: its role and, for a kiosk or an agent, the one lane it belongs to. */
export interface MqttIdentity {
  readonly role: MqttRole;
  readonly lane: string | undefined;
}

const roles: ReadonlySet<string> = new Set<MqttRole>(["edge", "agent", "kiosk", "attendant", "relay"]);
const laneBound: ReadonlySet<MqttRole> = new Set<MqttRole>(["agent", "kiosk"]);

/** Reads a user name of `mqttUser`; undefined when it is none. */
export function identityOf(user: string): MqttIdentity | undefined {
  const [role = "", lane, ...rest] = user.split("@");
  if (!roles.has(role) || rest.length > 0) return undefined;
  const identity = { role: role as MqttRole, lane };
  return laneBound.has(identity.role) === (lane !== undefined && lane !== "") ? identity : undefined;
}

const rows: readonly TopicRow[] = topicTable;

/** Default deny: a row of the table must name the role as publisher, and the lane must be the user's own. */
export function mayPublish(identity: MqttIdentity, storeId: string, topic: string, retain: boolean): boolean {
  const found = parseTopic(topic);
  if (found === undefined || found.parameters.store !== storeId) return false;
  const row = rows.find((each) => each.name === found.name);
  if (row === undefined || !row.publishers.includes(identity.role) || (retain && !row.retained)) return false;
  return identity.lane === undefined || found.parameters.lane === identity.lane;
}

/**
 * Default deny: the filter must stay within a row that names the role as subscriber. `+` may stand only where the
 * row has a placeholder, and for the lane only when the user is bound to none; `#` never.
 */
export function maySubscribe(identity: MqttIdentity, storeId: string, filter: string): boolean {
  const parts = filter.split("/");
  return rows.some((row) => {
    const pattern = row.pattern.split("/");
    if (!row.subscribers.includes(identity.role) || pattern.length !== parts.length) return false;
    return pattern.every((segment, index) => segmentFits(segment, parts[index] ?? "", identity, storeId));
  });
}

function segmentFits(segment: string, part: string, identity: MqttIdentity, storeId: string): boolean {
  if (part === "" || part.includes("#") || (part.includes("+") && part !== "+")) return false;
  if (segment === "{store}") return part === storeId;
  if (segment === "{lane}") return identity.lane === undefined || part === identity.lane;
  if (segment.startsWith("{")) return true;
  return part === segment;
}
