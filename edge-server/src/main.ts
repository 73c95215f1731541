import { fileURLToPath } from "node:url";
import { describeProblems } from "@laneway/contracts";
import { startEdge } from "./edge.js";
import { importInProcess } from "./items/import-process.js";
import { laneProfiles } from "./lane-profiles.js";
import { createLog } from "./log.js";
import { systemClock, systemIds } from "./ports.js";
import { configurationOrExit, exitCodes, giveUp, portProblem, readText, secretsOrExit, serveUntilStopped } from "./process-part.js";
import { StoreError } from "./store/store-error.js";

const config = configurationOrExit();
const secrets = secretsOrExit(config);
const { signingSeed } = secrets;
if (signingSeed === undefined) giveUp("laneway: secrets.json has no signingSeed; fix: start the store with npm start, or set the box up again: both add it", exitCodes.configuration);
const profiles = laneProfiles(config, readText);
if (!profiles.ok) giveUp(describeProblems(profiles.error), exitCodes.configuration);
const log = createLog("edge", process.env.LANEWAY_LOG);

try {
  const edge = await startEdge({
    config,
    secrets: { ...secrets, signingSeed },
    profiles: profiles.value,
    clock: systemClock,
    ids: systemIds,
    log,
    screensFolder: process.env.LANEWAY_SCREENS || fileURLToPath(new URL("../../kiosk-ui/dist", import.meta.url)),
    scoreScript: fileURLToPath(new URL("./risk/score-process.js", import.meta.url)),
    shippedModelFolder: fileURLToPath(new URL("../model", import.meta.url)),
    demoPriceBook: process.env.LANEWAY_DEMO_PRICE_BOOK || undefined,
    importFile: importInProcess(fileURLToPath(new URL("./import-price-book.js", import.meta.url))),
    fatal: (error) => giveUp(`laneway: ${error.message}`, exitCodes.record),
  });
  serveUntilStopped(edge.stop);
  log.info({ port: edge.port }, "edge: serving");
} catch (error) {
  if (error instanceof StoreError) giveUp(`laneway: ${error.message}`, exitCodes.record);
  const line = portProblem(error, ["ports.edge (LANEWAY_EDGE_PORT)"]);
  if (line === undefined) throw error;
  giveUp(line, exitCodes.portInUse);
}
