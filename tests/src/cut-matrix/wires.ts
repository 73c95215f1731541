import type { Exchange, ExchangeRequest } from "@laneway/cloud-relay/store/http-exchange";
import type { AttemptNotes } from "@laneway/device-agents/agent/attempt-notes";
import type { Connect } from "@laneway/device-agents/transport/connection";
import type { Exchanged, HttpsPeer } from "@laneway/device-agents/transport/https-exchange";

/** What lies at the end of a lane's cables. */
export interface Wires {
  readonly connect: (port: number) => Connect;
  readonly exchange: (body: string, withinMs: number, ending: AbortSignal) => Promise<Exchanged>;
  /** The agent's notes, with a cut possible around each write. */
  readonly watchNotes: (notes: AttemptNotes) => AttemptNotes;
}

let present: Wires | undefined;

export function plugIn(wires: Wires): void {
  present = wires;
}

function plugged(): Wires {
  if (present === undefined) throw new Error("no cable is plugged in");
  return present;
}

/** In place of `transport/tcp-connection`. */
export const tcpConnect = (address: { readonly port: number }): Connect => plugged().connect(address.port);

/** In place of `transport/https-exchange`. */
export const exchange = (_peer: HttpsPeer, body: string, withinMs: number, ending: AbortSignal): Promise<Exchanged> => plugged().exchange(body, withinMs, ending);

/** In place of `agent/attempt-notes`: the real notes, watched. */
export const watchNotes = (notes: AttemptNotes): AttemptNotes => plugged().watchNotes(notes);

let relayed: ((ask: ExchangeRequest) => Promise<Exchange>) | undefined;

/** Who answers the relay's requests from now on. */
export function answerRelay(answer: (ask: ExchangeRequest) => Promise<Exchange>): void {
  relayed = answer;
}

/** In place of `store/http-exchange`. */
export function relayExchange(ask: ExchangeRequest): Promise<Exchange> {
  if (relayed === undefined) throw new Error("nobody answers the relay");
  return relayed(ask);
}
