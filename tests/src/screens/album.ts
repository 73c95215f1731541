import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

export interface Picture {
  /** `kiosk`, `attendant`, `headquarters` …: one section of the contact sheet. */
  readonly section: string;
  /** What it shows; also the file's name. */
  readonly name: string;
}

/** A folder of pictures with a contact sheet to look through them. */
export class Album {
  private readonly taken: (Picture & { readonly file: string })[] = [];

  /** Only pictures whose `section/name` holds `word` are taken. The folder is emptied first when it is to hold all. */
  constructor(
    readonly folder: string,
    private readonly word: string,
  ) {
    if (word === "") rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  wants({ section, name }: Picture): boolean {
    return `${section}/${name}`.includes(this.word);
  }

  async take(page: Page, picture: Picture): Promise<void> {
    const file = `${picture.section}/${picture.name}.jpg`;
    mkdirSync(join(this.folder, picture.section), { recursive: true });
    await page.screenshot({ path: join(this.folder, file), type: "jpeg", quality: 85 });
    this.taken.push({ ...picture, file });
  }

  get count(): number {
    return this.taken.length;
  }

  /** Writes index.html: every picture of this run, small, by section. A run for one word leaves the whole sheet alone. */
  finish(): void {
    if (this.word !== "") return;
    const sections = [...new Set(this.taken.map((picture) => picture.section))];
    const figure = ({ file, name }: { file: string; name: string }) => `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${name}</figcaption></figure>`;
    const body = sections.map((section) => `<h2>${section}</h2><div>${this.taken.filter((picture) => picture.section === section).map(figure).join("")}</div>`);
    const style = "body{font:14px system-ui;margin:24px;background:#eee}div{display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{height:300px;border:1px solid #999}figcaption{max-width:300px}";
    writeFileSync(join(this.folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>Laneway's screens</title><style>${style}</style><h1>Laneway's screens</h1>${body.join("")}\n`);
  }
}
