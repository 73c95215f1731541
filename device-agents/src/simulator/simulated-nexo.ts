import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { LaneProfile } from "@laneway/contracts";
import { z } from "zod";
import { readNexoOptions } from "../terminal/nexo/options.js";
import type { LaneSimulatorSettings } from "./lane-simulator.js";
import { makeTestCertificates, type TestCertificates } from "./test-certificates.js";

const stored = z.strictObject({ root: z.string(), certificate: z.string(), key: z.string() });

/**
 * What a lane's simulated nexo terminal needs: its key and name from the lane profile, its certificates from
 * `certificatesPath`, made at the first start. Its root is written to where the profile's `rootCertificate` points,
 * so that the lane's agent trusts it. Undefined when the lane has no such terminal. Throws an Error naming a wrong option.
 */
export function prepareSimulatedNexo(profile: LaneProfile, certificatesPath: string): LaneSimulatorSettings["nexo"] {
  const terminal = profile.devices["payment-terminal"];
  if (terminal?.protocol !== "nexo" || !terminal.simulated) return undefined;
  const certificates = certificatesAt(certificatesPath, `${String(terminal.options.poiId)}.test.terminal.adyen.com`);
  const rootPath = terminal.options.rootCertificate;
  const { key, parties } = readNexoOptions(terminal.options, terminal.transport, profile.laneId, (path) => (path === rootPath ? certificates.root : readFileSync(path, "utf8")));
  write(String(rootPath), certificates.root);
  return { key, poiId: parties.poiId, certificates };
}

function certificatesAt(path: string, commonName: string): TestCertificates {
  try {
    return stored.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    // None yet, or damaged: a simulated terminal may have new ones at any time.
    const certificates = makeTestCertificates(commonName, new Date());
    write(path, JSON.stringify(certificates));
    return certificates;
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o600 });
}
