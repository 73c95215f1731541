import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type AttendantCommand, type BenchAction, type BenchState, type CommandAnswer, type LaneView, paths, type PriceExplanation, type Session, type ShopperCommand, type StoreView } from "@laneway/contracts";
import { eventually } from "./eventually.js";
import type { RunningStore, TwinDescription } from "./running-store.js";

type WithoutId<T> = T extends { commandId: string } ? Omit<T, "commandId"> : never;

async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`status ${response.status}, not JSON: ${text.slice(0, 200)}`);
  }
}

/** As a kiosk does: asks again with the same content while nobody answers, since the edge may be on its way back. */
async function persistently(url: string, request: RequestInit = {}, withinMs = 60_000): Promise<Response> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(5_000) });
      if (response.status < 500) return new Response(await response.text(), { status: response.status });
      if (performance.now() > deadline) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`${url} did not answer`, { cause: error });
    }
    await sleep(20);
  }
}

/** A session as a kiosk opens it, with the key of its address. */
export async function kioskSession(store: RunningStore, { laneId, kioskPath }: TwinDescription["lanes"][number]): Promise<Session> {
  const key = new URL(kioskPath, store.edgeUrl).hash.replace("#key=", "");
  const response = await fetch(`${store.edgeUrl}/api/v1/sessions/kiosk`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ laneId, key }),
  });
  if (!response.ok) throw new Error(`kiosk session refused: ${response.status} ${await response.text()}`);
  return json<Session>(response);
}

/** A lane through its public doors: the kiosk's HTTP session and the bench's virtual hardware. */
export class LaneClient {
  private constructor(
    private readonly store: RunningStore,
    readonly laneId: string,
    readonly benchUrl: string,
    readonly session: Session,
  ) {}

  static async open(store: RunningStore, lane: TwinDescription["lanes"][number]): Promise<LaneClient> {
    return new LaneClient(store, lane.laneId, lane.benchUrl, await kioskSession(store, lane));
  }

  /** Of the kiosk's session, for its other doors. */
  get headers() {
    return { authorization: `Bearer ${this.session.token}`, "content-type": "application/json" };
  }

  async view(): Promise<LaneView> {
    return json<LaneView>(await persistently(`${this.store.edgeUrl}/api/v1/lanes/${this.laneId}/view`, { headers: this.headers }));
  }

  /** Sends a shopper's command; the same id again must get the same answer. */
  async send(command: WithoutId<ShopperCommand>, commandId: string = randomUUID()): Promise<CommandAnswer> {
    return json<CommandAnswer>(
      await persistently(`${this.store.edgeUrl}/api/v1/lanes/${this.laneId}/commands`, {
        method: "POST",
        headers: this.headers,
        body: JSON.stringify({ commandId, ...command }),
      }),
    );
  }

  async accepted(command: WithoutId<ShopperCommand>): Promise<void> {
    const answer = await this.send(command);
    if (answer.result !== "accepted") throw new Error(`${command.kind} was refused: ${JSON.stringify(answer.refusal)}`);
  }

  async bench(action: BenchAction): Promise<void> {
    const response = await fetch(`${this.benchUrl}/bench/v1/actions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(action),
    });
    if (!response.ok) throw new Error(`bench refused ${action.kind}: ${response.status} ${await response.text()}`);
  }

  async benchState(): Promise<BenchState> {
    return json<BenchState>(await fetch(`${this.benchUrl}/bench/v1/state`));
  }

  /** Waits until the lane's view satisfies `holds`. */
  async until(what: string, holds: (view: LaneView) => boolean, withinMs = 10_000): Promise<LaneView> {
    let last: LaneView | undefined;
    try {
      return await eventually(
        async () => {
          last = await this.view();
          return holds(last) ? last : undefined;
        },
        { what: `${this.laneId}: ${what}`, withinMs },
      );
    } catch (error) {
      // What holds a lane up is said first: the rest is cut.
      const { step, nudge, interventions, faults, ...rest } = last ?? {};
      const story = this.store.lastEntries(this.laneId).join("\n");
      throw new Error(`${(error as Error).message}; last view: ${JSON.stringify({ nudge, interventions, faults, step, ...rest }).slice(0, 1_500)}\n${story}`, { cause: error });
    }
  }
}

/** An attendant's tablet through its HTTP session. */
export class AttendantClient {
  private constructor(
    private readonly store: RunningStore,
    readonly session: Session,
  ) {}

  static async signIn(store: RunningStore, attendant: { attendantId: string; pin: string }): Promise<AttendantClient> {
    const response = await fetch(`${store.edgeUrl}/api/v1/sessions/attendant`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ attendantId: attendant.attendantId, pin: attendant.pin }),
    });
    if (!response.ok) throw new Error(`attendant session refused: ${response.status} ${await response.text()}`);
    return new AttendantClient(store, await json<Session>(response));
  }

  private get headers() {
    return { authorization: `Bearer ${this.session.token}`, "content-type": "application/json" };
  }

  async view(): Promise<StoreView> {
    return json<StoreView>(await persistently(`${this.store.edgeUrl}/api/v1/attendant/view`, { headers: this.headers }));
  }

  /** Why the lines of a receipt cost what they cost. */
  async pricesOf(receiptNumber: string): Promise<PriceExplanation> {
    return json<PriceExplanation>(await persistently(`${this.store.edgeUrl}${paths.receiptPrices(receiptNumber)}`, { headers: this.headers }));
  }

  async send(laneId: string, command: WithoutId<AttendantCommand>): Promise<CommandAnswer> {
    return json<CommandAnswer>(
      await persistently(`${this.store.edgeUrl}/api/v1/attendant/lanes/${laneId}/commands`, {
        method: "POST",
        headers: this.headers,
        body: JSON.stringify({ commandId: randomUUID(), ...command }),
      }),
    );
  }
}
