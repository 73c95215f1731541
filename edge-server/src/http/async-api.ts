import * as contracts from "@laneway/contracts";
import { z } from "zod";

const schemas = {
  laneView: contracts.laneView,
  weightView: contracts.weightView,
  storeView: contracts.storeView,
  agentPresence: contracts.agentPresence,
  deviceStatus: contracts.deviceStatus,
  deviceFact: contracts.deviceFact,
  deviceCommand: contracts.deviceCommand,
  outboxBell: contracts.outboxBell,
  inquiryBell: contracts.inquiryBell,
  relayPresence: contracts.relayPresence,
} as const satisfies Record<(typeof contracts.topicTable)[number]["message"], z.ZodType>;

/** The AsyncAPI 3.0 document of every MQTT topic, made from the topic table. `url` is the broker's address. */
export function asyncApiDocument(storeId: string, url: string): object {
  const address = new URL(url);
  const rows: readonly contracts.TopicRow[] = contracts.topicTable;
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Laneway store topics",
      version: "1",
      description: "MQTT is a doorbell: everything said here can be fetched again over HTTP or from the journal. Each user signs in; what is not in a row's `x-publishers` or `x-subscribers` is refused.",
    },
    servers: { broker: { host: address.host, protocol: address.protocol.replace(":", ""), protocolVersion: "3.1.1" } },
    channels: Object.fromEntries(rows.map((row) => [row.name, channelOf(row, storeId)])),
    operations: Object.fromEntries(rows.flatMap((row) => operationsOf(row))),
    components: { schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: "input" })])) },
  };
}

function channelOf(row: contracts.TopicRow, storeId: string): object {
  const parameters = [...row.pattern.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, name === "store" ? { default: storeId } : {}]);
  return {
    address: row.pattern,
    description: row.purpose,
    parameters: Object.fromEntries(parameters) as object,
    messages: { [row.message]: { contentType: "application/json", payload: { $ref: `#/components/schemas/${row.message}` } } },
    "x-publishers": row.publishers,
    "x-subscribers": row.subscribers,
    "x-retained": row.retained,
    "x-qos": row.qos,
  };
}

/** As the edge sees it: it sends what it publishes and receives what it subscribes to. */
function operationsOf(row: contracts.TopicRow): [string, object][] {
  const channel = { $ref: `#/channels/${row.name}` };
  const sent: [string, object][] = row.publishers.includes("edge") ? [[`send-${row.name}`, { action: "send", channel }]] : [];
  const received: [string, object][] = row.subscribers.includes("edge") ? [[`receive-${row.name}`, { action: "receive", channel }]] : [];
  return [...sent, ...received];
}
