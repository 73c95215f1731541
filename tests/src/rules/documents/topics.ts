import { type TopicRow, topicTable } from "@laneway/contracts";

/** docs/TOPICS.md: the topic table as people read it. */
export function topicsDocument(): string {
  const rows: readonly TopicRow[] = topicTable;
  const lines = rows.map(
    (row) => `| \`${row.pattern}\` | ${row.purpose} | \`${row.message}\` | ${row.publishers.join(", ")} | ${row.subscribers.join(", ")} | ${row.retained ? "yes" : "no"} | ${row.qos} |`,
  );
  return `# MQTT topics

Made by \`npm run docs\` from \`contracts/src/topics.ts\`; a test compares the two. The embedded broker enforces this table and
the Mosquitto access list is generated from it: what is not in it is refused. \`{store}\`, \`{lane}\` and \`{device}\` stand for ids.
An agent or a kiosk signs in for one lane and sees no other. Messages are JSON; their schemas stand in \`contracts/src\`.

| topic | purpose | message | written by | read by | retained | QoS |
|---|---|---|---|---|---|---|
${lines.join("\n")}
`;
}
