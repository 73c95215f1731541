import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, type PriceBookSnapshot, type StoreSecrets } from "@laneway/contracts";
import type { LaneClient } from "../store/lane-client.js";
import { projectRoot, type RunningStore, type TwinDescription } from "../store/running-store.js";
import type { TestNumbers } from "./test-numbers.js";

type Feed = (number: string) => Promise<unknown>;

/** Doors of a running store that take words or digits from outside, each with a way to put a card number into it. */
export class Feeds {
  private constructor(
    private readonly store: RunningStore,
    private readonly lane: LaneClient,
    private readonly attendantHeaders: Readonly<Record<string, string>>,
    private readonly pin: string,
  ) {}

  static async of(store: RunningStore, lane: LaneClient, manager: TwinDescription["attendants"][number]): Promise<Feeds> {
    const response = await fetch(`${store.edgeUrl}/api/v1/sessions/attendant`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ attendantId: manager.attendantId, pin: manager.pin }) });
    const { token } = (await response.json()) as { token: string };
    return new Feeds(store, lane, { authorization: `Bearer ${token}`, "content-type": "application/json" }, manager.pin);
  }

  /** Puts numbers into every door, written both ways. Answers the statuses by door, for a test that wants to see refusals. */
  async all(numbers: TestNumbers): Promise<ReadonlyMap<string, unknown>> {
    const answers = new Map<string, unknown>();
    for (const [door, feed] of Object.entries({ ...this.shopper(), ...this.attendant(), ...this.programs(), ...this.hardware() })) {
      for (const written of ["plain", "spaced"] as const) answers.set(`${door} (${written})`, await feed(numbers.next(door, written)));
    }
    return answers;
  }

  private shopper(): Record<string, Feed> {
    const send = (body: object) => this.post(`/api/v1/lanes/${this.lane.laneId}/commands`, { commandId: randomUUID(), ...body }, this.lane.headers);
    return {
      "key-code": (number) => send({ kind: "key-code", code: number }),
      "key-code, with what else stands on a card": (number) => send({ kind: "key-code", code: `${number} 12/29 123` }),
      recall: (number) => send({ kind: "recall", token: number }),
      "pick-item": (number) => send({ kind: "pick-item", itemId: number, quantity: 1 }),
      "void-line": (number) => send({ kind: "void-line", lineId: number }),
      "dismiss-notice": (number) => send({ kind: "dismiss-notice", noticeId: number }),
      "command id": (number) => send({ commandId: number, kind: "start", locale: "en" }),
      "unknown field": (number) => send({ kind: "start", locale: "en", [number]: number }),
      "item search": (number) => this.get(`/api/v1/items?query=${encodeURIComponent(number)}`, this.lane.headers),
      department: (number) => this.get(`/api/v1/items?department=${encodeURIComponent(number)}`, this.lane.headers),
      "kiosk key": (number) => this.post("/api/v1/sessions/kiosk", { laneId: this.lane.laneId, key: number }),
      "kiosk lane": (number) => this.post("/api/v1/sessions/kiosk", { laneId: number, key: "none" }),
    };
  }

  private attendant(): Record<string, Feed> {
    const send = (body: object) => this.post(`/api/v1/attendant/lanes/${this.lane.laneId}/commands`, { commandId: randomUUID(), ...body }, this.attendantHeaders);
    return {
      "sign-in name": (number) => this.post("/api/v1/sessions/attendant", { attendantId: number, pin: this.pin }),
      "attendant-recall": (number) => send({ kind: "attendant-recall", token: number }),
      "reprint-receipt": (number) => send({ kind: "reprint-receipt", receiptNumber: number }),
      "intervention note": (number) => this.noted(send, number),
      "receipt search": (number) => this.get(`/api/v1/attendant/receipts?query=${encodeURIComponent(number)}`, this.attendantHeaders),
      "price book import, name": (number) => this.importBook(`Gift ${number}`),
    };
  }

  private programs(): Record<string, Feed> {
    const { adminToken = "" } = this.secrets;
    const admin = { authorization: `Bearer ${adminToken}`, "content-type": "application/json" };
    const cloud = (path: string, headers: Readonly<Record<string, string>> = admin) => this.ask(`${this.store.cloudUrl}${path}`, { headers });
    return {
      "quote, code": (number) => this.post("/api/v1/quote", { lines: [{ code: number, quantity: 1 }] }),
      "quote, unknown field": (number) => this.post("/api/v1/quote", { [number]: number }),
      "path of nothing": (number) => this.get(`/${encodeURIComponent(number)}`),
      "path of a lane": (number) => this.get(`/api/v1/lanes/${encodeURIComponent(number)}/view`, this.lane.headers),
      "path of a receipt": (number) => this.get(`/api/v1/receipts/${encodeURIComponent(number)}`),
      "path of an e-receipt": (number) => this.get(`/r/${encodeURIComponent(number)}`),
      "bearer token": (number) => this.get("/api/v1/attendant/view", { authorization: `Bearer ${number}` }),
      "headquarters' path": (number) => cloud(`/api/v1/stores/${encodeURIComponent(number)}/transactions`),
      "headquarters' page": (number) => cloud(`/stores/${encodeURIComponent(number)}?query=${encodeURIComponent(number)}`),
      "headquarters' token": (number) => cloud("/api/v1/stores/demo/transactions", { authorization: `Bearer ${number}` }),
      "headquarters' price book, name": (number) =>
        this.ask(`${this.store.cloudUrl}/api/v1/stores/demo/price-book`, { method: "POST", headers: admin, body: JSON.stringify(this.book(`Gift ${number}`)) }),
      "headquarters' new store, name": (number) =>
        this.ask(`${this.store.cloudUrl}/api/v1/stores`, { method: "POST", headers: admin, body: JSON.stringify({ storeId: "other", name: number, currency: "EUR", timeZone: "Europe/Berlin" }) }),
    };
  }

  private hardware(): Record<string, Feed> {
    const scan = async (code: string, aim?: string) => {
      await this.lane.bench({ kind: "scan", code, ...(aim === undefined ? {} : { aim }) });
      // The scanner's line has no answer; the next scan must not push this one away.
      await new Promise((resolve) => setTimeout(resolve, 300));
    };
    return {
      "scanner, as a linear code": (number) => scan(number, "]C0"),
      "scanner, as a QR code": (number) => scan(number, "]Q3"),
      "scanner, without its kind": (number) => scan(number),
      "scanner, with what stands on the stripe": (number) => scan(`%B${number}^DOE/JANE^29122010000?`, "]Q3"),
      "bench, label of a thing": async (number) => {
        await this.lane.bench({ kind: "put-in-bagging", label: number, grams: 250 });
        await this.lane.bench({ kind: "take-from-bagging" });
      },
    };
  }

  /** Asks for help and ends it with a note, as an attendant would. */
  private async noted(send: (body: object) => Promise<string>, number: string): Promise<string> {
    await this.post(`/api/v1/lanes/${this.lane.laneId}/commands`, { commandId: randomUUID(), kind: "request-help" }, this.lane.headers);
    const { interventions } = await this.lane.until("a call for help", (view) => view.interventions.some(({ kind }) => kind === "help"));
    const help = interventions.find(({ kind }) => kind === "help");
    const body = { kind: "end-intervention", interventionId: help?.interventionId, outcome: "resolved" };
    const answer = await send({ ...body, note: `card ${number}` });
    await send(body);
    return answer;
  }

  private version = 1_000;

  /** The demo book with one item more, in a new version. */
  private book(name: string): PriceBookSnapshot {
    const book = JSON.parse(readFileSync(join(projectRoot, "deploy/demo/price-book.json"), "utf8")) as PriceBookSnapshot;
    const [first] = book.items;
    if (first === undefined) throw new Error("the demo price book has no items");
    this.version += 1;
    return { ...book, header: { ...book.header, version: this.version }, items: [...book.items, { ...first, itemId: "test-gift", names: { en: name }, codes: [], plus: [] }] };
  }

  private importBook(name: string): Promise<string> {
    return this.post("/api/v1/price-book/import", this.book(name), this.attendantHeaders);
  }

  private get secrets(): StoreSecrets {
    const path = join(this.store.dataFolder, dataFiles.secrets);
    if (!existsSync(path)) throw new Error("the store has no secrets");
    return JSON.parse(readFileSync(path, "utf8")) as StoreSecrets;
  }

  private post(path: string, body: object, headers: Readonly<Record<string, string>> = { "content-type": "application/json" }): Promise<string> {
    return this.ask(`${this.store.edgeUrl}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  }

  private get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.ask(`${this.store.edgeUrl}${path}`, { headers });
  }

  /** Status and the beginning of the answer. */
  private async ask(url: string, request: RequestInit): Promise<string> {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(30_000) });
    return `${response.status} ${(await response.text()).slice(0, 160)}`;
  }
}
