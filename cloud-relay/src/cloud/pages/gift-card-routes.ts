import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { holdsCardNumber } from "@laneway/domain/item/card-number";
import { blockGiftCard } from "../gift-card/block.js";
import { codeHashOf } from "../gift-card/ledger.js";
import type { Headquarters } from "../headquarters.js";
import { accessOf } from "../http/access.js";
import { findGiftCard, giftCardFilter, giftCardLiability, listGiftCards } from "../reading/gift-cards.js";
import { giftCardPage, giftCardsPage } from "./gift-cards-page.js";
import type { Page } from "./layout.js";
import { links } from "./links.js";

type DrawPage = (path: string, draw: (context: Context) => Promise<Omit<Page, "signedIn"> | undefined>) => void;

const listed = 200;
const trail = [{ text: "Stores", href: links.stores }];

/** Gift cards for headquarters' staff: what each holds, how it came to it, and a stop. */
export function giftCardRoutes(routes: Hono, page: DrawPage, { database, now, log, ...headquarters }: Headquarters): void {
  page("/gift-cards", async (context) => {
    const set = Object.fromEntries(Object.entries(context.req.query()).filter(([, value]) => value !== ""));
    const parsed = giftCardFilter.safeParse(set);
    const filter = parsed.success ? parsed.data : {};
    const cards = await listGiftCards(database, filter, listed);
    const liability = await giftCardLiability(database);
    return { title: "Gift cards", trail, body: giftCardsPage({ filter, cards, liability, notFound: context.req.query("found") === "no", nowMs: now() }) };
  });
  page("/gift-cards/:card", async (context) => {
    const found = await findGiftCard(database, cardIdOf(context));
    if (found === undefined) return undefined;
    return { title: `Gift card **** ${found.card.lastFour}`, trail: [...trail, { text: "Gift cards", href: links.giftCards() }], body: giftCardPage(found) };
  });

  /** A form of these pages, sent by somebody who is signed in; another site's form is refused. */
  const posted = (path: string, act: (context: Context, fields: Readonly<Record<string, unknown>>) => Promise<Response>): void => {
    routes.post(path, bodyLimit({ maxSize: 16_000 }), async (context) => {
      const access = await accessOf({ database, now, log, ...headquarters }, context);
      if (access === undefined || access.kind === "store") return context.redirect("/sign-in", 303);
      if (isForeign(context)) return context.text("This form was not sent by headquarters' own page.", 403);
      return act(context, await context.req.parseBody());
    });
  };
  posted("/gift-cards/find", async (context, { code }) => {
    const rows = await database.query<{ card_id: number }>("select card_id from gift_cards where code_hash = $1", [codeHashOf(typeof code === "string" ? code.trim() : "")]);
    const cardId = rows[0]?.card_id;
    return context.redirect(cardId === undefined ? `${links.giftCards()}?found=no` : links.giftCard(cardId), 303);
  });
  for (const act of ["block", "unblock"] as const) {
    posted(`/gift-cards/:card/${act}`, async (context, { reason }) => {
      const why = typeof reason === "string" ? reason.trim() : "";
      const cardId = cardIdOf(context);
      if (why.length < 3 || why.length > 200 || holdsCardNumber(why)) return context.text("A reason of 3 to 200 characters is needed, without a card number in it. Nothing was changed.", 400);
      const done = await blockGiftCard(database, { cardId, blocked: act === "block", reason: why, atMs: now() });
      if (done === "unknown-card") return context.notFound();
      log.info({ cardId, act }, "a gift card's use was changed");
      return context.redirect(links.giftCard(cardId), 303);
    });
  }
}

const cardIdOf = (context: Context): number => {
  const asked = context.req.param("card") ?? "";
  return /^\d{1,15}$/.test(asked) ? Number(asked) : -1;
};

/** Browsers say where a form comes from. */
function isForeign(context: Context): boolean {
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = context.req.header("origin");
  return origin !== undefined && origin !== new URL(context.req.url).origin;
}
