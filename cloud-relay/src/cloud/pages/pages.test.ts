import axe, { type AxeResults } from "axe-core";
import { pino } from "pino";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { tradingDays } from "../../testing/trading-days.js";
import { startHeadquarters, type Started } from "../start.js";

// Opening the embedded database takes seconds where the processor is shared.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const key = "the-key-of-the-store-at-headquarters";
const adminToken = "the-admin-token-of-this-test";
const log = pino({ level: "silent" });
const journal = tradingDays(5);

type Running = Extract<Started, { kind: "started" }>;
async function start(pagesOpen: boolean): Promise<Running> {
  const store = { storeId: "demo", name: "Laneway <Demo> Market", currency: "EUR", country: "DE", timeZone: "Europe/Berlin", key };
  const started = await startHeadquarters({ host: "127.0.0.1", port: 0, databaseUrl: undefined, folder: undefined, bootId: "boot", adminToken, pagesOpen, store, log });
  if (started.kind !== "started") throw new Error(started.kind);
  await started.ready;
  return started;
}
const address = (running: Running, path: string): string => `http://127.0.0.1:${running.port}${path}`;

let open: Running;
let browser: Browser;
beforeAll(async () => {
  open = await start(true);
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
afterAll(async () => {
  await browser?.close();
  await open?.close();
});

describe("the pages", () => {
  it("say so when there is nothing yet", async () => {
    const page = await (await fetch(address(open, "/stores/demo"))).text();
    expect(page).toContain("No transaction has arrived yet");
    expect(page).toContain("Laneway &lt;Demo&gt; Market");
    expect((await fetch(address(open, "/stores/elsewhere"))).status).toBe(404);
    expect((await fetch(address(open, "/stores/demo/transactions/none"))).status).toBe(404);
  });

  it("show every store, lane, transaction and record, each figure leading to what it is made of", async () => {
    for (const batch of journal.batches(400)) {
      const answer = await fetch(address(open, "/relay/v1/stores/demo/records"), {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(batch),
      });
      expect(answer.status).toBe(200);
    }
    const seen = new Set<string>();
    const waiting = ["/"];
    const kinds = new Map<string, number>();
    while (waiting.length > 0) {
      const path = waiting.pop() ?? "/";
      const kind = path.replace(/\?.*/, "?").replace(/\/(lanes|transactions|days|journals)\/[^?]+/, "/$1/*");
      const visits = (kinds.get(kind) ?? 0) + 1;
      kinds.set(kind, visits);
      if (seen.has(path) || visits > 12) continue;
      seen.add(path);
      const answer = await fetch(address(open, path));
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      const text = await answer.text();
      for (const [, href = ""] of text.matchAll(/href="(\/[^"#]*)/g)) if (!href.startsWith("/assets/")) waiting.push(href.replaceAll("&amp;", "&"));
    }
    expect([...kinds.keys()].sort()).toEqual(
      expect.arrayContaining(["/", "/api/", "/stores/demo", "/stores/demo/days", "/stores/demo/days/*", "/stores/demo/interventions", "/stores/demo/journals/*", "/stores/demo/lanes/*", "/stores/demo/transactions?", "/stores/demo/transactions/*", "/stores/demo/vouchers"]),
    );
  });

  it("agree: a day's figure is the sum of the transactions it leads to", async () => {
    const day = journal.records.find((record) => record.kind === "transaction-completed")?.businessDate ?? "";
    const receipts = journal.records.flatMap((record) => (record.kind === "transaction-completed" ? [record.entry as { training: boolean; receipt: { businessDate: string; totalMinor: number } }] : []));
    const counted = receipts.filter(({ training, receipt }) => !training && receipt.businessDate === day);
    const total = counted.reduce((sum, { receipt }) => sum + receipt.totalMinor, 0);
    const euros = `€${(total / 100).toFixed(2)}`;
    const dayPage = await (await fetch(address(open, `/stores/demo/days/${day}`))).text();
    expect(dayPage).toContain(euros);
    const list = await (await fetch(address(open, `/stores/demo/transactions?status=completed&training=without&from=${day}&to=${day}`))).text();
    expect(list).toContain(`${counted.length} sales for ${euros}`);
  });

  it("show gift cards: what each holds and how, found by its whole number, blocked with a reason and let go again", async () => {
    const code = "0123456789012334";
    const asAdmin = { authorization: `Bearer ${adminToken}`, "content-type": "application/json" };
    const issue = (body: object) => fetch(address(open, "/api/v1/gift-cards"), { method: "POST", headers: asAdmin, body: JSON.stringify({ code, currency: "EUR", amountMinor: 5_000, requestId: "issue-1", ...body }) });
    expect(await (await issue({})).json()).toEqual({ result: "issued" });
    expect(await (await issue({ requestId: "issue-2" })).json()).toEqual({ result: "known" });
    expect((await issue({ code: "0123456789012335" })).status).toBe(400);
    const page = await browser.newPage();
    await page.goto(address(open, "/gift-cards"));
    await page.getByText("Owed to the holders of 1 card: €50.00.").waitFor();
    await page.getByLabel("Whole number of a card").fill("0123456789012431");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText("No card has this number.").waitFor();
    await page.getByLabel("Whole number of a card").fill(code);
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("heading", { name: "Gift card **** 2334" }).waitFor();
    expect(page.url()).not.toContain(code);
    await page.getByLabel("Reason").fill("Reported lost");
    await page.getByRole("button", { name: "Block" }).click();
    await page.getByRole("button", { name: "Unblock" }).waitFor();
    expect(await page.content()).toContain("Reported lost");
    const { violations } = await page.evaluate<AxeResults>(`${axe.source}; axe.run(document, { resultTypes: ["violations"] })`);
    expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
    const path = new URL(page.url()).pathname;
    const form = { method: "POST", redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded" } } as const;
    expect((await fetch(address(open, `${path}/unblock`), { ...form, headers: { ...form.headers, origin: "https://elsewhere.example" }, body: "reason=found+again" })).status).toBe(403);
    expect((await fetch(address(open, `${path}/unblock`), { ...form, body: "reason=x" })).status).toBe(400);
    expect((await fetch(address(open, "/gift-cards/999/block"), { ...form, body: "reason=none+such" })).status).toBe(404);
    await page.getByLabel("Reason").fill("Found again");
    await page.getByRole("button", { name: "Unblock" }).click();
    await page.getByRole("button", { name: "Block", exact: true }).waitFor();
    await page.close();
  });

  it("have nothing for axe to find, in light and dark, on a tablet and a desktop", async () => {
    const transaction = journal.records.findLast((record) => record.kind === "transaction-completed")?.entry as { receipt: { transactionId: string; businessDate: string } };
    const paths = ["/", "/stores/demo", "/stores/demo/lanes/lane-2", "/stores/demo/transactions", `/stores/demo/transactions/${transaction.receipt.transactionId}`, `/stores/demo/days/${transaction.receipt.businessDate}`, "/stores/demo/interventions", "/stores/demo/notes", "/gift-cards", "/stores/demo/vouchers", "/stores/demo/loss-prevention?from=2026-05-01&to=2026-05-31", "/stores/demo/loss-prevention?from=2026-05-01&to=2026-05-31&language=ar", `/stores/demo/journals/${journal.journalId}`, "/sign-in"];
    for (const [colorScheme, width] of [["light", 1280], ["dark", 820]] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      // What differs between the schemes is colour, which the first five pages show all of.
      const rules = colorScheme === "light" ? {} : { runOnly: ["color-contrast"] };
      for (const path of colorScheme === "light" ? paths : paths.slice(0, 5)) {
        await page.goto(address(open, path));
        const { violations } = await page.evaluate<AxeResults>(`${axe.source}; axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], ...rules })})`);
        expect([path, colorScheme, violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)]).toEqual([path, colorScheme, []]);
        const wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        expect([path, width, wider]).toEqual([path, width, 0]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    }
  }, 240_000);

  it("give the report of loss prevention in the reader's language: as asked for, else as the browser wants", async () => {
    const report = async (query: string, accept: string) => (await fetch(address(open, `/stores/demo/loss-prevention?from=2026-05-01&to=2026-05-31${query}`), { headers: { "accept-language": accept } })).text();
    const english = await report("", "fr, en;q=0.8");
    expect(english).toContain('<html lang="en" dir="ltr">');
    expect(english).toContain("Weight mismatch");
    const german = await report("", "fr;q=0.2, de-AT;q=0.9, en;q=0.8");
    expect(german).toContain('<html lang="de" dir="ltr">');
    expect(german).toMatch(/Verlustprävention[\s\S]*Gewicht weicht ab[\s\S]*Geschenkkarten|Geschenkkarten[\s\S]*Gewicht weicht ab/);
    expect(german).not.toMatch(/Calls|Baskets|In order|Weight|Median/);
    const arabic = await report("&language=ar", "de");
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(arabic).toContain("اختلاف الوزن");
    // The same figures, whatever the language.
    const figuresOf = (page: string) => [...page.matchAll(/<td class="number">([^<]*)</g)].map(([, cell = ""]) => cell.replace(/[^0-9]/g, ""));
    expect(figuresOf(arabic)).toEqual(figuresOf(english));
    expect(figuresOf(german)).toEqual(figuresOf(english));
    expect(await report("&language=xx", "")).toContain('<html lang="en" dir="ltr">');
  });

  it("filter as one types", async () => {
    const page = await browser.newPage();
    await page.goto(address(open, "/stores/demo/transactions"));
    await page.getByLabel("Item, receipt or number").fill("lane-2-0003");
    await page.locator("#results > p", { hasText: "1 transaction, of which 1 sale" }).waitFor();
    expect(page.url()).toContain("text=lane-2-0003");
    await page.close();
  });

  it("explain the API on a page of their own, without a word from elsewhere", async () => {
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on("request", (request) => !request.url().startsWith(address(open, "")) && !request.url().startsWith("data:") && elsewhere.push(request.url()));
    await page.goto(address(open, "/api/"));
    await page.getByText("Transactions, newest first").first().waitFor();
    expect(elsewhere).toEqual([]);
    await page.close();
    const document = (await (await fetch(address(open, "/api/v1/openapi.json"))).json()) as { openapi: string; paths: Record<string, unknown> };
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toContain("/api/v1/stores/{store}/transactions/{transaction}");
  });

  it("on a twin answer to this machine's own name only", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port: open.port, path: "/", headers: { host: "shop.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on("error", reject).end();
    });
    expect(status).toBe(421);
  });
});

describe("where a sign-in is needed", () => {
  it("the admin token opens the pages, nothing else does, and guessing is slowed", async () => {
    const running = await start(false);
    try {
      const away = await fetch(address(running, "/stores/demo"), { redirect: "manual" });
      expect([away.status, away.headers.get("location")]).toEqual([303, "/sign-in"]);
      const post = (token: string) =>
        fetch(address(running, "/sign-in"), { method: "POST", redirect: "manual", body: new URLSearchParams({ token }) });
      const signedIn = await post(adminToken);
      expect(signedIn.status).toBe(303);
      const cookie = signedIn.headers.get("set-cookie") ?? "";
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
      const value = cookie.split(";")[0] ?? "";
      expect((await fetch(address(running, "/stores/demo"), { headers: { cookie: value } })).status).toBe(200);
      const [name = "", rest = ""] = value.split("=");
      const later = `${name}=${String(Number(rest.split(".")[0]) + 1)}.${rest.split(".")[1]}`;
      expect((await fetch(address(running, "/stores/demo"), { headers: { cookie: later }, redirect: "manual" })).status).toBe(303);
      // A store's key is no sign-in, and a cookie is no admin token.
      expect((await fetch(address(running, "/stores/demo"), { headers: { authorization: `Bearer ${key}` }, redirect: "manual" })).status).toBe(303);
      expect((await fetch(address(running, "/api/v1/stores"), { method: "POST", headers: { cookie: value }, body: "{}" })).status).toBe(401);
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 12; attempt += 1) statuses.push((await post(`wrong-${attempt}`)).status);
      expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    } finally {
      await running.close();
    }
  });
});
