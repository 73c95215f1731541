import { html } from "hono/html";
import type { Language } from "./language.js";

/** Text that is HTML already; everything else put into a template is escaped. */
export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  /** Where this page is: the links above it, the nearest last. */
  readonly trail: readonly { readonly text: string; readonly href: string }[];
  readonly lead?: Html | string;
  readonly body: Html;
  /** The reader is signed in and may sign out. */
  readonly signedIn?: boolean;
  /** Absent: English. */
  readonly language?: Language;
  /** Shown without navigation: the sign-in itself. */
  readonly bare?: boolean;
}

const logo = html`<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" fill="var(--accent)"/><path d="M11 8v12.5a3.500 3.500 0 0 0 3.500 3.500H22" fill="none" stroke="var(--on-accent)" stroke-width="3.500" stroke-linecap="round" stroke-linejoin="round"/><circle cx="21" cy="11.500" r="2.600" fill="var(--on-accent)"/></svg>`;

/** What stands around every page. */
const around = {
  en: { name: "Laneway headquarters", skip: "Skip to content", main: "Main", stores: "Stores", giftCards: "Gift cards", signOut: "Sign out", where: "Where you are" },
  de: { name: "Laneway Zentrale", skip: "Zum Inhalt", main: "Hauptbereiche", stores: "Läden", giftCards: "Geschenkkarten", signOut: "Abmelden", where: "Wo Sie sind" },
  ar: { name: "المقر الرئيسي Laneway", skip: "إلى المحتوى", main: "الأقسام الرئيسية", stores: "المتاجر", giftCards: "بطاقات الهدايا", signOut: "تسجيل الخروج", where: "مكانك هنا" },
} as const satisfies Record<Language, object>;

/** A whole page of headquarters. */
export function layout(page: Page): Html {
  const { language = "en" } = page;
  const words = around[language];
  return html`<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${words.name}</title>
<link rel="stylesheet" href="/assets/headquarters.css">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script src="/assets/filter.js" defer></script>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="top"><div>
<a class="brand" href="/">${logo}<span>${words.name}</span></a>
${page.bare === true ? "" : html`<nav aria-label="${words.main}"><a href="/">${words.stores}</a><a href="/gift-cards">${words.giftCards}</a><a href="/api/">API</a>${page.signedIn === true ? html`<form method="post" action="/sign-out"><button class="quiet">${words.signOut}</button></form>` : ""}</nav>`}
</div></header>
<main id="content">
${page.trail.length === 0 ? "" : html`<nav aria-label="${words.where}"><ol class="trail">${page.trail.map(({ text, href }) => html`<li><a href="${href}">${text}</a></li>`)}</ol></nav>`}
<h1>${page.title}</h1>
${page.lead === undefined ? "" : html`<p class="lead">${page.lead}</p>`}
${page.body}
</main>
</body>
</html>`;
}

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#12594a"/><path d="M11 8v12.5a3.5 3.5 0 0 0 3.5 3.500H22" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/><circle cx="21" cy="11.5" r="2.6" fill="#fff"/></svg>`;

type Tone = "good" | "attention" | "problem" | "plain" | "accent";
const shapes: Record<Tone, Html> = {
  good: html`<path d="M3 8.500l3.500 3.500L13 5" fill="none" stroke="currentColor" stroke-width="2.200" stroke-linecap="round" stroke-linejoin="round"/>`,
  attention: html`<path d="M8 3v6M8 12.600v.4" fill="none" stroke="currentColor" stroke-width="2.400" stroke-linecap="round"/>`,
  problem: html`<path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" stroke-width="2.200" stroke-linecap="round"/>`,
  plain: html`<circle cx="8" cy="8" r="3" fill="currentColor"/>`,
  accent: html`<circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" stroke-width="2"/>`,
};

/** A state in words with its sign: never colour alone. */
export const mark = (tone: Tone, text: string): Html =>
  html`<span class="mark ${tone}"><svg viewBox="0 0 16 16" aria-hidden="true">${shapes[tone]}</svg>${text}</span>`;

/** What stands where there is nothing yet: what it is, and when something will be here. */
export const empty = (what: string, when: string): Html => html`<div class="card empty"><strong>${what}</strong>${when}</div>`;

/** Figures with their names; each leads to what it is made of. */
export const figures = (rows: readonly { readonly name: string; readonly value: string; readonly href: string }[]): Html =>
  html`<dl class="figures">${rows.map(({ name, value, href }) => html`<div><dt>${name}</dt><dd><a href="${href}">${value}</a></dd></div>`)}</dl>`;

/** A query string of what is set; "" when nothing is. */
export function query(values: Readonly<Record<string, string | undefined>>): string {
  const set = new URLSearchParams(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ""));
  return set.size === 0 ? "" : `?${set}`;
}
