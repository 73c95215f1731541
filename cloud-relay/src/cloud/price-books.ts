import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { stop } from "../part.js";
import { adminRequest, refusedByHeadquarters } from "./admin-request.js";

/*
 * Publishes a price book document (JSON: a snapshot, or a delta on the newest version) to a store:
 *   node cloud-relay/dist/cloud/price-books.js publish FILE --store ID [--headquarters URL]
 */
const usage = "laneway: usage: price-books.js publish FILE --store ID [--headquarters URL]";

const { positionals, values } = readArguments();
const [command, file, ...more] = positionals;
if (command !== "publish" || file === undefined || more.length > 0 || values.store === undefined) stop(usage, 2);

const path = `/api/v1/stores/${encodeURIComponent(values.store)}/price-book`;
const answer = await adminRequest("POST", path, textOf(file), values.headquarters);
if (answer.status !== 200) refusedByHeadquarters(answer);
const { version, items, delta } = answer.body as { version: number; items: number; delta: boolean };
process.stdout.write(`Version ${version} with ${items} items is published to ${values.store}${delta ? ", also as a delta" : ""}.\n`);

function textOf(name: string): string {
  try {
    return readFileSync(name, "utf8");
  } catch (error) {
    return stop(`laneway: ${name} cannot be read (${(error as Error).message})`, 2);
  }
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { store: { type: "string" }, headquarters: { type: "string" } } });
  } catch (error) {
    return stop(`laneway: ${(error as Error).message}\n${usage}`, 2);
  }
}
