import { mqttUser, topic, topicTable, type MqttRole, type TopicRow } from "@laneway/contracts";

const rows: readonly TopicRow[] = topicTable;

/** Topics a role may write and read, with `+` for whatever its user is not bound to. */
function grants(role: MqttRole, storeId: string, lane?: string): string[] {
  const place = lane === undefined ? { store: storeId } : { store: storeId, lane };
  return rows.flatMap((row) => {
    const name = topic(row.name as (typeof topicTable)[number]["name"], place);
    return [
      ...(row.publishers.includes(role) ? [`topic write ${name}`] : []),
      ...(row.subscribers.includes(role) ? [`topic read ${name}`] : []),
    ];
  });
}

/**
 * Mosquitto's access list from the topic table: what no line allows is refused. An agent and a kiosk are bound to
 * their lane, everyone to the one store.
 */
export function mosquittoAccess(storeId: string, laneIds: readonly string[]): string {
  const block = (role: MqttRole, lane?: string) => [`user ${mqttUser(role, lane)}`, ...grants(role, storeId, lane), ""];
  return [
    "# Made from contracts/src/topics.ts. Default deny: what no line allows is refused.",
    "",
    ...(["edge", "relay", "attendant"] as const).flatMap((role) => block(role)),
    ...laneIds.flatMap((lane) => [...block("agent", lane), ...block("kiosk", lane)]),
  ].join("\n");
}
