import { randomUUID } from "node:crypto";
import { mqttUser } from "@laneway/contracts/topics";
import { closeOnSignal, loadPart, loopbackOf, stop, tellReady } from "../part.js";
import { startRelay } from "./relay.js";

const { config, secrets, log } = loadPart("relay");
const password = secrets.mqtt[mqttUser("relay")];
if (password === undefined) stop(`laneway: secrets.json has no MQTT password for the user "relay"; fix: start the store once with npm start`, 2);

const host = loopbackOf(config.host);
const relay = startRelay({
  storeId: config.store.id,
  bootId: randomUUID(),
  edgeUrl: `http://${host}:${config.ports.edge}`,
  edgeToken: secrets.relayToken,
  cloudUrl: config.cloudUrl ?? `http://${host}:${config.ports.cloud}`,
  cloudKey: secrets.storeRelayKey,
  mqttUrl: config.mqttUrl ?? `mqtt://${host}:${config.ports.mqtt}`,
  mqttPassword: password,
  log,
});
closeOnSignal(log, relay.close);
tellReady();
