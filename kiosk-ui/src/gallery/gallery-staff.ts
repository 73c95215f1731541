import { AttendantApp } from "../attendant/attendant-app.js";
import { attendantStates } from "../attendant/states.js";
import { keepPreferences, readPreferences } from "../page/preferences.js";
import { type Theme, themes } from "../design/tokens.js";
import { type Asked, cannedStation } from "./canned-station.js";

/** One canned state of one page, chosen by the address: ?page=attendant&state=busy&theme=light&language=en */
const query = new URLSearchParams(location.search);
const theme = themes.find((each): each is Theme => each === query.get("theme")) ?? "light";
keepPreferences({ ...readPreferences(), language: query.get("language") ?? "en", theme, sound: false });
document.documentElement.dataset["motion"] = "still";

const asked: Asked = { commands: [], refusal: undefined };
Object.assign(window, { asked });

function attendantPage(state: string): HTMLElement {
  const app = new AttendantApp();
  const view = attendantStates[state as keyof typeof attendantStates] ?? attendantStates.busy;
  app.station = cannedStation(view, state !== "sign-in", asked, state === "lost");
  return app;
}

const pages: Readonly<Record<string, (state: string) => HTMLElement>> = { attendant: attendantPage };
const make = pages[query.get("page") ?? "attendant"] ?? attendantPage;
document.body.append(make(query.get("state") ?? ""));
