import { spawnSync } from "node:child_process";
import { StartProblem } from "../starter/problem.js";
import type { BoxSystem } from "./set-up-box.js";

/** Runs a program; throws a problem with its last words when it fails. */
function run(program: string, ...args: string[]): void {
  const result = spawnSync(program, args, { encoding: "utf8", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  if (result.error !== undefined) throw new StartProblem(`${program} cannot be run (${result.error.message}); fix: run this on Debian with systemd`, 3);
  if (result.status !== 0) throw new StartProblem(`${program} ${args.join(" ")} failed: ${result.stderr.trim().split("\n").at(-1) ?? ""}; fix: run it by hand to see more`, 3);
}
const answers = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: "utf8" }).status === 0;

/** A real Debian box, by apt and systemd. */
export const debianSystem: BoxSystem = {
  ensurePackages(names) {
    const missing = names.filter((name) => !answers("dpkg-query", "--status", name));
    if (missing.length === 0) return [];
    run("apt-get", "update");
    run("apt-get", "install", "--yes", "--no-install-recommends", ...missing);
    return missing;
  },
  makeUsers: (path) => run("systemd-sysusers", path),
  bringUp(units, changed) {
    const done: string[] = [];
    if (changed) run("systemctl", "daemon-reload");
    for (const unit of units) {
      if (!answers("systemctl", "is-enabled", "--quiet", unit)) {
        run("systemctl", "enable", unit);
        done.push(`service ${unit} enabled`);
      }
      const runs = answers("systemctl", "is-active", "--quiet", unit);
      if (runs && !changed) continue;
      run("systemctl", "restart", unit);
      done.push(`service ${unit} ${runs ? "restarted" : "started"}`);
    }
    return done;
  },
};
