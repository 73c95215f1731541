import type { Connection } from "./database.js";

/** Slips of bottle machines and vouchers that a basket has taken. It changes only in the commit of the tender, so each slip counts once, on whichever lane. */
export class SlipUses {
  readonly #statements;

  constructor(connection: Connection) {
    this.#statements = {
      take: connection.prepare("INSERT INTO slip_use (slip_key, tender_id, sequence) VALUES (?, ?, ?)"),
      release: connection.prepare("DELETE FROM slip_use WHERE tender_id = ?"),
      used: connection.prepare<[string], { tender_id: string }>("SELECT tender_id FROM slip_use WHERE slip_key = ?"),
    };
  }

  /** Throws when it is taken already: then nothing of the commit happens. */
  take(slipKey: string, tenderId: string, sequence: number): void {
    this.#statements.take.run(slipKey, tenderId, sequence);
  }

  /** The basket has given it back. A tender of another kind has none. */
  release(tenderId: string): void {
    this.#statements.release.run(tenderId);
  }

  isUsed(slipKey: string): boolean {
    return this.#statements.used.get(slipKey) !== undefined;
  }
}
