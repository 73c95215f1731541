import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { walletEvent, walletHeaders, walletOpening, walletReference, walletRefund, walletSignature } from "../wallet-protocol.js";
import { type WaitingEvent, walletAction, type WalletBook, type WalletEntry } from "./wallet-book.js";
import { listPage, payPage, unknownPage, walletScript, walletStyle } from "./wallet-page.js";
import { walletLanguage } from "./wallet-words.js";

export interface WalletOptions {
  readonly book: WalletBook;
  readonly apiKey: string;
  readonly callbackSecret: string;
  readonly now: () => number;
}

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The simulated provider over HTTP: the shop's API, and the page on the shopper's phone. */
export function createWallet({ book, apiKey }: WalletOptions): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header("content-security-policy", policy);
    context.header("x-content-type-options", "nosniff");
    context.header("referrer-policy", "no-referrer");
    context.header("cache-control", "no-store");
  });
  app.get("/health", (context) => context.json({ part: "wallet", ready: true }));

  const api = new Hono();
  api.use("/:reference/*", bodyLimit({ maxSize: 16_000 }), async (context, next) => {
    if (context.req.header("authorization") !== `Bearer ${apiKey}`) return context.json({ error: "key-not-known" }, 401);
    if (!walletReference.safeParse(context.req.param("reference")).success) return context.json({ error: "bad-reference" }, 400);
    return next();
  });
  const told = (context: Context, held: WalletEntry | undefined, otherwise: string) => (held === undefined ? context.json({ error: otherwise }, 409) : context.json(held.payment));
  const referenceOf = (context: Context) => context.req.param("reference") ?? "";
  api.put("/:reference", async (context) => {
    const opening = walletOpening.safeParse(await context.req.json().catch(() => undefined));
    if (!opening.success) return context.json({ error: "malformed" }, 400);
    return told(context, book.open(referenceOf(context), opening.data), "another-payment");
  });
  api.get("/:reference", (context) => {
    const held = book.current(referenceOf(context));
    return held === undefined ? context.json({ error: "unknown-payment" }, 404) : context.json(held.payment);
  });
  api.post("/:reference/cancel", (context) => context.json(book.cancel(referenceOf(context)).payment));
  api.post("/:reference/refund", async (context) => {
    const refund = walletRefund.safeParse(await context.req.json().catch(() => undefined));
    if (!refund.success) return context.json({ error: "malformed" }, 400);
    return told(context, book.refund(referenceOf(context), refund.data.amountMinor), "nothing-to-refund");
  });
  api.put("/:reference/refunds/:refund", async (context) => {
    const asked = walletRefund.safeParse(await context.req.json().catch(() => undefined));
    const refund = walletReference.safeParse(context.req.param("refund"));
    if (!asked.success || !refund.success) return context.json({ error: "malformed" }, 400);
    const { amountMinor } = asked.data;
    const held = book.refundPart(referenceOf(context), refund.data, amountMinor);
    return held === undefined ? context.json({ error: "nothing-to-refund" }, 409) : context.json({ refund: refund.data, amountMinor, payment: held.payment });
  });
  app.route("/v1/payments", api);

  const languageOf = (context: Context) => walletLanguage(context.req.query("lang") ?? context.req.header("accept-language"));
  app.get("/", (context) => context.html(listPage(languageOf(context), book.all)));
  app.get("/pay/:token", (context) => {
    const held = book.byToken(context.req.param("token"));
    return held === undefined ? context.html(unknownPage(languageOf(context)), 404) : context.html(payPage(languageOf(context), held));
  });
  app.get("/pay/:token/state", (context) => {
    const held = book.byToken(context.req.param("token"));
    return held === undefined ? context.text("", 404) : context.text(held.payment.state);
  });
  app.post("/pay/:token/:action", (context) => {
    const action = walletAction.safeParse(context.req.param("action"));
    if (action.success) book.act(context.req.param("token"), action.data);
    return context.redirect(`/pay/${context.req.param("token")}`, 303);
  });
  app.get("/wallet.css", (context) => context.body(walletStyle, 200, { "content-type": "text/css" }));
  app.get("/wallet.js", (context) => context.body(walletScript, 200, { "content-type": "text/javascript" }));
  return app;
}

/** Tells the shop what became of payments, again and again until it is heard. Answers how to stop. */
export function tellShop({ book, callbackSecret, now }: WalletOptions, everyMs = 200): () => void {
  let stopped = false;
  async function tell(event: WaitingEvent): Promise<void> {
    const url = book.callbackUrlOf(event.reference);
    const body = JSON.stringify(walletEvent.parse({ eventId: event.eventId, payment: event.payment }));
    const timestampMs = now();
    const headers = { "content-type": "application/json", [walletHeaders.timestamp]: String(timestampMs), [walletHeaders.signature]: walletSignature(callbackSecret, timestampMs, body) };
    const heard = url === undefined || (await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(5_000) }).then((answer) => answer.ok, () => false));
    if (!stopped) book.told(event, heard);
  }
  const round = async (): Promise<void> => {
    for (const event of book.dueEvents()) await tell(event);
    if (!stopped) setTimeout(() => void round(), everyMs).unref();
  };
  void round();
  return () => {
    stopped = true;
  };
}
