import type { CommandAnswer, Refusal, Session, StoreView } from "@laneway/contracts";
import type { StoreActions } from "../attendant/contexts.js";
import { cannedReport } from "../attendant/day-states.js";
import { cannedVouchers } from "../attendant/voucher-states.js";
import { cannedItems, cannedPrices } from "../attendant/states.js";
import type { StoreLink } from "../attendant/station.js";
import { receiptStates } from "../receipt/states.js";

/** What was asked of the store, and how it shall answer: a test reads and sets it. */
export interface Asked {
  readonly commands: { readonly laneId: string; readonly request: Record<string, unknown> }[];
  refusal: Refusal | undefined;
}

/** A store that stands still: a canned view, commands that are noted down, answers as wished. */
export function cannedStation(view: (nowMs: number) => StoreView, signedIn: boolean, asked: Asked, edgeLost = false, role: "lead" | "manager" = "lead"): StoreLink {
  const beganMs = Date.now();
  const session: Session = {
    token: "canned",
    expiresAtMs: beganMs + 3_600_000,
    storeId: "store-1",
    mqtt: { url: "", username: "", password: "" },
    attendant: { attendantId: "101", name: "Mira", role },
  };
  const actions: StoreActions = {
    send: async (laneId, request): Promise<CommandAnswer> => {
      asked.commands.push({ laneId, request: { ...request } });
      return asked.refusal === undefined
        ? { result: "accepted", commandId: "c-1", version: 11 }
        : { result: "refused", commandId: "c-1", refusal: asked.refusal };
    },
    sendApproved: async (laneId, request, by): Promise<CommandAnswer> => {
      asked.commands.push({ laneId, request: { ...request, by: { ...by } } });
      return { result: "accepted", commandId: "c-1", version: 11 };
    },
    sendDay: async (request) => {
      asked.commands.push({ laneId: "", request: { ...request } });
      return asked.refusal === undefined ? { result: "accepted", commandId: "c-1", version: 11 } : { result: "refused", commandId: "c-1", refusal: asked.refusal };
    },
    enrolPasskey: async () => asked.refusal,
    removePasskeys: async () => asked.refusal ?? 2,
    sendOffline: async (request) => {
      asked.commands.push({ laneId: "", request: { ...request } });
      return asked.refusal === undefined ? { result: "accepted", commandId: "c-1", version: 11 } : { result: "refused", commandId: "c-1", refusal: asked.refusal };
    },
    sendOfflineApproved: async (request, by): Promise<CommandAnswer> => {
      asked.commands.push({ laneId: "", request: { ...request, by: { ...by } } });
      return { result: "accepted", commandId: "c-1", version: 11 };
    },
    sendNote: async (request): Promise<CommandAnswer> => {
      asked.commands.push({ laneId: "", request: { ...request } });
      return { result: "accepted", commandId: "c-1", version: 11 };
    },
    sendVoucher: async (request) => {
      asked.commands.push({ laneId: "", request: { ...request } });
      return asked.refusal === undefined ? { result: "accepted", commandId: "c-1", version: 11 } : { result: "refused", commandId: "c-1", refusal: asked.refusal };
    },
    findVouchers: async () => cannedVouchers(beganMs),
    dayReports: async () => [cannedReport(beganMs)],
    findItems: async (query) => cannedItems.filter((item) => item.name.toLowerCase().includes(query.toLowerCase())),
    explainPrices: async () => cannedPrices,
    findReceipts: async () => [{ receipt: receiptStates.everyday, undone: false }, { receipt: receiptStates.training, undone: true }],
  };
  return {
    session: signedIn ? session : undefined,
    view: signedIn ? view(beganMs) : undefined,
    connection: edgeLost ? "away" : "live",
    edgeLost,
    ended: false,
    actions,
    passkeys: true,
    nowMs: () => beganMs,
    resume: () => undefined,
    signIn: async () => asked.refusal,
    signInByPasskey: async () => asked.refusal,
    signOut: () => undefined,
    touched: () => undefined,
  };
}
