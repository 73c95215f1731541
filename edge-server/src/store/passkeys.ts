import type { Connection } from "./database.js";

export interface Passkey {
  readonly credentialId: string;
  readonly attendantId: string;
  readonly publicKey: Uint8Array;
  /** How often it was used, as its device counts; devices that share a key count nothing and say 0. */
  readonly counter: number;
}

interface PasskeyRow {
  readonly credential_id: string;
  readonly attendant_id: string;
  readonly public_key: Buffer;
  readonly counter: number;
}

/** Public keys of people's devices. Nothing in it is secret: the private keys never leave the devices. */
export class Passkeys {
  readonly #statements;

  constructor(connection: Connection) {
    this.#statements = {
      one: connection.prepare<[string], PasskeyRow>("SELECT * FROM passkey WHERE credential_id = ?"),
      of: connection.prepare<[string], { credential_id: string }>("SELECT credential_id FROM passkey WHERE attendant_id = ?"),
      add: connection.prepare("INSERT INTO passkey (credential_id, attendant_id, public_key, counter, enrolled_by, enrolled_at_ms) VALUES (?, ?, ?, ?, ?, ?)"),
      // Two uses at once: the later one finds a counter that is no longer lower, and opens nothing.
      use: connection.prepare("UPDATE passkey SET counter = ? WHERE credential_id = ? AND (counter < ? OR (counter = 0 AND ? = 0))"),
      remove: connection.prepare("DELETE FROM passkey WHERE attendant_id = ?"),
    };
  }

  find(credentialId: string): Passkey | undefined {
    const row = this.#statements.one.get(credentialId);
    return row === undefined ? undefined : { credentialId: row.credential_id, attendantId: row.attendant_id, publicKey: new Uint8Array(row.public_key), counter: row.counter };
  }

  idsOf(attendantId: string): readonly string[] {
    return this.#statements.of.all(attendantId).map((row) => row.credential_id);
  }

  /** Throws when a device's key is known already. */
  add({ credentialId, attendantId, publicKey, counter }: Passkey, enrolledBy: string, atMs: number): void {
    this.#statements.add.run(credentialId, attendantId, Buffer.from(publicKey), counter, enrolledBy, atMs);
  }

  /** Notes that it was used; false when its counter did not rise: it may have been copied. */
  use(credentialId: string, counter: number): boolean {
    return this.#statements.use.run(counter, credentialId, counter, counter).changes === 1;
  }

  /** All of a person; answers how many. */
  removeAll(attendantId: string): number {
    return this.#statements.remove.run(attendantId).changes;
  }
}
