import { fetchWords } from "../locale/languages.js";
import { fetchQrEncoder } from "../kiosk/qr-code.js";
import { act } from "../kiosk/actions.js";
import { KioskApp } from "../kiosk/kiosk-app.js";
import { applyPreferences, standardPreferences } from "../kiosk/preferences.js";
import { type KioskScene, kioskScenes } from "../kiosk/states.js";
import { CannedLink } from "./canned-link.js";
import "./window.js";

async function press(app: KioskApp, what: NonNullable<KioskScene["press"]>): Promise<void> {
  const settled = async () => {
    await app.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 60));
  };
  await settled();
  const inside = (...path: readonly string[]) =>
    path.reduce<Element | null | undefined>((at, selector) => (at === app ? app.renderRoot : at?.shadowRoot)?.querySelector(selector), app);
  const touch = (element: Element | null | undefined) => (element as HTMLElement | null | undefined)?.click();
  switch (what) {
    case "reach":
      act(app, { kind: "prefer", preferences: { reach: true } });
      break;
    case "save":
      touch(inside(".tools lw-button:nth-child(3)"));
      break;
    case "languages":
      touch(inside("kiosk-bar", "lw-button:nth-of-type(2)"));
      break;
    case "settings":
      touch(inside("kiosk-bar", "lw-button:nth-of-type(3)"));
      break;
    case "keyboard":
      touch(inside("kiosk-find", ".search lw-button"));
      break;
    case "gift-card":
      touch(inside("kiosk-payment", "button.by-gift-card"));
      break;
    case "other-amount":
      touch(inside("kiosk-load-card", ".foot lw-button"));
      break;
    case "card":
      touch(inside("kiosk-payment", "button.by-card"));
      break;
    case "cash":
      touch(inside("kiosk-payment", "button.by-cash"));
      break;
    case "change-line":
    case "remove-line":
      touch(inside("kiosk-basket", "li:nth-child(3) kiosk-line", ".change"));
      if (what === "remove-line") {
        await settled();
        touch(inside("kiosk-basket", "li:nth-child(3) kiosk-line", ".controls > lw-button"));
      }
      break;
  }
  await settled();
}

window.sceneNames = Object.keys(kioskScenes("en"));
window.showScene = async (name, locale, theme = "light") => {
  const scene = kioskScenes(locale)[name];
  if (scene === undefined) throw new Error(`no state named ${name}`);
  const { view, weight, connection = "live", waiting = 0, task } = scene;
  const link = new CannedLink({ view, weight, connection, waiting }, locale);
  window.cannedLink = link;
  await fetchWords(locale);
  await fetchQrEncoder();
  const app = new KioskApp();
  app.link = link;
  document.body.replaceChildren(app);
  await app.updateComplete;
  if (task !== undefined) app.openTask(task);
  applyPreferences({ ...standardPreferences, theme, still: true });
  if (scene.press !== undefined) await press(app, scene.press);
  await app.updateComplete;
  await document.fonts.ready;
  // Codes are drawn a moment after the rest.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
};

window.changeScene = (name, locale) => {
  const scene = kioskScenes(locale)[name];
  if (scene === undefined) throw new Error(`no state named ${name}`);
  const { view, weight, connection = "live", waiting = 0 } = scene;
  window.cannedLink.show({ view, weight, connection, waiting });
};

/** `gallery.html?state=basket&locale=de&theme=dark`, or a list of all. */
const query = new URLSearchParams(location.search);
const asked = query.get("state");
if (asked !== null) {
  void window.showScene(asked, query.get("locale") ?? "en", (query.get("theme") ?? "light") as "light" | "dark" | "contrast");
} else {
  const list = document.createElement("ul");
  for (const name of window.sceneNames) {
    const link = document.createElement("a");
    link.href = `?state=${name}`;
    link.textContent = name;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  document.body.replaceChildren(list);
}
