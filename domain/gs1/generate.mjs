// Makes domain/src/item/gs1-dictionary.generated.ts from gs1-syntax-dictionary.txt. Run: node domain/gs1/generate.mjs
import { readFileSync, writeFileSync } from "node:fs";

const source = readFileSync(new URL("gs1-syntax-dictionary.txt", import.meta.url), "utf8");
const rows = [];
for (const line of source.split("\n")) {
  if (!/^\d/.test(line)) continue;
  const mark = line.indexOf("#");
  const body = mark === -1 ? line : line.slice(0, mark);
  const title = mark === -1 ? "" : line.slice(mark + 1);
  const [ais, ...words] = body.trim().split(/\s+/);
  const flags = /^[*?!"$%&'()+,./:;<=>@[\\\]^_`{|}~-]+$/.test(words[0]) && !words[0].startsWith("[") ? words.shift() : "";
  const components = words.filter((word) => /^\[?[NXYZ]/.test(word));
  const attributes = words.filter((word) => !components.includes(word));
  const named = (key) => attributes.filter((word) => word.startsWith(`${key}=`)).map((word) => word.slice(key.length + 1));
  const link = attributes.includes("dlpkey") ? "" : named("dlpkey")[0];
  rows.push({
    ais,
    predefined: flags.includes("*"),
    linkAttribute: flags.includes("?"),
    components: components.join(" "),
    requires: named("req"),
    excludes: named("ex").flatMap((list) => list.split(",")),
    linkKey: link === undefined ? null : link,
    title: title.trim(),
  });
}
const text = `// Made by domain/gs1/generate.mjs from the GS1 Barcode Syntax Dictionary. Do not edit.
// Copyright (c) 2020-2021 BWIPP project, (c) 2020-2021 Zint Project, (c) 2021-2025 GS1 AISBL.
// Licensed under the Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0
import type { DictionaryRow } from "./gs1-dictionary-row.js";

export const dictionaryRows: readonly DictionaryRow[] = [
${rows.map((row) => `  ${JSON.stringify(row)},`).join("\n")}
];
`;
writeFileSync(new URL("../src/item/gs1-dictionary.generated.ts", import.meta.url), text);
console.log(`${rows.length} rows`);
