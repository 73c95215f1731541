import { createContext } from "@lit/context";
import type { KioskLink } from "../session/kiosk-session.js";

/** The store, as this screen reaches it. */
export const linkContext = createContext<KioskLink>(Symbol("link"));
