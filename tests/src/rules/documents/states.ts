import { mermaidDiagram, type TransitionTable } from "@laneway/domain/lane/transition-table";
import { linesMatching, projectFiles, projectFolder } from "../project-files.js";

/** Every transition table that the domain exports, found by its declaration, sorted by name. */
export async function transitionTables(): Promise<TransitionTable[]> {
  const files = projectFiles(/^domain\/src\/.*(?<!\.test)\.ts$/);
  const declaring = new Set(linesMatching(files, /satisfies TransitionTable\b/).map((line) => line.split(":")[0] ?? ""));
  const modules = await Promise.all([...declaring].map((path) => import(`${projectFolder}/${path}`) as Promise<Record<string, unknown>>));
  const tables = modules.flatMap((module) => Object.values(module).filter(isTable));
  return tables.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isTable(value: unknown): value is TransitionTable {
  return typeof value === "object" && value !== null && "rows" in value && "initial" in value && "name" in value;
}

/** docs/STATES.md: each machine as a diagram and as a table with its reasons. */
export function statesDocument(tables: readonly TransitionTable[]): string {
  const sections = tables.map((table) => {
    const rows = table.rows.map((row) => `| ${row.from} | \`${row.event}\` | ${row.to} | ${row.because} |`);
    return `## ${table.name.charAt(0).toUpperCase()}${table.name.slice(1)}

Begins in **${table.initial}**; may rest in ${table.final.map((state) => `**${state}**`).join(", ") || "no state"}.

\`\`\`mermaid
${mermaidDiagram(table).trimEnd()}
\`\`\`

| from | event | to | because |
|---|---|---|---|
${rows.join("\n")}
`;
  });
  return `# State machines

Made by \`npm run docs\` from the transition tables in \`domain/src\`; a test compares the two. The code refuses any change of
state that is not a row here.

${sections.join("\n")}`;
}
