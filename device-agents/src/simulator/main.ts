import { join, resolve } from "node:path";
import { dataFiles, laneProfile, simulatedLaneProfile, simulatedPorts } from "@laneway/contracts";
import { argument, exitWith, loadConfigOrExit, makeLog, readTextFile, serveUntilEnded } from "../part-life.js";
import { createBenchServer, screenOrigins } from "./bench-server.js";
import { createLaneSimulator } from "./lane-simulator.js";
import { prepareSimulatedNexo } from "./simulated-nexo.js";

/* The virtual hardware of one simulated lane: `node simulator/main.mjs --lane lane-1`. */
const config = loadConfigOrExit();
const lane = argument("lane");
const index = Number(/^lane-([1-9]\d*)$/.exec(lane ?? "")?.[1]) - 1;
if (!(index >= 0 && index < 64)) exitWith(2, "laneway: simulator: which lane? fix: start it with --lane lane-1 … --lane lane-64");
const profile = simulatedLaneProfile(config, index);
const ports = simulatedPorts(config, index);
const log = makeLog("simulator", profile.laneId, "warn");

const nexo = nexoOrExit();

const simulator = createLaneSimulator({
  laneId: profile.laneId,
  laneName: profile.name,
  host: config.host,
  ports: {
    scanner: ports.scanner,
    "produce-scale": ports.produceScale,
    "security-scale": ports.securityScale,
    "receipt-printer": ports.printer,
    "payment-terminal": ports.terminal,
  },
  bookPath: resolve(join(config.dataFolder, "bench", `${profile.laneId}.json`)),
  ...(nexo === undefined ? {} : { nexo }),
});
const bench = createBenchServer(simulator, { host: config.host, port: ports.bench, allowedOrigins: screenOrigins(config.host, config.ports.edge) });

try {
  await simulator.start();
  await bench.start();
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE" || code === "EACCES") {
    exitWith(3, `laneway: simulator: ${message} (ports.bench + ten a lane); fix: end the other program, or set ports.bench (LANEWAY_BENCH_PORT)`);
  }
  throw error;
}
log.info({ port: ports.bench }, "the bench is open");
serveUntilEnded(async () => {
  await bench.stop();
  await simulator.stop();
});

/** The lane's own profile may give it a nexo terminal; the ports stay those of a simulated lane. */
function nexoOrExit(): ReturnType<typeof prepareSimulatedNexo> {
  const path = join(config.dataFolder, dataFiles.laneProfile(profile.laneId));
  const text = readTextFile(path);
  if (text === undefined) return undefined;
  try {
    return prepareSimulatedNexo(laneProfile.parse(JSON.parse(text)), resolve(join(config.dataFolder, "bench", `${profile.laneId}-certificates.json`)));
  } catch (error) {
    return exitWith(2, `laneway: simulator: lane profile ${path}: ${(error as Error).message}; fix: compare it with deploy/lanes`);
  }
}
