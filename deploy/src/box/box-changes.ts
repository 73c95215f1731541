import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../starter/write-whole.js";
import type { BoxFile } from "./box-files.js";

/** Looks up a user's and a group's number by name; undefined when the system has none of that name. */
export interface Owners {
  readonly user: (name: string) => number | undefined;
  readonly group: (name: string) => number | undefined;
}

/** Reads the accounts of a box from its own files, so that a folder can stand for a box. */
export function ownersOf(root: string): Owners {
  const lookUp = (file: string) => (name: string) => {
    const path = join(root, file);
    const line = existsSync(path) ? readFileSync(path, "utf8").split("\n").find((each) => each.startsWith(`${name}:`)) : undefined;
    return line === undefined ? undefined : Number(line.split(":")[2]);
  };
  return { user: lookUp("etc/passwd"), group: lookUp("etc/group") };
}

/** Makes the changes a box needs and says each; what is as it should be is left alone and not mentioned. */
export class BoxChanges {
  readonly made: string[] = [];

  constructor(
    private readonly root: string,
    private readonly owners: Owners,
    private readonly say: (line: string) => void,
  ) {}

  private changed(line: string): void {
    this.made.push(line);
    this.say(line);
  }

  folder(path: string, mode: number, owner: string): void {
    const real = join(this.root, path);
    if (!existsSync(real)) {
      mkdirSync(real, { recursive: true });
      this.changed(`folder ${path} made`);
    }
    this.attributes(path, mode, owner);
  }

  file(file: BoxFile): void {
    const real = join(this.root, file.path);
    const before = existsSync(real) ? readFileSync(real, "utf8") : undefined;
    if (before !== file.text) {
      mkdirSync(dirname(real), { recursive: true });
      writeWhole(real, file.text, file.mode);
      this.changed(`file ${file.path} ${before === undefined ? "written" : "updated"}`);
    }
    this.attributes(file.path, file.mode, file.owner);
  }

  /** Points a link somewhere else in one step: at every moment it leads to the old place or to the new one. */
  link(path: string, target: string): void {
    const real = join(this.root, path);
    if (lstatSync(real, { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(real) === target) return;
    mkdirSync(dirname(real), { recursive: true });
    const draft = `${real}.${process.pid}.draft`;
    symlinkSync(target, draft);
    renameSync(draft, real);
    this.changed(`link ${path} points to ${target}`);
  }

  remove(path: string): void {
    const real = join(this.root, path);
    if (!existsSync(real)) return;
    rmSync(real);
    this.changed(`file ${path} removed`);
  }

  /** Mode and owner. An account that the box does not have yet is left to the run after it was made. */
  attributes(path: string, mode: number, owner: string): void {
    const real = join(this.root, path);
    const stat = statSync(real);
    if ((stat.mode & 0o7777) !== mode) {
      chmodSync(real, mode);
      this.changed(`${path} has mode ${mode.toString(8)}`);
    }
    const [user = "", group = ""] = owner.split(":");
    const uid = this.owners.user(user);
    const gid = this.owners.group(group);
    if (uid === undefined || gid === undefined || (stat.uid === uid && stat.gid === gid) || process.getuid?.() !== 0) return;
    chownSync(real, uid, gid);
    this.changed(`${path} belongs to ${owner}`);
  }
}
