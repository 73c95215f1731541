import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeTestCertificates } from "../simulator/test-certificates.js";
import { type LaneBench, startLaneBench } from "../testing/lane-bench.js";
import { nexoKey, nexoParties } from "../testing/terminal-rig.js";

/** A whole lane with a nexo terminal: profile, agent, broker, and the bench's buttons. */
const folder = mkdtempSync(join(tmpdir(), "laneway-nexo-lane-"));
const certificates = makeTestCertificates(`${nexoParties.poiId}.test.terminal.adyen.com`, new Date());
let bench: LaneBench;
beforeEach(async () => {
  const rootCertificate = join(folder, "root.pem");
  writeFileSync(rootCertificate, certificates.root);
  const options = { poiId: nexoParties.poiId, keyIdentifier: nexoKey.identifier, keyVersion: nexoKey.version, passphrase: nexoKey.passphrase, environment: "test", rootCertificate };
  bench = await startLaneBench({ nexo: { key: nexoKey, poiId: nexoParties.poiId, certificates } }, ["payment-terminal"], options);
});
afterEach(async () => {
  await bench.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a payment is taken, booked on the bench, and reversed by the reference the edge was given", async () => {
  await bench.status("payment-terminal", (status) => status.connected && status.faults.length === 0 && status.protocol === "nexo");
  const money = { attemptId: "a-1", amountMinor: 1_234, currency: "EUR" };
  bench.command("payment-terminal", { kind: "authorise", ...money });
  await expect.poll(() => bench.simulator.state().terminal.state, { timeout: 4_000 }).toBe("waiting-for-card");
  expect(bench.simulator.state().terminal.screen).toEqual(["Amount 12.34", "Insert, tap or swipe card"]);
  await bench.simulator.act({ kind: "terminal-press", button: "approve" });
  const { outcome } = await bench.fact("payment-outcome", (fact) => fact.outcome.result === "approved");
  if (outcome.result !== "approved") throw new Error(outcome.result);
  expect(bench.simulator.state().terminal.booked).toMatchObject([{ amountMinor: 1_234, state: "booked" }]);
  bench.command("payment-terminal", { kind: "reverse-payment", ...money, reference: outcome.reference });
  await bench.fact("payment-outcome", (fact) => fact.outcome.result === "not-performed");
  expect(bench.simulator.state().terminal.booked).toMatchObject([{ amountMinor: 1_234, state: "reversed" }]);
});
