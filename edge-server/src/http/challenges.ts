/** Long enough for a finger, too short to be carried away. */
const livesMs = 120_000;
const most = 200;

/** What devices are asked to sign: each once, for a short time, for what it was made. In memory only: after a start everybody asks anew. */
export class Challenges {
  readonly #open = new Map<string, { readonly about: string; readonly untilMs: number }>();

  note(challenge: string, about: string, nowMs: number): void {
    this.#open.set(challenge, { about, untilMs: nowMs + livesMs });
    if (this.#open.size > most) this.#open.delete(this.#open.keys().next().value ?? challenge);
  }

  /** Takes it away; true when it was open for this. */
  take(challenge: string, about: string, nowMs: number): boolean {
    const known = this.#open.get(challenge);
    this.#open.delete(challenge);
    return known !== undefined && known.about === about && known.untilMs > nowMs;
  }
}
