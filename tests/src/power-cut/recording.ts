/** One change that a process asked the system to make to its database files, in the order in which it asked. */
export type DiskChange =
  | { readonly kind: "created"; readonly inode: number; readonly name: string }
  | { readonly kind: "written"; readonly inode: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: "truncated"; readonly inode: number; readonly size: number }
  | { readonly kind: "synced"; readonly inode: number }
  | { readonly kind: "folder-synced" }
  | { readonly kind: "unlinked"; readonly name: string }
  | { readonly kind: "renamed"; readonly from: string; readonly to: string }
  /** The system could not write what this file's last sync was to cover, and will not try again. */
  | { readonly kind: "sync-failed"; readonly inode: number }
  /** The process said something to the world, e.g. that a sale is done. */
  | { readonly kind: "told"; readonly text: string };

const headLength = 24;

/** Reads what `write-recorder.c` noted. Throws when the recording ends in the middle of a note. */
export function readRecording(recording: Buffer): DiskChange[] {
  const changes: DiskChange[] = [];
  for (let at = 0; at < recording.length; ) {
    const bytes = recording.subarray(at + headLength, at + headLength + Number(recording.readBigUInt64LE(at + 16)));
    changes.push(changeOf(recording.readUInt32LE(at), recording.readUInt32LE(at + 4), Number(recording.readBigUInt64LE(at + 8)), bytes));
    at += headLength + Number(recording.readBigUInt64LE(at + 16));
    if (at > recording.length) throw new Error("the recording is cut short");
  }
  return changes;
}

function changeOf(what: number, inode: number, place: number, bytes: Buffer): DiskChange {
  switch (what) {
    case 1:
      return { kind: "created", inode, name: bytes.toString() };
    case 2:
      return { kind: "written", inode, at: place, bytes };
    case 3:
      return { kind: "truncated", inode, size: place };
    case 4:
      return { kind: "synced", inode };
    case 5:
      return { kind: "folder-synced" };
    case 6:
      return { kind: "unlinked", name: bytes.toString() };
    case 7: {
      const [from = "", to = ""] = bytes.toString().split("\0");
      return { kind: "renamed", from, to };
    }
    case 8:
      return { kind: "told", text: bytes.toString() };
    case 9:
      return { kind: "sync-failed", inode };
    default:
      throw new Error(`the recording holds an unknown note (${what})`);
  }
}
