import type {
  AgentPresence,
  AttendantCommand,
  CommandAnswer,
  Credentials,
  DepartmentCard,
  ItemSearchAnswer,
  LaneView,
  Session,
  ShopperCommand,
  WeightView,
} from "@laneway/contracts";
import { paths } from "@laneway/contracts/paths";
import { topic } from "@laneway/contracts/topics";
import { mintCommandId } from "./command-id.js";
import { CommandQueue } from "./command-queue.js";
import { EdgeClient, Refused, Unanswered } from "./edge-client.js";
import { Freshness } from "./freshness.js";
import { type Connection, followViews } from "./live-views.js";

type WithoutId<C> = C extends { readonly commandId: string } ? Omit<C, "commandId"> : never;
export type ShopperRequest = WithoutId<ShopperCommand>;
/** What an attendant who has taken the lane over asks for at its own screen. */
type StaffCommand = Extract<AttendantCommand, { kind: "attend-lane" | "end-assist" | "end-intervention" | "take-cash" }>;
export type KioskRequest = ShopperRequest | WithoutId<StaffCommand>;
const staffKinds: ReadonlySet<KioskRequest["kind"]> = new Set<StaffCommand["kind"]>(["attend-lane", "end-assist", "end-intervention", "take-cash"]);

/** `refused`: the store does not accept this screen's key. */
export type KioskConnection = Connection | "refused";

/** All that the kiosk's screens draw from. */
export interface KioskState {
  readonly view: LaneView | undefined;
  readonly weight: WeightView | undefined;
  readonly connection: KioskConnection;
  /** Touches not answered yet. */
  readonly waiting: number;
}

/** What the kiosk's screens need of the store: state in, commands out, items to choose from. */
export interface KioskLink {
  readonly state: KioskState;
  /** Calls `changed` on every change; answers what ends it. */
  subscribe(changed: (state: KioskState) => void): () => void;
  /** Undefined: not taken, because too many wait or the shopper has gone. */
  send(request: KioskRequest): Promise<CommandAnswer | undefined>;
  /** An attendant takes the lane over here. Throws when the edge does not answer. */
  assist(by: Credentials): Promise<CommandAnswer>;
  /** Throws when the edge does not answer. */
  findItems(query: string, department: string, locale: string): Promise<ItemSearchAnswer>;
  departments(locale: string): Promise<readonly DepartmentCard[]>;
  /** The shopper has gone: forget what waits. */
  forget(): void;
}

const signInRetryMs = 2_000;
/** As many as a hand scrolls through; more are found by typing on. */
const searchLimit = 60;

/** A lane's screen signed in to its store: retained views, commands with ids, one shopper after another. */
export class KioskSession implements KioskLink {
  state: KioskState = { view: undefined, weight: undefined, connection: "connecting", waiting: 0 };
  private readonly listeners = new Set<(state: KioskState) => void>();
  private readonly queue: CommandQueue<ShopperCommand | StaffCommand>;
  private stopViews: (() => void) | undefined;
  private readonly freshness = new Freshness();
  private edgeLost = false;
  private link: Connection = "connecting";
  private stopped = false;
  private signingIn: Promise<void> | undefined;

  constructor(
    private readonly laneId: string,
    private readonly key: string,
    private readonly edge: EdgeClient = new EdgeClient(),
  ) {
    this.queue = new CommandQueue<ShopperCommand | StaffCommand>(
      (command) => this.transmit(command),
      (waiting) => this.change({ waiting }),
    );
  }

  /** Signs in and follows the lane; keeps trying while the store does not answer. */
  async start(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.signIn();
        return;
      } catch (error) {
        this.change({ connection: error instanceof Refused ? "refused" : "away" });
      }
      await new Promise((resolve) => setTimeout(resolve, signInRetryMs));
    }
  }

  stop(): void {
    this.stopped = true;
    this.stopViews?.();
    this.queue.clear();
  }

  subscribe(changed: (state: KioskState) => void): () => void {
    this.listeners.add(changed);
    changed(this.state);
    return () => this.listeners.delete(changed);
  }

  send(request: KioskRequest): Promise<CommandAnswer | undefined> {
    return this.queue.send(request);
  }

  async assist(by: Credentials): Promise<CommandAnswer> {
    const commandId = mintCommandId();
    try {
      return await this.edge.command(paths.assist(this.laneId), { commandId, by });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { result: "refused", commandId, refusal: error.refusal };
    }
  }

  forget(): void {
    this.queue.clear();
  }

  async findItems(query: string, department: string, locale: string): Promise<ItemSearchAnswer> {
    const filter = department === "" ? {} : { department };
    return (await this.edge.get(paths.items, { query, locale, limit: String(searchLimit), ...filter })) as ItemSearchAnswer;
  }

  async departments(locale: string): Promise<readonly DepartmentCard[]> {
    return (await this.edge.get(paths.departments, { locale })) as readonly DepartmentCard[];
  }

  /** One sign-in at a time, however many ask for it. */
  private signIn(): Promise<void> {
    this.signingIn ??= this.exchangeKey().finally(() => {
      this.signingIn = undefined;
    });
    return this.signingIn;
  }

  private async exchangeKey(): Promise<void> {
    this.edge.token = undefined;
    const session = (await this.edge.post(paths.kioskSession, { laneId: this.laneId, key: this.key })) as Session;
    this.edge.token = session.token;
    if (session.view !== undefined) this.takeView(session.view);
    this.follow(session);
  }

  private follow(session: Session): void {
    this.stopViews?.();
    const at = { store: session.storeId, lane: this.laneId };
    this.stopViews = followViews({
      mqtt: session.mqtt,
      topics: {
        [topic("laneView", at)]: (message) => this.takeView(message as LaneView),
        [topic("weightView", at)]: (message) => this.change({ weight: message as WeightView }),
        [topic("edgePresence", at)]: (message) => this.takePresence(message as AgentPresence),
      },
      poll: () => this.poll(),
      changed: (connection) => {
        this.link = connection;
        this.showConnection();
      },
    });
  }

  private async poll(): Promise<void> {
    try {
      this.takeView((await this.edge.get(paths.laneView(this.laneId))) as LaneView);
      this.edgeLost = false;
    } catch (error) {
      if (error instanceof Refused && error.status === 401) await this.signIn();
      else throw error;
    }
  }

  private takeView(view: LaneView): void {
    if (this.freshness.accept(view)) this.change({ view });
  }

  private takePresence(presence: AgentPresence): void {
    this.edgeLost = presence.state !== "online";
    this.showConnection();
  }

  private showConnection(): void {
    const connection = this.edgeLost && this.link === "live" ? "away" : this.link;
    this.change({ connection });
    if (connection === "live" || connection === "polling") this.queue.retryNow();
  }

  private async transmit(command: ShopperCommand | StaffCommand): Promise<CommandAnswer> {
    const path = staffKinds.has(command.kind) ? paths.attendantCommands(this.laneId) : paths.laneCommands(this.laneId);
    try {
      return await this.edge.command(path, command);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    // The session has run out: sign in again and send the same command once more, under the same id.
    try {
      await this.signIn();
      return await this.edge.command(path, command);
    } catch (error) {
      if (!(error instanceof Refused)) throw new Unanswered("signing in", { cause: error });
      return { result: "refused", commandId: command.commandId, refusal: error.refusal };
    }
  }

  private change(part: Partial<KioskState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener(this.state);
  }
}
