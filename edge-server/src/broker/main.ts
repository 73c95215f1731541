import { createLog } from "../log.js";
import { configurationOrExit, exitCodes, giveUp, portProblem, secretsOrExit, serveUntilStopped } from "../process-part.js";
import { startBroker } from "./broker.js";

const config = configurationOrExit();
const secrets = secretsOrExit(config);
const log = createLog("broker", process.env.LANEWAY_LOG);

try {
  const broker = await startBroker({
    host: config.host,
    port: config.ports.mqtt,
    webSocketPort: config.ports.mqttWebSocket,
    storeId: config.store.id,
    passwords: secrets.mqtt,
    log,
  });
  serveUntilStopped(broker.stop);
  log.info({ port: broker.port, webSocketPort: broker.webSocketPort }, "broker: serving");
} catch (error) {
  const line = portProblem(error, ["ports.mqtt (LANEWAY_MQTT_PORT)", "ports.mqttWebSocket (LANEWAY_MQTT_WS_PORT)"]);
  if (line === undefined) throw error;
  giveUp(line, exitCodes.portInUse);
}
