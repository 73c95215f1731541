import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parseStoreConfig, type StoreConfig } from "@laneway/contracts";
import { expect, it } from "vitest";
import { addressLines } from "./addresses.js";
import { lanesOf } from "./lanes.js";

const secrets = { mqtt: {}, kioskKeys: { "lane-1": "the-key-of-lane-1" }, relayToken: "", storeRelayKey: "", sessionKey: "" };
function config(settings: object): StoreConfig {
  const parsed = parseStoreConfig(JSON.stringify({ lanes: 1, ...settings }), {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}
const lines = (settings: object) => addressLines(config(settings), lanesOf(config(settings)), secrets);

it("a twin shows what its edge server tells: benches, people and their PINs", async () => {
  const twin = {
    lanes: [{ laneId: "lane-1", name: "1", kioskPath: "/lane/lane-1#key=k", benchPath: "/bench/lane-1", benchUrl: "http://127.0.0.1:1" }],
    attendants: [{ attendantId: "ana", name: "Ana", pin: "1111", role: "attendant" }],
  };
  const edge = createServer((_request, response) => response.end(JSON.stringify(twin)));
  await new Promise<void>((resolve) => edge.listen(0, "127.0.0.1", resolve));
  const { port } = edge.address() as AddressInfo;
  const shown = await lines({ ports: { edge: port } });
  edge.close();
  expect(shown).toContain(`  Lane 1 bench   http://127.0.0.1:${port}/bench/lane-1`);
  expect(shown).toContain("                 ana, PIN 1111 (Ana, attendant)");
  expect(shown).toContain("  Headquarters   http://127.0.0.1:7320/");
});

it("a twin whose edge server says nothing still shows how to reach its lanes", async () => {
  expect(await lines({ ports: { edge: 1 } })).toContain("  Lane 1 kiosk   http://127.0.0.1:1/lane/lane-1#key=the-key-of-lane-1");
});

it("a real store keeps its keys off the terminal and says where they are; an address on every interface is shown as this machine", async () => {
  const shown = (await lines({ twin: false, host: "0.0.0.0", cloudUrl: "none" })).join("\n");
  expect(shown).not.toContain("the-key-of-lane-1");
  expect(shown).toContain("KEY: kioskKeys in data/secrets.json");
  expect(shown).toContain("http://127.0.0.1:7300/attendant");
  expect(shown).not.toContain("Headquarters");
});
