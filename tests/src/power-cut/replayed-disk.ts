import type { Seeded } from "../store/seeded.js";
import type { DiskChange } from "./recording.js";

/** A disk writes this much or nothing. */
const sectorBytes = 512;

type ContentChange = Extract<DiskChange, { kind: "written" | "truncated" }>;
type NameChange = Extract<DiskChange, { kind: "created" | "unlinked" | "renamed" }>;

/** What outlasts a power cut of the changes that no sync had covered: nothing, all, the earlier ones, or any sectors. */
const survivals = ["nothing", "everything", "earlier", "sectors", "sectors"] as const;

/** A file's bytes; what lies beyond its end reads as zeros when it grows. */
class Content {
  private bytes = Buffer.alloc(0);
  private size = 0;

  copy(): Content {
    const copy = new Content();
    copy.bytes = Buffer.from(this.bytes.subarray(0, this.size));
    copy.size = this.size;
    return copy;
  }

  write(at: number, written: Buffer): void {
    const end = at + written.length;
    if (end > this.bytes.length) {
      const grown = Buffer.alloc(Math.max(end, 2 * this.bytes.length));
      this.bytes.copy(grown, 0, 0, this.size);
      this.bytes = grown;
    }
    written.copy(this.bytes, at);
    this.size = Math.max(this.size, end);
  }

  truncate(size: number): void {
    if (size > this.size) this.write(size - 1, Buffer.alloc(1));
    else this.bytes.fill(0, size, this.size);
    this.size = size;
  }

  apply(change: ContentChange): void {
    if (change.kind === "written") this.write(change.at, change.bytes);
    else this.truncate(change.size);
  }

  get whole(): Buffer {
    return this.bytes.subarray(0, this.size);
  }
}

interface File {
  readonly onDisk: Content;
  unsynced: ContentChange[];
}

/**
 * A disk that is fed a recording and can lose its power at any moment. It keeps the contract of POSIX and nothing more:
 * bytes are safe once their file was synced, names (files made, removed, renamed) once their folder was.
 * Until then each 512-byte sector of a write may be there or not; names change in order, as journalling file systems do.
 */
export class ReplayedDisk {
  private readonly byInode = new Map<number, File>();
  private readonly safeNames = new Map<string, File>();
  private unsyncedNames: { readonly change: NameChange; readonly file: File | undefined }[] = [];

  apply(change: DiskChange): void {
    switch (change.kind) {
      case "created": {
        const file: File = { onDisk: new Content(), unsynced: [] };
        this.byInode.set(change.inode, file);
        this.unsyncedNames.push({ change, file });
        return;
      }
      case "written":
      case "truncated":
        this.file(change.inode).unsynced.push(change);
        return;
      case "synced": {
        const file = this.file(change.inode);
        for (const each of file.unsynced) file.onDisk.apply(each);
        file.unsynced = [];
        return;
      }
      case "sync-failed":
        this.file(change.inode).unsynced = [];
        return;
      case "unlinked":
      case "renamed":
        this.unsyncedNames.push({ change, file: undefined });
        return;
      case "folder-synced":
        for (const each of this.unsyncedNames) rename(this.safeNames, each);
        this.unsyncedNames = [];
        return;
      case "told":
        return;
    }
  }

  /** Whether a file of that name has changes that no sync has covered yet. */
  hasUnsynced(name: string): boolean {
    return (this.safeNames.get(name)?.unsynced.length ?? 0) > 0;
  }

  /** The files as they are found after a power cut now. The disk itself goes on as if there had been none. */
  afterPowerCut(chance: Seeded): { readonly files: ReadonlyMap<string, Buffer>; readonly survival: string } {
    const names = new Map(this.safeNames);
    for (const each of this.unsyncedNames.slice(0, chance.between(0, this.unsyncedNames.length))) rename(names, each);
    const survival = chance.oneOf(survivals);
    const files = [...names].map(([name, file]): [string, Buffer] => [name, surviving(file, survival, chance)]);
    return { files: new Map(files), survival };
  }

  private file(inode: number): File {
    const file = this.byInode.get(inode);
    if (file === undefined) throw new Error(`the recording changes a file (${inode}) that it never created`);
    return file;
  }
}

function rename(names: Map<string, File>, { change, file }: { readonly change: NameChange; readonly file: File | undefined }): void {
  if (change.kind === "created" && file !== undefined) names.set(change.name, file);
  else if (change.kind === "unlinked") names.delete(change.name);
  else if (change.kind === "renamed") {
    const moved = names.get(change.from);
    names.delete(change.from);
    if (moved !== undefined) names.set(change.to, moved);
  }
}

function surviving(file: File, survival: (typeof survivals)[number], chance: Seeded): Buffer {
  if (survival === "nothing") return file.onDisk.whole;
  const content = file.onDisk.copy();
  const { unsynced } = file;
  // All before this one are there, this one is torn.
  const whole = survival === "everything" ? unsynced.length : survival === "earlier" ? chance.between(0, unsynced.length) : 0;
  for (const change of unsynced.slice(0, whole)) content.apply(change);
  const torn = survival === "earlier" ? unsynced.slice(whole, whole + 1) : unsynced.slice(whole);
  const share = chance.fraction();
  for (const change of torn) tear(content, change, () => chance.fraction() < share);
  return content.whole;
}

function tear(content: Content, change: ContentChange, survives: () => boolean): void {
  if (change.kind === "truncated") {
    if (survives()) content.truncate(change.size);
    return;
  }
  const end = change.at + change.bytes.length;
  for (let from = change.at; from < end; ) {
    const to = Math.min(end, (Math.floor(from / sectorBytes) + 1) * sectorBytes);
    if (survives()) content.write(from, change.bytes.subarray(from - change.at, to - change.at));
    from = to;
  }
}
