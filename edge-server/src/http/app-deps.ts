import type { Attendant, Attendants } from "../store/attendants.js";
import type { ImportAnswer, LaneView, StoreConfig, StoreSecrets, StoreView } from "@laneway/contracts";
import type { StoreDay } from "../day/store-day.js";
import type { Catalogue } from "../items/catalogue.js";
import type { SaleFinder } from "../lane/sale-finder.js";
import type { InquiryDesk } from "../lane/inquiry-desk.js";
import type { KnowledgeReader } from "../lane/knowledge.js";
import type { Lane } from "../lane/lane.js";
import type { SlipDesk } from "../lane/slip-desk.js";
import type { VoucherDesk } from "../lane/voucher-desk.js";
import type { Log } from "../log.js";
import type { Clock, Ids } from "../ports.js";
import type { StoreNotes } from "../notes/store-notes.js";
import type { OfflineDesk } from "../offline/offline-desk.js";
import type { RecordStore } from "../store/record.js";

export interface ImportOrder {
  readonly path: string;
  readonly format: "csv" | "json";
  readonly mode: "update" | "replace";
}

/** All that the HTTP side is given. */
export interface AppDeps {
  readonly config: StoreConfig;
  readonly secrets: StoreSecrets;
  readonly bootId: string;
  /** Where it is served. */
  readonly port: () => number;
  readonly clock: Clock;
  readonly log: Log;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly day: StoreDay;
  readonly notes: StoreNotes;
  readonly offline: OfflineDesk;
  readonly record: RecordStore;
  readonly catalogue: Catalogue;
  readonly attendants: Attendants;
  readonly inquiryDesk: InquiryDesk;
  readonly saleFinder: SaleFinder;
  readonly slips: SlipDesk;
  readonly vouchers: VoucherDesk;
  readonly ids: Ids;
  readonly knowledge: KnowledgeReader;
  readonly laneView: (lane: Lane) => LaneView;
  readonly storeView: () => StoreView;
  /** Imports a file; the file is the caller's to remove. */
  readonly importFile: (order: ImportOrder) => Promise<ImportAnswer>;
  /** Something that only attendants see has changed: the outbox. */
  readonly storeChanged: () => void;
  /** Name → "ok" or what is wrong. */
  readonly checks: () => Record<string, string>;
  /** Folder of the built screens. */
  readonly screensFolder: string;
  /** Tells whoever decides about the process that the record failed. */
  readonly recordFailed: (error: unknown) => void;
  /** Demo attendants with their PINs, for the start page of a twin. */
  readonly demoAttendants: readonly (Attendant & { readonly pin: string })[];
}
