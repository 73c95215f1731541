import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const debianFolder = "/usr/lib/postgresql";

/** A PostgreSQL server of the test's own: its cluster lies in a temporary folder and goes with it. */
export interface PostgresqlCluster {
  /** The address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** `immediate`: as if the server had crashed. */
  restart(mode: "fast" | "immediate"): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes and starts a cluster from Debian's postgresql package. Rejects, naming the package, when it is not installed. */
export async function startPostgresql(): Promise<PostgresqlCluster> {
  const programs = programFolder();
  const folder = mkdtempSync(join(tmpdir(), "laneway-postgresql-"));
  const asRoot = process.getuid?.() === 0;
  // The server refuses to run as root; Debian's package has made a user for it.
  const program = (name: string, ...parameters: string[]): Promise<unknown> => {
    const path = join(programs, name);
    return asRoot ? run("runuser", ["-u", "postgres", "--", path, ...parameters], { cwd: "/" }) : run(path, parameters);
  };
  if (asRoot) await run("chown", ["postgres", folder]);
  const data = join(folder, "data");
  const port = await freePort();
  await program("initdb", "-D", data, "-U", "laneway", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=30 -c shared_buffers=16MB`;
  const start = async (): Promise<void> => {
    await program("pg_ctl", "-D", data, "-w", "-t", "30", "-l", join(folder, "log"), "-o", options, "start");
  };
  const stop = async (mode: "fast" | "immediate"): Promise<void> => {
    await program("pg_ctl", "-D", data, "-w", "-t", "30", "-m", mode, "stop");
  };
  await start();
  let databases = 0;
  return {
    createDatabase: async () => {
      databases += 1;
      const name = `headquarters_${databases}`;
      await program("createdb", "-h", "127.0.0.1", "-p", String(port), "-U", "laneway", name);
      return `postgres://laneway@127.0.0.1:${port}/${name}`;
    },
    restart: async (mode) => {
      await stop(mode);
      await start();
    },
    stop: () => stop("fast"),
    start,
    remove: async () => {
      await stop("immediate").catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function programFolder(): string {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder).sort((one, other) => Number(other) - Number(one)) : [];
  const newest = versions.map((version) => join(debianFolder, version, "bin")).find((path) => existsSync(join(path, "initdb")));
  if (newest === undefined) throw new Error(`PostgreSQL is not installed (${debianFolder}/*/bin/initdb): install Debian's package "postgresql"`);
  return newest;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
