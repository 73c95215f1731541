import type { AttendantCommand, CommandAnswer, Credentials, DayCommand, DayReport, ItemCard, NoteCommand, ItemSearchAnswer, OfflineCardsCommand, PriceExplanation, Receipt, Refusal, Session, StoreView, VoucherCommand, VoucherList } from "@laneway/contracts";
import { approvalHeader, paths } from "@laneway/contracts/paths";
import { topic } from "@laneway/contracts/topics";
import { mintCommandId } from "../session/command-id.js";
import { CommandQueue } from "../session/command-queue.js";
import { EdgeClient, Refused } from "../session/edge-client.js";
import { enrolPasskey, passkeysPossible, removePasskeys, signInByPasskey } from "./passkey.js";
import { type Connection, followViews } from "../session/live-views.js";
import type { ShopCommand, StoreActions } from "./contexts.js";

type LaneCommand = AttendantCommand | ShopCommand;
/** Commands of shoppers have a door of their own; the store lets an attendant through it on a lane that they have taken over. */
const shopKinds: ReadonlySet<LaneCommand["kind"]> = new Set<ShopCommand["kind"]>(["pick-item", "weigh-item", "key-code", "go-to-bags", "choose-bags", "back-to-basket", "load-gift-card", "drop-gift-card", "pay", "cancel-payment"]);
/** What a reload of the page is remembered by; for this tab only, gone with it. */
const storageKey = "laneway.attendant.session";
/** Half an hour without a touch. */
const longestIdleMs = 1_800_000;
const searchLimit = "12";
const receiptLimit = "30";

/** What the page needs of its link to the store; a gallery or a test may give another. */
export interface StoreLink {
  readonly session: Session | undefined;
  readonly view: StoreView | undefined;
  readonly connection: Connection;
  /** The store's server has said that it is gone, or gone silent. */
  readonly edgeLost: boolean;
  /** The last session ended by itself, not by signing out. */
  readonly ended: boolean;
  readonly actions: StoreActions;
  /** Passkeys can be made and used on this page. */
  readonly passkeys: boolean;
  nowMs(): number;
  resume(): void;
  signIn(who: Credentials): Promise<Refusal | undefined>;
  /** The same by a passkey of this device. Throws `PasskeyGivenUp` too. */
  signInByPasskey(): Promise<Refusal | undefined>;
  signOut(): void;
  /** Somebody touches the page: the session goes on. */
  touched(): void;
}

/**
 * The attendant's link to the store: signs in and out, follows the store's view, carries commands. Commands of a lane go one
 * after another; a lane that does not answer holds up no other. Says `changed` whenever something to show is different.
 */
export class Station implements StoreLink {
  session: Session | undefined;
  view: StoreView | undefined;
  connection: Connection = "connecting";
  edgeLost = false;
  ended = false;
  readonly actions: StoreActions;
  readonly passkeys = passkeysPossible();
  /** What a second person has approved, by command id, until it is answered. */
  private readonly approvals = new Map<string, string>();
  private readonly queues = new Map<string, CommandQueue<LaneCommand>>();
  private readonly dayQueue = new CommandQueue<DayCommand>((command) => this.transmit(paths.dayCommands, command));
  private readonly noteQueue = new CommandQueue<NoteCommand>((command) => this.transmit(paths.noteCommands, command));
  private readonly voucherQueue = new CommandQueue<VoucherCommand>((command) => this.transmit(paths.voucherCommands, command));
  private readonly offlineQueue = new CommandQueue<OfflineCardsCommand>((command) => this.transmit(paths.offlineCardsCommands, command, this.approvals.get(command.commandId)));
  private clockOffsetMs = Number.NEGATIVE_INFINITY;
  private stopFollowing: (() => void) | undefined;
  private endTimer: ReturnType<typeof setTimeout> | undefined;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly changed: () => void,
    private readonly client: EdgeClient = new EdgeClient(),
    private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> = sessionStorage,
    private readonly follow: typeof followViews = followViews,
    private readonly idleMs = longestIdleMs,
  ) {
    this.actions = {
      send: (laneId, request) => this.queueOf(laneId).send(request),
      sendApproved: (laneId, request, by) => this.approved(by, (commandId) => this.queueOf(laneId).send(request, commandId)),
      sendOffline: (request) => this.offlineQueue.send(request),
      sendOfflineApproved: (request, by) => this.approved(by, (commandId) => this.offlineQueue.send(request, commandId)),
      sendDay: (request) => this.dayQueue.send(request),
      enrolPasskey: (attendantId) => enrolPasskey(this.client, attendantId),
      removePasskeys: (attendantId) => removePasskeys(this.client, attendantId),
      sendNote: (request) => this.noteQueue.send(request),
      sendVoucher: (request) => this.voucherQueue.send(request),
      findVouchers: async (query) => (await this.client.get(paths.vouchers, { query })) as VoucherList,
      dayReports: async () => ((await this.client.get(paths.dayReports)) as { reports: DayReport[] }).reports,
      findItems: async (query) => ((await this.client.get(paths.items, { query, limit: searchLimit })) as ItemSearchAnswer).items as ItemCard[],
      findReceipts: async (query) => {
        const { receipts, undone } = (await this.client.get(paths.attendantReceipts, { query, limit: receiptLimit })) as { receipts: Receipt[]; undone: string[] };
        return receipts.map((receipt) => ({ receipt, undone: undone.includes(receipt.transactionId) }));
      },
      explainPrices: async (of) => (await this.client.get("laneId" in of ? paths.lanePrices(of.laneId) : paths.receiptPrices(of.receiptNumber), {})) as PriceExplanation,
    };
  }

  /** The store's time: this device's clock, set by the newest view seen. */
  nowMs(): number {
    return Date.now() + (Number.isFinite(this.clockOffsetMs) ? this.clockOffsetMs : 0);
  }

  /** Takes up the session of this tab, if there is one that still runs. */
  resume(): void {
    const text = this.storage.getItem(storageKey);
    if (text === null) return;
    try {
      const session = JSON.parse(text) as Session;
      if (session.expiresAtMs > Date.now()) this.begin(session);
    } catch {
      this.storage.removeItem(storageKey); // Written by another version: sign in again.
    }
  }

  /** Undefined when signed in, otherwise why not. Throws `Unanswered` when the store's server does not answer. */
  signIn(who: Credentials): Promise<Refusal | undefined> {
    return this.enter(async () => (await this.client.post(paths.attendantSession, who)) as Session);
  }

  signInByPasskey(): Promise<Refusal | undefined> {
    return this.enter(() => signInByPasskey(this.client));
  }

  private async enter(show: () => Promise<Session>): Promise<Refusal | undefined> {
    try {
      const session = await show();
      this.storage.setItem(storageKey, JSON.stringify(session));
      this.begin(session);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }

  signOut(): void {
    this.end(false);
  }

  /** A tablet left lying about is nobody's: without a touch the session ends by itself. */
  touched(): void {
    clearTimeout(this.idleTimer);
    if (this.session !== undefined) this.idleTimer = setTimeout(() => this.end(true), this.idleMs);
  }

  private begin(session: Session): void {
    this.session = session;
    this.ended = false;
    this.client.token = session.token;
    this.connection = "connecting";
    const store = { store: session.storeId };
    this.stopFollowing = this.follow({
      mqtt: session.mqtt,
      topics: {
        [topic("storeView", store)]: (message) => this.take(message as StoreView),
        [topic("edgePresence", store)]: (message) => this.hear(message as { state: string }),
      },
      poll: () => this.poll(),
      changed: (connection) => {
        this.connection = connection;
        if (connection !== "away") this.retryNow();
        this.changed();
      },
    });
    // Longer than a timer can hold would ring at once.
    const leftMs = Math.min(session.expiresAtMs - Date.now(), 2 ** 31 - 1);
    this.endTimer = setTimeout(() => this.end(true), leftMs);
    this.touched();
    void this.poll().catch(() => undefined); // The broker brings the view as well; whichever is first.
    this.changed();
  }

  private end(byItself: boolean): void {
    this.stopFollowing?.();
    clearTimeout(this.endTimer);
    clearTimeout(this.idleTimer);
    this.approvals.clear();
    for (const queue of this.queues.values()) queue.clear();
    this.dayQueue.clear();
    this.noteQueue.clear();
    this.voucherQueue.clear();
    this.offlineQueue.clear();
    this.queues.clear();
    this.storage.removeItem(storageKey);
    this.client.token = undefined;
    this.session = undefined;
    this.view = undefined;
    this.edgeLost = false;
    this.clockOffsetMs = Number.NEGATIVE_INFINITY;
    this.ended = byItself;
    this.changed();
  }

  private async poll(): Promise<void> {
    try {
      this.take((await this.client.get(paths.attendantView)) as StoreView);
      this.edgeLost = false;
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.end(true);
      throw error;
    }
  }

  private take(view: StoreView): void {
    if (this.session === undefined) return;
    this.view = view;
    // A view that was kept by the broker is older than it looks: the largest difference is the truest.
    this.clockOffsetMs = Math.max(this.clockOffsetMs, view.atMs - Date.now());
    this.changed();
  }

  private hear(presence: { readonly state: string }): void {
    this.edgeLost = presence.state !== "online";
    if (!this.edgeLost) this.retryNow();
    this.changed();
  }

  private retryNow(): void {
    for (const queue of this.queues.values()) queue.retryNow();
    this.dayQueue.retryNow();
    this.noteQueue.retryNow();
    this.voucherQueue.retryNow();
    this.offlineQueue.retryNow();
  }

  private queueOf(laneId: string): CommandQueue<LaneCommand> {
    let queue = this.queues.get(laneId);
    if (queue === undefined) {
      queue = new CommandQueue<LaneCommand>((command) => this.transmit(shopKinds.has(command.kind) ? paths.laneCommands(laneId) : paths.attendantCommands(laneId), command, this.approvals.get(command.commandId)));
      this.queues.set(laneId, queue);
    }
    return queue;
  }

  private async approved(by: Credentials, send: (commandId: string) => Promise<CommandAnswer | undefined>): Promise<CommandAnswer | undefined> {
    const commandId = mintCommandId();
    try {
      const { approval } = (await this.client.post(paths.approvals, { commandId, by })) as { approval: string };
      this.approvals.set(commandId, approval);
      return await send(commandId);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { result: "refused", commandId, refusal: error.refusal };
    } finally {
      this.approvals.delete(commandId);
    }
  }

  private async transmit(path: string, command: LaneCommand | DayCommand | NoteCommand | OfflineCardsCommand | VoucherCommand, approval?: string) {
    try {
      return await this.client.command(path, command, approval === undefined ? {} : { [approvalHeader]: approval });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.end(true);
      return { result: "refused", commandId: command.commandId, refusal: error.refusal } as const;
    }
  }
}
