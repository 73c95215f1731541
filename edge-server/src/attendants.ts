import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type AttendantRole, dataFiles } from "@laneway/contracts";
import { configurationOrExit, exitCodes, giveUp } from "./process-part.js";
import { attendantRoles, Attendants } from "./store/attendants.js";
import { openDatabase } from "./store/database.js";
import { recordMigrations } from "./store/migrations.js";
import { pinProblem } from "./store/pin-rule.js";
import { StoreError } from "./store/store-error.js";

const usage = `usage: node edge-server/dist/attendants.js add ID NAME ROLE   (ROLE: attendant, lead or manager; the PIN, 6 to 12 digits, on standard input)
       node edge-server/dist/attendants.js badge ID           (a new badge; the one before opens nothing any more)`;

const [action, attendantId = "", name, role, ...rest] = process.argv.slice(2);
const isAdd = action === "add" && name !== undefined && attendantRoles.includes(role as AttendantRole);
const isBadge = action === "badge" && name === undefined;
if (rest.length > 0 || (!isAdd && !isBadge) || !/^[A-Za-z0-9_-]{1,32}$/.test(attendantId)) giveUp(usage, exitCodes.configuration);

const config = configurationOrExit();
const pin = isAdd ? (await text(process.stdin)).trim() : "";
const problem = isAdd ? pinProblem(pin) : undefined;
if (problem !== undefined) giveUp(`laneway: the PIN on standard input ${problem}; fix: choose another of 6 to 12 digits`, exitCodes.configuration);

try {
  const connection = openDatabase(join(config.dataFolder, dataFiles.edgeDatabase), { migrations: recordMigrations, cacheKilobytes: 2_000 });
  const attendants = new Attendants(connection);
  if (isAdd) await attendants.put({ attendantId, name: (name ?? "").slice(0, 60), role: role as AttendantRole }, pin);
  const badge = isBadge ? attendants.issueBadge(attendantId) : undefined;
  connection.close();
  if (isBadge && badge === undefined) giveUp(`laneway: nobody is named ${attendantId}; fix: add the person first`, exitCodes.configuration);
  process.stdout.write(isAdd ? `${attendantId} may sign in as ${role}\n` : `${badge}\nPrint it as a barcode or QR code. It is shown only now, and stands for ${attendantId} wherever it is scanned.\n`);
} catch (error) {
  if (error instanceof StoreError) giveUp(`laneway: ${error.message}`, exitCodes.record);
  throw error;
}
