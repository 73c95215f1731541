import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Seeded } from "../store/seeded.js";
import { type ConnectionEnd, fairWeather, type Fate, fateOf, type Weather } from "./weather.js";

/** Turns the pieces of one direction into other pieces, e.g. to say a message twice. A new one for each connection. */
export type Rewrite = (piece: Buffer) => readonly Buffer[];
export type Direction = "to-server" | "to-client";

export interface ProxyOptions {
  /** Port of the server on this machine. */
  readonly to: number;
  /** Same seed, same connection number, same fate. */
  readonly seed: number;
  readonly weather: Weather;
  readonly rewrite?: (direction: Direction, chance: Seeded) => Rewrite;
}

/** How often what happened; figures for the document. */
export type ProxyTally = Record<ConnectionEnd | "connections" | "losses", number>;

/** Data read but not yet passed on; beyond it the sender has to wait. */
const mostWaitingBytes = 1_000_000;

/** A TCP connection through the proxy: two sockets and what still is under way between them. */
class Crossing {
  private passed = 0;
  private ended = false;
  private silent: "no" | "both" | "to-client" = "no";
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly weather: Weather,
    private readonly fate: Fate,
    private readonly chance: Seeded,
    private readonly tally: ProxyTally,
    rewrite: ProxyOptions["rewrite"],
  ) {
    this.carry("to-server", client, server, rewrite?.("to-server", chance));
    this.carry("to-client", server, client, rewrite?.("to-client", chance));
  }

  private carry(direction: Direction, from: Socket, to: Socket, rewrite: Rewrite | undefined): void {
    let freeAtMs = 0;
    let waiting = 0;
    const later = (act: () => void, bytes: number): void => {
      const lost = bytes > 0 && this.chance.fraction() < this.weather.loss;
      if (lost) this.tally.losses += 1;
      const sendingMs = this.weather.bytesPerSecond === undefined ? 0 : (bytes * 1_000) / this.weather.bytesPerSecond;
      const lateMs = this.weather.latencyMs + this.chance.fraction() * this.weather.jitterMs + (lost ? this.weather.lossDelayMs : 0);
      const now = performance.now();
      // TCP keeps the order: nothing overtakes what was sent before it.
      freeAtMs = Math.max(freeAtMs + sendingMs, now + lateMs + sendingMs);
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        act();
      }, freeAtMs - now);
      this.timers.add(timer);
    };
    from.on("data", (bytes: Buffer) => {
      if (this.isSilent(direction)) return;
      for (const piece of rewrite === undefined ? [bytes] : rewrite(bytes)) {
        waiting += piece.length;
        if (waiting > mostWaitingBytes) from.pause();
        later(() => {
          waiting -= piece.length;
          if (waiting <= mostWaitingBytes) from.resume();
          this.pass(direction, to, piece);
        }, piece.length);
      }
    });
    from.on("end", () => {
      if (!this.isSilent(direction)) later(() => to.end(), 0);
    });
    // An error is followed by "close", and that is where a side's end is told to the other.
    from.on("error", () => undefined);
    from.on("close", (hadError) => {
      if (this.ended) return;
      if (this.silent === "no") later(() => (hadError ? to.resetAndDestroy() : to.destroySoon()), 0);
      else to.destroy();
    });
  }

  private isSilent(direction: Direction): boolean {
    return this.silent === "both" || this.silent === direction;
  }

  private pass(direction: Direction, to: Socket, piece: Buffer): void {
    if (this.isSilent(direction) || this.ended || to.destroyed) return;
    const { end, afterBytes } = this.fate;
    const left = end === undefined || this.silent !== "no" ? piece.length : Math.max(0, afterBytes - this.passed);
    this.passed += piece.length;
    if (left >= piece.length) {
      to.write(piece);
      return;
    }
    if (left > 0) to.write(piece.subarray(0, left));
    if (end !== undefined) this.strike(end, direction, to, piece.subarray(left));
  }

  private strike(end: ConnectionEnd, direction: Direction, to: Socket, rest: Buffer): void {
    this.tally[end] += 1;
    if (end === "half-open") this.silent = "both";
    else if (end === "deaf") {
      this.silent = "to-client";
      if (direction === "to-server") to.write(rest);
    } else this.close(end);
  }

  close(how: "reset" | "cut"): void {
    this.ended = true;
    for (const timer of this.timers) clearTimeout(timer);
    for (const socket of [this.client, this.server]) {
      if (how === "reset") socket.resetAndDestroy();
      else socket.destroySoon();
    }
  }
}

/**
 * Stands between a client and a server on this machine and is as bad a network as its weather says. What happens to a
 * connection is drawn from the seed and the connection's number; when it happens depends on what the two say.
 */
export class FaultProxy {
  private readonly crossings = new Set<Crossing>();
  private readonly pending = new Set<Socket>();
  private weather: Weather;
  readonly tally: ProxyTally = { connections: 0, losses: 0, reset: 0, cut: 0, "half-open": 0, deaf: 0 };

  private constructor(
    private readonly options: ProxyOptions,
    private readonly server: Server,
  ) {
    this.weather = options.weather;
    server.on("connection", (client) => this.take(client));
  }

  static open(options: ProxyOptions): Promise<FaultProxy> {
    const server = createServer({ noDelay: true, allowHalfOpen: true, pauseOnConnect: true });
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", () => resolve(new FaultProxy(options, server)));
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private take(client: Socket): void {
    this.tally.connections += 1;
    const { to, seed, rewrite } = this.options;
    const chance = new Seeded(seed * 1_000_003 + this.tally.connections);
    const { weather } = this;
    const server = connect({ host: "127.0.0.1", port: to, noDelay: true, allowHalfOpen: true });
    this.pending.add(client).add(server);
    const refused = () => client.resetAndDestroy();
    client.once("error", () => server.destroy());
    server.once("error", refused);
    server.once("connect", () => {
      server.removeListener("error", refused);
      const crossing = new Crossing(client, server, weather, fateOf(weather, chance), chance, this.tally, rewrite);
      this.crossings.add(crossing);
      client.resume();
    });
    for (const socket of [client, server]) {
      socket.once("close", () => this.pending.delete(socket));
    }
  }

  /** From now on the network is as given; connections that began in other weather are reset. */
  change(weather: Weather): void {
    this.weather = weather;
    for (const crossing of this.crossings) crossing.close("reset");
    this.crossings.clear();
  }

  /** The faults are over. */
  calm(): void {
    this.change(fairWeather);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.calm();
    for (const socket of this.pending) socket.destroy();
    await closed;
  }
}
