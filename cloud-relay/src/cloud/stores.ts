import { parseArgs } from "node:util";
import { stop } from "../part.js";
import { adminRequest, refusedByHeadquarters } from "./admin-request.js";

/*
 * Adds a store to headquarters, or gives a known one a new relay key, and prints the key once:
 *   node cloud-relay/dist/cloud/stores.js add ID --name NAME [--currency EUR] [--country DE] [--time-zone Europe/Berlin] [--region REGION] [--retailer-id ID] [--headquarters URL]
 *   node cloud-relay/dist/cloud/stores.js list [--headquarters URL]
 */
const usage = "laneway: usage: stores.js add ID --name NAME [--currency EUR] [--country DE] [--time-zone Europe/Berlin] [--region REGION] [--retailer-id ID] [--headquarters URL], or stores.js list";

const { positionals, values } = readArguments();
const [command, storeId, ...more] = positionals;

if (command === "add" && storeId !== undefined && more.length === 0 && values.name !== undefined) {
  const store = { storeId, name: values.name, currency: values.currency, country: values.country, timeZone: values["time-zone"], region: values.region, retailerId: values["retailer-id"] };
  const answer = await adminRequest("POST", "/api/v1/stores", JSON.stringify(store), values.headquarters);
  if (answer.status !== 201) refusedByHeadquarters(answer);
  const { relayKey } = answer.body as { relayKey: string };
  process.stdout.write(`Store ${storeId} is known. Put this into the secrets.json of its box as "storeRelayKey"; it is not shown again:\n${relayKey}\n`);
} else if (command === "list" && storeId === undefined) {
  const answer = await adminRequest("GET", "/api/v1/stores", undefined, values.headquarters);
  if (answer.status !== 200) refusedByHeadquarters(answer);
  const { stores } = answer.body as { stores: readonly { storeId: string; name: string; currency: string; timeZone: string }[] };
  for (const store of stores) process.stdout.write(`${store.storeId}\t${store.name}\t${store.currency}\t${store.timeZone}\n`);
} else stop(usage, 2);

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        name: { type: "string" },
        currency: { type: "string", default: "EUR" },
        country: { type: "string", default: "DE" },
        "time-zone": { type: "string", default: "Europe/Berlin" },
        region: { type: "string" },
        "retailer-id": { type: "string" },
        headquarters: { type: "string" },
      },
    });
  } catch (error) {
    return stop(`laneway: ${(error as Error).message}\n${usage}`, 2);
  }
}
