import { laneId, storeId, transactionId } from "@laneway/contracts";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import { accessOf, createSignInLimit, sameText, signIn, signOut } from "../http/access.js";
import type { Headquarters } from "../headquarters.js";
import { newestVersion } from "../price-book/price-books.js";
import { closedDays } from "../reading/closed-days.js";
import { findDay, listDays } from "../reading/days.js";
import { type LossPrevention, lossPrevention, type Period } from "../reading/loss-prevention.js";
import { listInterventions } from "../reading/interventions.js";
import { handOverNotes, peopleAtLane, peopleAtTransaction } from "../reading/people.js";
import { listStored } from "../offline/read-stored.js";
import { listJournals, listRecords, listUnread } from "../reading/journals.js";
import { laneHistory, listLanes } from "../reading/lanes.js";
import { findTransaction, listTransactions, sumTransactions, transactionFilter } from "../reading/transactions.js";
import { listVouchers, sumVouchers } from "../reading/vouchers.js";
import { findStore, listStores, type Store } from "../stores/stores.js";
import { dayPage, daysPage } from "./day-page.js";
import { dayName } from "./format.js";
import { giftCardRoutes } from "./gift-card-routes.js";
import { historyList } from "./history.js";
import { journalPage } from "./journal-page.js";
import { empty, type Html, layout, type Page } from "./layout.js";
import { links } from "./links.js";
import { languageOf } from "./language.js";
import { lossPreventionFile } from "./loss-prevention-file.js";
import { lossPreventionPage } from "./loss-prevention-page.js";
import { reportWords } from "./loss-prevention-words.js";
import { hasPeople, noteTable, peopleTable } from "./people.js";
import { offlineCardsPage } from "./offline-cards-page.js";
import { interventionTable, laneTable, noInterventions, storePage } from "./store-page.js";
import { storesPage } from "./stores-page.js";
import { transactionPage } from "./transaction-page.js";
import { transactionsPage } from "./transactions-page.js";
import { vouchersPage } from "./vouchers-page.js";

const pageSize = 50;
const maximumDays = 400;

/** What a page's handler gives: the page, or undefined when there is no such thing. */
type Drawn = Omit<Page, "signedIn"> | undefined;

/** Headquarters' pages: made whole on the server, readable without a script, the same figures as the API. */
export function pageRoutes(headquarters: Headquarters): Hono {
  const { database, now } = headquarters;
  const routes = new Hono();
  signInRoutes(routes, headquarters);
  const page = (path: string, draw: (context: Context) => Promise<Drawn>): void => {
    routes.get(path, async (context) => {
      const access = await accessOf(headquarters, context);
      if (access === undefined || access.kind === "store") return context.redirect("/sign-in", 303);
      const drawn = await draw(context);
      const signedIn = access.kind === "reader" && access.signedIn;
      return drawn === undefined ? context.html(layout({ ...missing, signedIn }), 404) : context.html(layout({ ...drawn, signedIn }));
    });
  };
  const storePages = (path: string, draw: (store: Store, context: Context) => Promise<Drawn>): void => {
    page(`/stores/:store${path}`, async (context) => {
      const asked = storeId.safeParse(context.req.param("store"));
      const store = asked.success ? await findStore(database, asked.data) : undefined;
      return store === undefined ? undefined : draw(store, context);
    });
  };

  page("/", async () => {
    const stores = await listStores(database);
    const cards = await Promise.all(
      stores.map(async (store) => ({
        store,
        day: (await listDays(database, store.storeId, 1))[0],
        lanes: await listLanes(database, store.storeId),
        journals: await listJournals(database, store.storeId),
      })),
    );
    return { title: "Stores", trail: [], body: storesPage(cards, now()) };
  });
  storePages("", async (store) => ({
    title: store.name,
    trail: [{ text: "Stores", href: links.stores }],
    body: storePage(
      {
        store,
        days: await listDays(database, store.storeId, 14),
        lanes: await listLanes(database, store.storeId),
        journals: await listJournals(database, store.storeId),
        unread: await listUnread(database, store.storeId, 100),
        interventions: await listInterventions(database, store.storeId, 5),
        notes: await handOverNotes(database, store.storeId, { open: true }),
        newest: (await listTransactions(database, store.storeId, {}, undefined, 8)).transactions,
        priceBook: await newestVersion(database, store.storeId),
      },
      now(),
    ),
  }));
  giftCardRoutes(routes, page, headquarters);
  transactionPages(headquarters, storePages);
  recordPages(headquarters, storePages);
  lossPreventionPages(routes, headquarters, storePages);
  routes.notFound((context) => context.html(layout(missing), 404));
  return routes;
}

type StorePages = (path: string, draw: (store: Store, context: Context) => Promise<Drawn>) => void;

function transactionPages({ database }: Headquarters, storePages: StorePages): void {
  storePages("/transactions", async (store, context) => {
    const set = Object.fromEntries(Object.entries(context.req.query()).filter(([, value]) => value !== ""));
    const parsed = transactionFilter.safeParse(set);
    const filter = parsed.success ? parsed.data : {};
    const before = context.req.query("before");
    return {
      title: "Transactions",
      trail: trailOf(store),
      body: transactionsPage({
        store,
        filter,
        lanes: await listLanes(database, store.storeId),
        page: await listTransactions(database, store.storeId, filter, before, pageSize),
        sum: await sumTransactions(database, store.storeId, filter),
        isFirst: before === undefined,
      }),
    };
  });
  storePages("/transactions/:transaction", async (store, context) => {
    const asked = transactionId.safeParse(context.req.param("transaction"));
    const detail = asked.success ? await findTransaction(database, store.storeId, asked.data) : undefined;
    if (detail === undefined) return undefined;
    const trail = [...trailOf(store), { text: "Transactions", href: links.transactions(store.storeId) }];
    const { receiptNumber } = detail.summary;
    return { title: receiptNumber === null ? "Transaction" : `Receipt ${receiptNumber}`, trail, body: transactionPage(store, detail, await peopleAtTransaction(database, store.storeId, detail.summary.transactionId, detail.history)) };
  });
  storePages("/days", async (store) => ({
    title: "Days",
    trail: trailOf(store),
    body: daysPage(store, await listDays(database, store.storeId, maximumDays)),
  }));
  storePages("/days/:date", async (store, context) => {
    const date = context.req.param("date") ?? "";
    const detail = /^\d{4}-\d\d-\d\d$/.test(date) ? await findDay(database, store.storeId, date) : undefined;
    if (detail === undefined) return undefined;
    return { title: dayName(date), trail: [...trailOf(store), { text: "Days", href: links.days(store.storeId) }], body: dayPage(store, detail, await closedDays(database, store.storeId, date)) };
  });
}

function recordPages({ database, now }: Headquarters, storePages: StorePages): void {
  storePages("/lanes/:lane", async (store, context) => {
    const asked = laneId.safeParse(context.req.param("lane"));
    const lanes = await listLanes(database, store.storeId);
    const lane = lanes.find((each) => each.laneId === asked.data);
    if (lane === undefined) return undefined;
    const records = await laneHistory(database, store.storeId, lane.laneId, pageSize);
    const people = await peopleAtLane(database, store.storeId, lane.laneId);
    const notes = await handOverNotes(database, store.storeId, { laneId: lane.laneId });
    return {
      title: lane.laneId,
      trail: trailOf(store),
      body: html`<section class="card"><h2>How does it stand?</h2>${laneTable(store, [lane], now())}
<p class="pages"><a href="${links.transactions(store.storeId, { lane: lane.laneId })}">Transactions of this lane</a></p></section>
<section class="card"><h2>Who helped here?</h2>${hasPeople(people) ? peopleTable(store, people, false) : html`<p class="soft">Nobody has taken this lane over or written to a shopper at it.</p>`}</section>
${notes.length === 0 ? "" : html`<section class="card"><h2>Hand-over notes about this lane</h2>${noteTable(store, notes)}</section>`}
<section class="card"><h2>Newest records</h2>${historyList(store, records)}</section>`,
    };
  });
  storePages("/interventions", async (store) => {
    const interventions = await listInterventions(database, store.storeId, 500);
    const body = interventions.length === 0 ? noInterventions() : html`<section class="card">${interventionTable(store, interventions)}</section>`;
    return { title: "Interventions", trail: trailOf(store), body };
  });
  storePages("/vouchers", async (store) => {
    const today = dateIn(store, now());
    return { title: "Vouchers", trail: trailOf(store), body: vouchersPage(store, await listVouchers(database, store.storeId, today, 500), await sumVouchers(database, store.storeId, today)) };
  });
  storePages("/notes", async (store) => {
    const notes = await handOverNotes(database, store.storeId);
    const body = notes.length === 0 ? empty("No hand-over notes", "What colleagues at the lanes leave for whoever comes next is listed here, with who has read it and who has seen to it.") : html`<section class="card">${noteTable(store, notes)}</section>`;
    return { title: "Hand-over notes", trail: trailOf(store), body };
  });
  storePages("/journals/:journal", async (store, context) => {
    const journal = (await listJournals(database, store.storeId)).find((each) => each.journalId === context.req.param("journal"));
    if (journal === undefined) return undefined;
    const asked = Number(context.req.query("through"));
    const through = Number.isSafeInteger(asked) && asked > 0 ? asked : Number.MAX_SAFE_INTEGER;
    const records = await listRecords(database, store.storeId, journal.journalId, through, pageSize);
    return { title: "Journal", trail: trailOf(store), lead: html`<span class="mono">${journal.journalId}</span>`, body: journalPage({ store, journal, records, nowMs: now() }) };
  });
}

/** A report over a period, as a page and as a file; without dates, the last four weeks on the store's clock. */
function lossPreventionPages(routes: Hono, headquarters: Headquarters, storePages: StorePages): void {
  const { database, now } = headquarters;
  const reportOf = (store: Store, context: Context): Promise<LossPrevention> => lossPrevention(database, store.storeId, periodOf(context, store, now()));
  routes.get("/stores/:store/loss-prevention.csv", async (context) => {
    const access = await accessOf(headquarters, context);
    if (access === undefined || access.kind === "store") return context.redirect("/sign-in", 303);
    const asked = storeId.safeParse(context.req.param("store"));
    const store = asked.success ? await findStore(database, asked.data) : undefined;
    if (store === undefined) return context.notFound();
    const report = await reportOf(store, context);
    const name = `loss-prevention-${store.storeId}-${report.period.from}-${report.period.to}.csv`;
    return context.body(lossPreventionFile(report), 200, { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}"` });
  });
  storePages("/loss-prevention", async (store, context) => {
    const language = languageOf(context.req.query("language"), context.req.header("accept-language"));
    const { title, stores } = reportWords[language];
    const [, here] = trailOf(store);
    const trail = [{ text: stores, href: links.stores }, ...(here === undefined ? [] : [here])];
    return { title, trail, language, body: lossPreventionPage(store, await reportOf(store, context), language) };
  });
  storePages("/offline-cards", async (store) => ({ title: "Offline card payments", trail: trailOf(store), body: offlineCardsPage(store, await listStored(database, store.storeId)) }));
}

const usualDays = 28;

function periodOf(context: Context, store: Store, nowMs: number): Period {
  const [from = "", to = ""] = [context.req.query("from"), context.req.query("to")];
  const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (isDate(from) && isDate(to) && from <= to) return { from, to };
  return { from: dateIn(store, nowMs - (usualDays - 1) * 86_400_000), to: dateIn(store, nowMs) };
}

/** `YYYY-MM-DD` on the store's clock. */
const dateIn = (store: Store, atMs: number): string => new Intl.DateTimeFormat("en-CA", { timeZone: store.timeZone }).format(atMs);

const trailOf = (store: Store): Page["trail"] => [
  { text: "Stores", href: links.stores },
  { text: store.name, href: links.store(store.storeId) },
];

const missing: Page = {
  title: "Nothing here",
  trail: [{ text: "Stores", href: links.stores }],
  body: empty("There is no such page", "It may belong to a store that headquarters does not know."),
};

const signInText = {
  ask: "Use the admin token from this installation's secrets.json.",
  wrong: "That is not the admin token. Nothing was changed; try again.",
  later: "Too many wrong tokens. Wait a minute, then try again.",
  none: "No admin token is set: add adminToken (20 characters or more) to secrets.json and start headquarters again.",
} as const;

function signInRoutes(routes: Hono, headquarters: Headquarters): void {
  const { adminToken, now } = headquarters;
  const limit = createSignInLimit(now);
  const show = (text: string): Page => ({ title: "Sign in", trail: [], bare: true, body: signInForm(text, adminToken !== undefined) });
  routes.get("/sign-in", (context) => context.html(layout(show(adminToken === undefined ? signInText.none : signInText.ask))));
  routes.post("/sign-in", bodyLimit({ maxSize: 16_000 }), async (context) => {
    if (adminToken === undefined) return context.html(layout(show(signInText.none)), 403);
    if (!limit.allowed()) return context.html(layout(show(signInText.later)), 429);
    const { token } = await context.req.parseBody();
    if (typeof token !== "string" || !sameText(token, adminToken)) {
      limit.wrong();
      return context.html(layout(show(signInText.wrong)), 401);
    }
    signIn(context, adminToken, now());
    return context.redirect("/", 303);
  });
  routes.post("/sign-out", (context) => {
    signOut(context);
    return context.redirect("/sign-in", 303);
  });
}

const signInForm = (text: string, possible: boolean): Html => html`<section class="card sign-in"><p>${text}</p>
${possible ? html`<form method="post" action="/sign-in"><label>Admin token<input type="password" name="token" autocomplete="current-password" required maxlength="200"></label><button>Sign in</button></form>` : ""}</section>`;
