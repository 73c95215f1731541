import { createHash, randomBytes } from "node:crypto";
import { type AttendantRole, attendantRole, type Credentials } from "@laneway/contracts";
import { hash, verify } from "@node-rs/argon2";
import type { Connection } from "./database.js";

export const attendantRoles: readonly AttendantRole[] = attendantRole.options;

export interface Attendant {
  readonly attendantId: string;
  readonly name: string;
  readonly role: AttendantRole;
}

export type SignIn =
  | { readonly result: "signed-in"; readonly attendant: Attendant }
  | { readonly result: "wrong-pin" }
  | { readonly result: "wrong-badge" }
  | { readonly result: "locked-out"; readonly forMs: number };

/** argon2id with 19 MiB, two passes (OWASP's least): the edge shares its memory with the store. */
const hashing = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const freeTries = 5;
const firstLockMs = 30_000;
const longestLockMs = 3_600_000;
/** Names that were tried; more than a store has people. */
const mostFailuresKept = 1_000;
const mostWaiting = 8;

interface AttendantRow {
  readonly attendant_id: string;
  readonly name: string;
  readonly role: AttendantRole;
  readonly pin_hash: string;
}

/** People who may sign in, and their wrong tries. Both survive a restart: a lock-out is not ended by pulling a plug. */
export class Attendants {
  readonly #statements;
  #checking: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #decoy: string | undefined;

  constructor(connection: Connection) {
    this.#statements = {
      one: connection.prepare<[string], AttendantRow>("SELECT * FROM attendant WHERE attendant_id = ?"),
      count: connection.prepare<[], { people: number }>("SELECT count(*) AS people FROM attendant"),
      put: connection.prepare(
        "INSERT INTO attendant (attendant_id, name, role, pin_hash) VALUES (?, ?, ?, ?) ON CONFLICT (attendant_id) DO UPDATE SET name = excluded.name, role = excluded.role, pin_hash = excluded.pin_hash",
      ),
      failure: connection.prepare<[string], { failures: number; locked_until_ms: number }>("SELECT failures, locked_until_ms FROM sign_in_failure WHERE attendant_id = ?"),
      fail: connection.prepare(
        "INSERT INTO sign_in_failure (attendant_id, failures, locked_until_ms) VALUES (?, ?, ?) ON CONFLICT (attendant_id) DO UPDATE SET failures = excluded.failures, locked_until_ms = excluded.locked_until_ms",
      ),
      giveBadge: connection.prepare(
        "INSERT INTO badge (attendant_id, badge_hash) VALUES (?, ?) ON CONFLICT (attendant_id) DO UPDATE SET badge_hash = excluded.badge_hash",
      ),
      ofBadge: connection.prepare<[string], AttendantRow>("SELECT attendant.* FROM badge JOIN attendant USING (attendant_id) WHERE badge_hash = ?"),
      forgive: connection.prepare("DELETE FROM sign_in_failure WHERE attendant_id = ?"),
      shrink: connection.prepare("DELETE FROM sign_in_failure WHERE attendant_id NOT IN (SELECT attendant_id FROM sign_in_failure ORDER BY locked_until_ms DESC LIMIT ?)"),
    };
  }

  get none(): boolean {
    return (this.#statements.count.get()?.people ?? 0) === 0;
  }

  find(attendantId: string): Attendant | undefined {
    const row = this.#statements.one.get(attendantId);
    return row === undefined ? undefined : { attendantId: row.attendant_id, name: row.name, role: row.role };
  }

  /** Adds a person, or gives one a new name, role and PIN. */
  async put(attendant: Attendant, pin: string): Promise<void> {
    const pinHash = await hash(pin, hashing);
    this.#statements.put.run(attendant.attendantId, attendant.name, attendant.role, pinHash);
    this.#statements.forgive.run(attendant.attendantId);
  }

  /** Whoever the credentials name. */
  identify(who: Credentials, nowMs: number): Promise<SignIn> {
    return "badge" in who ? Promise.resolve(this.#readBadge(who.badge)) : this.signIn(who.attendantId, who.pin, nowMs);
  }

  /** A new badge for somebody; the one before opens nothing any more. Undefined: there is no such person. */
  issueBadge(attendantId: string): string | undefined {
    if (this.find(attendantId) === undefined) return undefined;
    const code = `LWB-${base32(randomBytes(13)).slice(0, 20)}`;
    this.#statements.giveBadge.run(attendantId, badgeHash(code));
    return code;
  }

  #readBadge(code: string): SignIn {
    const attendant = this.ofBadge(code);
    return attendant === undefined ? { result: "wrong-badge" } : { result: "signed-in", attendant };
  }

  /** Whose badge it is. */
  ofBadge(code: string): Attendant | undefined {
    const row = this.#statements.ofBadge.get(badgeHash(code));
    return row === undefined ? undefined : { attendantId: row.attendant_id, name: row.name, role: row.role };
  }

  /** One try at a time. The try is counted before the PIN is looked at, so that many at once gain nothing. */
  async signIn(attendantId: string, pin: string, nowMs: number): Promise<SignIn> {
    if (this.#waiting >= mostWaiting) return { result: "locked-out", forMs: 1_000 };
    this.#waiting += 1;
    const turn = this.#checking.then(() => this.#check(attendantId, pin, nowMs));
    this.#checking = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #check(attendantId: string, pin: string, nowMs: number): Promise<SignIn> {
    const before = this.#statements.failure.get(attendantId) ?? { failures: 0, locked_until_ms: 0 };
    if (before.locked_until_ms > nowMs) return { result: "locked-out", forMs: before.locked_until_ms - nowMs };
    const failures = before.failures + 1;
    const lockMs = failures < freeTries ? 0 : Math.min(firstLockMs * 2 ** (failures - freeTries), longestLockMs);
    this.#statements.fail.run(attendantId, failures, lockMs === 0 ? 0 : nowMs + lockMs);
    this.#statements.shrink.run(mostFailuresKept);
    const row = this.#statements.one.get(attendantId);
    // An unknown name takes as long as a wrong PIN and is told the same.
    const right = await verify(row?.pin_hash ?? (await this.#decoyHash()), pin);
    if (row === undefined || !right) return { result: "wrong-pin" };
    this.#statements.forgive.run(attendantId);
    return { result: "signed-in", attendant: { attendantId: row.attendant_id, name: row.name, role: row.role } };
  }

  async #decoyHash(): Promise<string> {
    this.#decoy ??= await hash("no such person", hashing);
    return this.#decoy;
  }
}

/** A hundred random bits cannot be guessed from their hash: no salt, so that a badge is found by itself. */
const badgeHash = (code: string): string => createHash("sha256").update(`badge:${code}`).digest("hex");

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join("");
}
