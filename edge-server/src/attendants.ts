import { join } from "node:path";
import { text } from "node:stream/consumers";
import { dataFiles } from "@laneway/contracts";
import { configurationOrExit, exitCodes, giveUp } from "./process-part.js";
import { type AttendantRole, attendantRoles, Attendants } from "./store/attendants.js";
import { openDatabase } from "./store/database.js";
import { recordMigrations } from "./store/migrations.js";
import { pinProblem } from "./store/pin-rule.js";
import { StoreError } from "./store/store-error.js";

const usage = "usage: node edge-server/dist/attendants.js add ID NAME ROLE   (ROLE: attendant, lead or manager; the PIN, 6 to 12 digits, on standard input)";

const [action, attendantId, name, role, ...rest] = process.argv.slice(2);
if (action !== "add" || rest.length > 0 || name === undefined || !/^[A-Za-z0-9_-]{1,32}$/.test(attendantId ?? "") || !attendantRoles.includes(role as AttendantRole)) {
  giveUp(usage, exitCodes.configuration);
}
const config = configurationOrExit();
const pin = (await text(process.stdin)).trim();
const problem = pinProblem(pin);
if (problem !== undefined) giveUp(`laneway: the PIN on standard input ${problem}; fix: choose another of 6 to 12 digits`, exitCodes.configuration);

try {
  const connection = openDatabase(join(config.dataFolder, dataFiles.edgeDatabase), { migrations: recordMigrations, cacheKilobytes: 2_000 });
  await new Attendants(connection).put({ attendantId: attendantId ?? "", name: name.slice(0, 60), role: role as AttendantRole }, pin);
  connection.close();
  process.stdout.write(`${attendantId} may sign in as ${role}\n`);
} catch (error) {
  if (error instanceof StoreError) giveUp(`laneway: ${error.message}`, exitCodes.record);
  throw error;
}
