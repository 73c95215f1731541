import { deviceFaultCode, interventionKind, refusalReason } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { projectFiles, projectFolder } from "./project-files.js";

type Text = string | Readonly<Record<string, string>>;
type Table = Readonly<Record<string, Text>>;

/** Every table of texts below kiosk-ui/src/locale: `en.ts` is the kiosk's, `attendant.en.ts` the attendant's, and so on. */
const files = projectFiles(/^kiosk-ui\/src\/locale\/(?:[a-z-]+\.)?[a-z]{2}\.ts$/);
const languages = [...new Set(files.map((path) => path.match(/([a-z]{2})\.ts$/)?.[1] ?? ""))].sort();
const subjects = [...new Set(files.map((path) => path.replace(/(.*\/)(?:([a-z-]+)\.)?[a-z]{2}\.ts$/, "$2")))];

async function tableOf(subject: string, language: string): Promise<Table> {
  const path = `${projectFolder}/kiosk-ui/src/locale/${subject === "" ? "" : `${subject}.`}${language}.ts`;
  const loaded = (await import(path)) as Record<string, unknown>;
  const tables = Object.values(loaded).filter((value): value is Table => typeof value === "object" && value !== null && !("dir" in value));
  expect(tables, path).toHaveLength(1);
  return tables[0] as Table;
}
const placeholders = (text: Text) => [...new Set((typeof text === "string" ? text : Object.values(text).join(" ")).match(/\{\w+\}/g) ?? [])].sort();

describe("the words", () => {
  it("are there in English, German and Arabic at least", () => {
    expect(languages).toEqual(expect.arrayContaining(["ar", "de", "en"]));
  });

  it.each(subjects.map((subject) => [subject === "" ? "kiosk" : subject, subject]))("of the %s: every language has every key, the same gaps to fill, and nothing empty", async (_name, subject) => {
    const english = await tableOf(subject, "en");
    expect(Object.keys(english).length).toBeGreaterThan(10);
    for (const language of languages) {
      const table = await tableOf(subject, language);
      expect(Object.keys(table).sort(), language).toEqual(Object.keys(english).sort());
      for (const [key, text] of Object.entries(table)) {
        const forms = typeof text === "string" ? [text] : Object.values(text);
        expect(forms.every((form) => form.trim() !== ""), `${language} ${key}`).toBe(true);
        // A plural form may leave the figure to the word ("one item"), never the other way round.
        const english_ = placeholders(english[key] ?? "");
        expect(placeholders(text).filter((gap) => !english_.includes(gap)), `${language} ${key}`).toEqual([]);
      }
    }
  });

  it("name every refusal, every device fault and every intervention", async () => {
    for (const language of languages) {
      const keys = Object.keys(await tableOf("", language));
      const wanted = [
        ...refusalReason.options.map((reason) => `refusal.${reason}`),
        ...deviceFaultCode.options.map((code) => `fault.${code}`),
        ...interventionKind.options.map((kind) => `intervention.${kind}`),
      ];
      expect(wanted.filter((key) => !keys.includes(key)), language).toEqual([]);
    }
  });
});
