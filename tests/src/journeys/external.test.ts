import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgresql } from "@laneway/cloud-relay/testing/postgresql-cluster";
import { dataFiles } from "@laneway/contracts";
import { ensureSecrets } from "@laneway/deploy/starter/secrets-file";
import { Mosquitto } from "../store/mosquitto.js";
import { describeJourneys } from "./journeys.js";

describeJourneys("with Mosquitto and PostgreSQL", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "laneway-store-"));
  const laneIds = ["lane-1", "lane-2"];
  const { mqtt } = ensureSecrets(join(dataFolder, dataFiles.secrets), laneIds);
  const broker = await Mosquitto.start({ storeId: "demo", laneIds, passwords: mqtt });
  const cluster = await startPostgresql();
  return {
    options: {
      dataFolder,
      environment: {
        LANEWAY_MQTT_URL: `mqtt://127.0.0.1:${broker.port}`,
        LANEWAY_MQTT_WS_URL: `ws://127.0.0.1:${broker.webSocketPort}`,
        LANEWAY_DATABASE_URL: await cluster.createDatabase(),
      },
    },
    cutBroker: async () => {
      await broker.kill();
      await broker.run();
    },
    close: async () => {
      await broker.remove();
      await cluster.remove();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
});
