import { KioskSession } from "../session/kiosk-session.js";
import { pictureNames, pictureUrl } from "../pictures/names.js";
import { KioskApp } from "./kiosk-app.js";
import { fetchQrEncoder } from "./qr-code.js";

/** `/lane/lane-1#key=…`: which lane this is, and the key that says so. The fragment never leaves the browser. */
const laneId = location.pathname.split("/").at(-1) ?? "";
const key = new URLSearchParams(location.hash.slice(1)).get("key") ?? "";

const session = new KioskSession(laneId, key);
const app = new KioskApp();
app.link = session;
document.body.replaceChildren(app);
void session.start();

// A scanned line must not wait for its picture, nor a receipt for its code.
const warm = () => {
  void fetchQrEncoder();
  for (const name of pictureNames) new Image().src = pictureUrl(name);
};
if (typeof requestIdleCallback === "function") requestIdleCallback(warm);
else setTimeout(warm, 2_000);
