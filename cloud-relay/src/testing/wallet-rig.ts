import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { pino } from "pino";
import type { Database } from "../cloud/database/database.js";
import { createApp } from "../cloud/app.js";
import { walletProvider } from "../cloud/providers/wallet.js";
import { RedirectDesk } from "../cloud/redirect/desk.js";
import { registerStore } from "../cloud/stores/stores.js";
import { openWalletBook, type WalletAction } from "../wallet/wallet-book.js";
import { createWallet, tellShop } from "../wallet/wallet-server.js";

const keys = { apiKey: "key-of-the-shop-at-the-wallet", callbackSecret: "secret-of-the-wallets-callbacks" };

async function serve(answer: (request: Request) => Response | Promise<Response>) {
  const running = new Set<Promise<Response>>();
  const fetch = (request: Request) => {
    const working = Promise.resolve(answer(request)).finally(() => running.delete(working));
    running.add(working);
    return working;
  };
  const server = createAdaptorServer({ fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    // What was begun is finished before the test's database goes.
    await Promise.allSettled(running);
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Headquarters and the simulated wallet, each behind a real socket; the clock is the test's. */
export async function startWalletRig(database: Database) {
  const log = pino({ level: "silent" });
  let offsetMs = 0;
  const now = () => Date.now() + offsetMs;
  await registerStore(database, { storeId: "demo", name: "Demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, "relay-key-of-the-demo-store", now());
  const book = openWalletBook(undefined, (token) => `http://wallet.test/pay/${token}`, now, 200);
  const options = { book, ...keys, now };
  /** What stands between headquarters and the wallet; tests put faults here. */
  const line = { down: false, lostAnswers: 0, callbacks: true };
  const wallet = await serve(async (request) => {
    if (line.down) return new Response("<html>please log in</html>", { status: 503 });
    const answer = await createWallet(options).fetch(request);
    if (line.lostAnswers > 0 && request.method !== "GET") {
      line.lostAnswers -= 1;
      return new Response("", { status: 502 });
    }
    return answer;
  });
  let desk: RedirectDesk | undefined;
  const headquarters = await serve((request) => {
    if (desk === undefined || !line.callbacks) return new Response("", { status: 503 });
    return createApp({ database, log, bootId: "b", adminToken: undefined, pagesOpen: false, now, redirect: desk }).fetch(request);
  });
  const newDesk = () =>
    new RedirectDesk({ database, providers: [walletProvider({ name: "Test wallet", url: wallet.url, ...keys, timeoutMs: 2_000 })], publicUrl: headquarters.url, patienceMs: 180_000, now, log });
  desk = newDesk();
  const quiet = tellShop(options, 10);
  return {
    keys,
    line,
    book,
    callbackUrl: `${headquarters.url}/callbacks/v1/wallet`,
    get desk(): RedirectDesk {
      return desk ?? newDesk();
    },
    /** Headquarters ends without a word and another one starts on its database. */
    restart(): void {
      desk = newDesk();
    },
    later(ms: number): void {
      offsetMs += ms;
    },
    /** What the person with the phone does. */
    act(paymentId: string, action: WalletAction): boolean {
      const held = book.current(`demo:${paymentId}`);
      return held !== undefined && book.act(held.token, action);
    },
    /** Minor units the wallet holds of the shopper's: booked and not given back. */
    heldMinor: (): number => book.all.filter(({ payment }) => payment.state === "approved").reduce((sum, { payment }) => sum + payment.amountMinor - payment.refundedMinor, 0),
    async close(): Promise<void> {
      quiet();
      book.close();
      await wallet.close();
      await headquarters.close();
    },
  };
}

export type WalletRig = Awaited<ReturnType<typeof startWalletRig>>;
