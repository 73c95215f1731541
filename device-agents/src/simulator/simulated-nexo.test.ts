import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { laneProfile } from "@laneway/contracts";
import { afterEach, expect, test } from "vitest";
import { prepareSimulatedNexo } from "./simulated-nexo.js";

const folder = mkdtempSync(join(tmpdir(), "laneway-nexo-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a simulated nexo terminal keeps its certificates, and its root lies where the agent looks", () => {
  const options = { poiId: "V400m-1", keyIdentifier: "lane", keyVersion: 1, passphrase: "p", environment: "test", rootCertificate: join(folder, "root.pem") };
  const profile = laneProfile.parse({ laneId: "lane-1", name: "1", devices: { "payment-terminal": { protocol: "nexo", simulated: true, transport: { kind: "tcp", host: "127.0.0.1", port: 7405 }, options } } });
  const first = prepareSimulatedNexo(profile, join(folder, "certificates.json"));
  expect(prepareSimulatedNexo(profile, join(folder, "certificates.json"))).toEqual(first);
  const root = new X509Certificate(readFileSync(join(folder, "root.pem")));
  const leaf = new X509Certificate(first?.certificates.certificate ?? "");
  expect(leaf.subject).toBe("CN=V400m-1.test.terminal.adyen.com");
  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(leaf.ca).toBe(false);
  expect(root.ca).toBe(true);
  expect(prepareSimulatedNexo(laneProfile.parse({ laneId: "lane-1", name: "1", devices: {} }), "unused")).toBeUndefined();
  expect(() => laneProfile.parse({ laneId: "lane-1", name: "1", devices: { "payment-terminal": { protocol: "nexo", transport: { kind: "serial", path: "/dev/ttyS0" } } } })).toThrow();
});
