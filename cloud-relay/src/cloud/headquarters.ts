import type { Logger } from "pino";
import type { Database } from "./database/database.js";
import type { RedirectDesk } from "./redirect/desk.js";

/** What headquarters' routes work with. */
export interface Headquarters {
  readonly database: Database;
  readonly log: Logger;
  readonly bootId: string;
  readonly now: () => number;
  /** Opens the pages and the admin API; absent: see `pagesOpen`. */
  readonly adminToken: string | undefined;
  /** A twin on this machine alone: its pages need no sign-in. */
  readonly pagesOpen: boolean;
  /** Payments on shoppers’ phones; absent: no provider is configured. */
  readonly redirect?: RedirectDesk;
}
