import { environmentKeys, storeConfig } from "@laneway/contracts";
import { z } from "zod";
import { settingWords } from "./setting-words.js";

interface JsonSchema {
  readonly type?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly pattern?: string;
}

/** Every setting, as a dotted key with its schema. */
export function settings(): [string, JsonSchema][] {
  const walk = (schema: JsonSchema, prefix: string): [string, JsonSchema][] =>
    Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => (inner.properties === undefined ? [[`${prefix}${name}`, inner] as [string, JsonSchema]] : walk(inner, `${prefix}${name}.`)));
  return walk(z.toJSONSchema(storeConfig, { io: "input" }) as JsonSchema, "");
}

/** docs/CONFIGURATION.md. */
export function configurationDocument(): string {
  const variableOf = new Map(Object.entries(environmentKeys).map(([variable, key]) => [key as string, variable]));
  const rows = settings().map(([key, schema]) => {
    const variable = variableOf.get(key);
    const standard = schema.default === undefined ? "none" : `\`${JSON.stringify(schema.default)}\``;
    return `| \`${key}\` | ${valuesOf(schema)} | ${standard} | ${variable === undefined ? "" : `\`${variable}\``} | ${settingWords[key] ?? ""} |`;
  });
  return `# Configuration

Made by \`npm run docs\` from \`contracts/src/config.ts\`; a test compares the two.

A store runs without any configuration. Settings come from \`laneway.config.json\` in the folder it is started from (another
file: \`LANEWAY_CONFIG\`), then from environment variables, which win. A wrong, misspelt or missing value ends the start with
one line that names the key and the fix; nothing is changed then.

\`\`\`json
{
  "store": { "name": "Corner Shop", "country": "DE", "timeZone": "Europe/Berlin" },
  "dataFolder": "./data",
  "lanes": 4,
  "ports": { "edge": 8080 }
}
\`\`\`

| key | values | default | environment variable | meaning |
|---|---|---|---|---|
${rows.join("\n")}

Beside these, two variables are read from the environment only: \`LANEWAY_CONFIG\` (path of the configuration file) and
\`LANEWAY_LOG\` (\`debug\`, \`info\`, \`warn\` or \`error\`: how much the parts write to \`<dataFolder>/logs\`).

## What lies in the data folder

| path | what |
|---|---|
| \`secrets.json\` | keys between the parts, made at the first start, readable by the owner only |
| \`lanes/*.json\` | the profile of each lane, written at every start from \`lanes\` or \`laneFiles\` |
| \`edge/\` | the journal and the price books of the store: back this up |
| \`agents/\` | what each device agent must remember over a restart |
| \`cloud/\` | headquarters' database, when it runs here |
| \`logs/\` | a log for each process, at most three files of 5 MB each |
| \`laneway.lock\` | held while a store runs on the folder |

## How a start ends

| status | why |
|---|---|
| 0 | Ctrl-C or a polite signal; every process has ended |
| 1 | a defect, or the installation or build failed |
| 2 | a setting is wrong |
| 3 | the machine: a port in use, a folder that cannot be written, a second start on the same data |
| 4 | a part that a store cannot sell without did not come up |
`;
}

function valuesOf(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(valuesOf).join(" or ");
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.type === "array") return `list; each: ${valuesOf(schema.items ?? {})}`;
  if (schema.type === "boolean") return "`true` or `false`";
  if (schema.type === "integer" || schema.type === "number") return `${schema.minimum} to ${schema.maximum}`;
  if (schema.pattern !== undefined) return `text: \`${schema.pattern.replaceAll("|", "\\|")}\``;
  return schema.maxLength === undefined ? "text" : `text, at most ${schema.maxLength}`;
}
