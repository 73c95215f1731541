import type { Browser, Page } from "playwright-core";
import { openPage, type screenSizes } from "./browser.js";
import type { RunningStore, TwinDescription } from "./running-store.js";

/** A kiosk's screen in a real browser, touched by what stands on its buttons. */
export class KioskPage {
  private constructor(
    readonly page: Page,
    private readonly problems: readonly string[],
  ) {}

  static async open(browser: Browser, store: RunningStore, lane: TwinDescription["lanes"][number], size: keyof typeof screenSizes = "portrait", begins: string | RegExp = "Good to see you"): Promise<KioskPage> {
    const { page, problems } = await openPage(browser, new URL(lane.kioskPath, store.edgeUrl).href, size);
    const kiosk = new KioskPage(page, problems);
    await kiosk.shows(begins);
    return kiosk;
  }

  /** A page that is open already. */
  static over(page: Page, problems: readonly string[]): KioskPage {
    return new KioskPage(page, problems);
  }

  async touch(name: string | RegExp): Promise<void> {
    const button = this.page.getByRole("button", { name, exact: typeof name === "string" }).first();
    await button.click({ timeout: 30_000 }).catch(async (error: Error) => {
      throw new Error(`cannot touch ${name}; the screen says: ${(await this.words()).slice(0, 1_500)}`, { cause: error });
    });
  }

  async shows(text: string | RegExp, withinMs = 30_000): Promise<void> {
    const shown = this.page.getByText(text).first().waitFor({ state: "visible", timeout: withinMs });
    await shown.catch(async (error: Error) => {
      throw new Error(`${text} is not shown; the screen says: ${(await this.words()).slice(0, 1_500)}`, { cause: error });
    });
  }

  /** What a person reads on the screen now, for a failing test's message. */
  private words(): Promise<string> {
    return this.page.locator("body").ariaSnapshot({ timeout: 5_000 }).catch(() => "nothing");
  }

  async showsNot(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor({ state: "hidden", timeout: 10_000 });
  }

  async type(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(text);
  }

  /** Everything the document holds, shadow trees included: what a curious next shopper could find. */
  async everything(): Promise<string> {
    return this.page.evaluate(() => {
      const read = (node: Node): string => {
        const own = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "") : "";
        const attributes = node instanceof Element ? [...node.attributes].map((each) => each.value).join(" ") : "";
        const shadow = node instanceof Element && node.shadowRoot !== null ? read(node.shadowRoot) : "";
        return [own, attributes, shadow, ...[...node.childNodes].map(read)].join(" ");
      };
      return [read(document), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, location.href].join(" ");
    });
  }

  /** No script failed and nothing outside this machine was asked for. */
  get complaints(): readonly string[] {
    return this.problems;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
