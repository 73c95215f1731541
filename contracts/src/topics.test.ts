import { describe, expect, it } from "vitest";
import { parseTopic, topic, topicTable } from "./topics.js";

describe("topics", () => {
  it.each(topicTable.map((row) => row.name))("reads back what it writes: %s", (name) => {
    const text = topic(name, { store: "demo", lane: "lane-1", device: "scanner" });
    expect(parseTopic(text)?.name).toBe(name);
    expect(parseTopic(text)?.parameters.store).toBe("demo");
  });

  it("leaves a wildcard for what is not given", () => {
    expect(topic("deviceFact", { store: "demo" })).toBe("laneway/1/demo/lane/+/device/+/fact");
  });

  it("knows none of the topics of others", () => {
    expect(parseTopic("laneway/1/demo/lane//view")).toBeUndefined();
    expect(parseTopic("laneway/2/demo/lane/a/view")).toBeUndefined();
    expect(parseTopic("$SYS/broker/uptime")).toBeUndefined();
  });

  it("never retains what a returning client must not replay", () => {
    for (const row of topicTable) {
      if (row.name === "deviceFact" || row.name === "deviceCommand") expect(row.retained).toBe(false);
    }
  });
});
