import { AttendantApp } from "../attendant/attendant-app.js";
import type { Bar } from "../attendant/bar.js";
import { attendantStates } from "../attendant/states.js";
import { BenchApp } from "../bench/bench-app.js";
import { benchStates, shelf } from "../bench/states.js";
import { keepPreferences, readPreferences } from "../page/preferences.js";
import { ReceiptApp } from "../receipt/receipt-app.js";
import { receiptStates } from "../receipt/states.js";
import { Refused, Unanswered } from "../session/edge-client.js";
import { StartApp } from "../start/start-app.js";
import { twinPath } from "../page/twin.js";
import { cannedTwin } from "../start/states.js";
import { setTheme, type Theme, themes } from "../design/tokens.js";
import { type Asked, cannedStation } from "./canned-station.js";

/** A canned state of one of these pages. */
export type StaffScene = Readonly<Partial<Record<"page" | "state" | "theme" | "language", string>>>;

document.documentElement.dataset["motion"] = "still";
const asked: Asked = { commands: [], refusal: undefined };

function attendantPage(state: string): HTMLElement {
  const app = new AttendantApp();
  const view = attendantStates[state as keyof typeof attendantStates] ?? attendantStates.busy;
  app.station = cannedStation(view, state !== "sign-in", asked, state === "lost", state === "passkeys" ? "manager" : "lead");
  app.dayOpened = state.startsWith("day-");
  app.offlineOpened = state.startsWith("offline-") && state !== "offline-board";
  if (state.startsWith("assist")) app.opened = { laneId: "lane-1", task: { name: "lane" } };
  if (state === "second") app.opened = { laneId: "lane-1", task: { name: "void-transaction" } };
  if (state === "message") app.opened = { laneId: "lane-1", task: { name: "lane" } };
  if (state === "notes") app.notesOpened = "ending";
  if (state.startsWith("cash")) app.opened = { laneId: "lane-1", task: { name: "lane" } };
  if (state === "exempt") app.opened = { laneId: "lane-1", task: { name: "exempt" } };
  if (state === "why") app.opened = { laneId: "lane-1", task: { name: "why-receipt", receiptNumber: "lane-1-004211" } };
  if (state === "voucher-given") app.opened = { laneId: "lane-4", task: { name: "lane" } };
  if (state === "voucher-list") app.opened = { laneId: "lane-4", task: { name: "vouchers" } };
  if (state.startsWith("return-")) app.opened = { laneId: "lane-4", task: state === "return-find" ? { name: "return", receipt: "lane-4-004211" } : { name: "lane" } };
  return app;
}

function benchPage(state: string): HTMLElement {
  const app = new BenchApp();
  app.laneId = "lane-1";
  app.edge = {
    get: async (path) => (path === twinPath ? cannedTwin : { items: state === "empty" ? [] : shelf }),
    post: async () => ({ code: "LWD1.store.1.225.EUR.20271130.demo.signature", number: "1", amountMinor: 225, currencyDigits: 2 }),
  };
  app.connect = () => ({
    state: benchStates[state as keyof typeof benchStates] ?? benchStates.idle,
    connection: state === "away" ? "away" : "live",
    act: async (action) => {
      asked.commands.push({ laneId: "lane-1", request: { ...action } });
      return asked.refusal === undefined;
    },
    start: () => undefined,
    stop: () => undefined,
  });
  return app;
}

function startPage(state: string): HTMLElement {
  const app = new StartApp();
  const twin = state === "alone" ? { ...cannedTwin, cloudUrl: null } : cannedTwin;
  app.edge = { get: async () => (state === "waiting" ? Promise.reject(new Unanswered("canned")) : twin) };
  return app;
}

function receiptPage(state: string): HTMLElement {
  const app = new ReceiptApp();
  const receipt = receiptStates[state as keyof typeof receiptStates] ?? receiptStates.everyday;
  app.edge = {
    get: async () => {
      if (state === "not-found") throw new Refused({ reason: "receipt-not-found" }, 404);
      if (state === "away") throw new Unanswered("canned");
      return { receipt };
    },
  };
  return app;
}

const pages: Readonly<Record<string, (state: string) => HTMLElement>> = {
  attendant: attendantPage,
  bench: benchPage,
  start: startPage,
  receipt: receiptPage,
};

const drawn = () => new Promise((done) => setTimeout(done, 60));

/** Draws a scene in place of the one before; resolves when it stands. */
async function showStaff(scene: StaffScene): Promise<void> {
  const theme = themes.find((each): each is Theme => each === scene.theme) ?? "light";
  keepPreferences({ ...readPreferences(), language: scene.language ?? "en", theme, sound: false });
  asked.commands.splice(0);
  asked.refusal = undefined;
  const make = pages[scene.page ?? "attendant"] ?? attendantPage;
  document.body.replaceChildren(make(scene.state ?? ""));
  setTheme(theme);
  await drawn();
  if (scene.state === "passkeys") {
    const bar = document.querySelector("attendant-app")?.shadowRoot?.querySelector<Bar>("attendant-bar");
    if (bar !== null && bar !== undefined) bar.open = true;
    await drawn();
    const panel = bar?.shadowRoot?.querySelector("attendant-passkeys")?.shadowRoot;
    const name = panel?.querySelector("input");
    if (name !== null && name !== undefined) {
      name.value = "ben";
      name.dispatchEvent(new InputEvent("input"));
      await drawn();
      panel?.querySelector<HTMLElement>("[data-act=remove]")?.click();
      await drawn();
    }
  }
  if (scene.state === "cash" || scene.state === "cash-count") {
    const sheet = document.querySelector("attendant-app")?.shadowRoot?.querySelector("attendant-lane-sheet");
    const till = sheet?.shadowRoot?.querySelector("attendant-till")?.shadowRoot;
    till?.querySelector<HTMLElement>(scene.state === "cash" ? "[data-task=take-cash]" : "[data-task=count-till]")?.click();
    await drawn();
    till?.querySelector<HTMLElement>("[data-currency=CHF]")?.click();
    till?.host.scrollIntoView();
    await drawn();
  }
  if (scene.state === "second") {
    // Above the own limit: a second person is asked for.
    asked.refusal = { reason: "second-person-needed", details: { role: "lead", limitMinor: 20_000 } };
    const sheet = document.querySelector("attendant-app")?.shadowRoot?.querySelector("attendant-lane-sheet")?.shadowRoot;
    sheet?.querySelector("attendant-reasons")?.dispatchEvent(new CustomEvent("reason-change", { detail: { reason: "abandoned" } }));
    await drawn();
    sheet?.querySelector<HTMLElement>(".confirm")?.click();
    await drawn();
  }
  if (scene.state === "message") {
    const sheet = document.querySelector("attendant-app")?.shadowRoot?.querySelector("attendant-lane-sheet")?.shadowRoot;
    sheet?.querySelector("attendant-message")?.scrollIntoView();
    await drawn();
  }
  if (scene.state === "day-report") {
    const panel = document.querySelector("attendant-app")?.shadowRoot?.querySelector("attendant-day");
    panel?.shadowRoot?.querySelector<HTMLElement>("section:last-of-type lw-button")?.click();
    await drawn();
  }
}

Object.assign(window, { asked, showStaff });
/** From the address: ?page=attendant&state=busy&theme=light&language=en */
void showStaff(Object.fromEntries(new URLSearchParams(location.search)));
