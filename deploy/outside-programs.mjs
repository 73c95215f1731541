// The programs that tests drive beside Node: a real broker, a real database, a real browser, pseudo-terminals.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { Problem, say, step } from "./prepare.mjs";

const programs = [
  { package: "mosquitto", isThere: () => onPath("mosquitto") || existsSync("/usr/sbin/mosquitto") },
  { package: "postgresql", isThere: () => onPath("initdb") || postgresFolders().length > 0 },
  { package: "chromium", isThere: () => onPath("chromium") },
  { package: "socat", isThere: () => onPath("socat") },
  // For the recorder of writes below the database.
  { package: "gcc libc6-dev", isThere: () => onPath("cc") },
];

/** Installs what is missing where that is possible without asking; otherwise says what to install and how. */
export async function ensurePrograms() {
  const missing = programs.filter((program) => !program.isThere()).map((program) => program.package);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || !onPath("apt-get")) {
    const prefix = process.getuid?.() === 0 ? "" : "sudo ";
    throw new Problem(`the tests need ${missing.join(", ")}; fix: ${onPath("apt-get") ? prefix + command : "install them with this system's package manager"}`);
  }
  say(`missing: ${missing.join(", ")}`);
  const explain = () => "apt-get could not install them; fix: see the log";
  process.env.DEBIAN_FRONTEND = "noninteractive";
  // A program package may start its service; the tests start their own, so that one is not wanted here.
  process.env.RUNLEVEL = "1";
  await step("updating the package lists", "laneway-install.log", "apt-get", ["update"], explain);
  await step(`installing ${missing.join(", ")}`, "laneway-install.log", "apt-get", command.split(" ").slice(1), explain);
  const still = programs.filter((program) => missing.includes(program.package) && !program.isThere());
  if (still.length > 0) throw new Problem(`${still.map((program) => program.package).join(", ")} cannot be found after installing; fix: see laneway-install.log`);
}

function onPath(name) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));
}

function postgresFolders() {
  const base = "/usr/lib/postgresql";
  return existsSync(base) ? readdirSync(base).filter((version) => existsSync(join(base, version, "bin", "initdb"))) : [];
}
