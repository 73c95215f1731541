import { mermaidDiagram, type TransitionTable } from "@laneway/domain/lane/transition-table";

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
