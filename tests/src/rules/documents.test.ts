import { stateMachines } from "@laneway/domain/lane/state-machines";
import { reachableStates, type TransitionTable } from "@laneway/domain/lane/transition-table";
import { describe, expect, it } from "vitest";
import { configurationDocument, settings } from "./documents/configuration.js";
import { settingWords } from "./documents/setting-words.js";
import { statesDocument } from "./documents/states.js";
import { topicsDocument } from "./documents/topics.js";
import { linesMatching, projectFiles, projectFolder } from "./project-files.js";

// `npm run docs` runs this file with -u, which writes the documents anew.
describe("the generated documents are up to date (npm run docs)", () => {
  it("docs/TOPICS.md", async () => {
    await expect(topicsDocument()).toMatchFileSnapshot(`${projectFolder}/docs/TOPICS.md`);
  });

  it("docs/CONFIGURATION.md", async () => {
    expect(Object.keys(settingWords).sort()).toEqual(settings().map(([key]) => key).sort());
    await expect(configurationDocument()).toMatchFileSnapshot(`${projectFolder}/docs/CONFIGURATION.md`);
  });

  it("docs/STATES.md", async () => {
    await expect(statesDocument(stateMachines)).toMatchFileSnapshot(`${projectFolder}/docs/STATES.md`);
  });
});

describe("the state machines", () => {
  it("are all in the document", () => {
    const declared = linesMatching(projectFiles(/^domain\/src\/.*\.ts$/), /^} as const satisfies TransitionTable</);
    expect(declared.length).toBeGreaterThan(0);
    expect(stateMachines).toHaveLength(declared.length);
  });
  it.each(stateMachines.map((table): [string, TransitionTable] => [table.name, table]))("%s: every state can be reached and left, or is final", (_name, table) => {
    expect([...reachableStates(table)].sort()).toEqual([...table.states].sort());
    const stuck = table.states.filter((state) => !table.final.includes(state) && !table.rows.some((row) => row.from === state && row.to !== state));
    expect(stuck).toEqual([]);
    const twice = table.rows.map((row) => `${row.from} ${row.event} ${row.to}`);
    expect(twice.filter((row, index) => twice.indexOf(row) !== index)).toEqual([]);
  });
});
