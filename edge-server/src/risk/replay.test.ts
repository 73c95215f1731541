import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JournalRecord, RiskRule } from "@laneway/contracts";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import { baseKnowledge, outcomes, TestLane } from "@laneway/domain/lane/test-lane";
import { figuresOf, keptFigures } from "@laneway/domain/risk/features";
import { usualRules } from "@laneway/domain/risk/rules";
import { noVelocity, type RiskKnowledge } from "@laneway/domain/risk/types";
import { afterAll, describe, expect, it } from "vitest";
import { recordable } from "../lane/lane-record.js";
import { judgedBaskets, labelOf } from "./judged-baskets.js";
import { readJournal } from "./read-journal.js";
import { type Candidate, missedPerMille, replayBaskets, replayReport } from "./replay.js";

const settings = { dearMinor: 500, cheapPerKiloMinor: 250 };
const budget = { interventionsPerMille: 500, nudgesPerMille: 100, leastPpm: 1 };
const place = { storeId: "demo", localTime: () => "2026-11-23T10:00" };

/** The records of these lanes, one after the other, a command for each moment. */
function journal(...lanes: readonly TestLane[]): JournalRecord[] {
  const zeros = "0".repeat(64);
  const records: JournalRecord[] = [];
  for (const lane of lanes) {
    for (const entry of lane.entries as LaneEntry[]) {
      const { kind, shape, entry: content } = recordable(entry);
      records.push({
        storeId: "demo", journalId: "journal-1", sequence: records.length + 1, laneId: lane.laneId, commandId: `${lane.laneId}-${entry.atMs}`, index: 0, atMs: entry.atMs,
        businessDate: "2026-11-23", actor: entry.actor, kind, shape, entry: JSON.parse(JSON.stringify(content)) as JournalRecord["entry"], previousHash: zeros, hash: zeros,
      });
    }
  }
  return records;
}

const risk = (more: Partial<RiskKnowledge> = {}): RiskKnowledge => ({ settings, counts: noVelocity, rules: usualRules, thresholds: { askPpm: 800_000, nudgePpm: 400_000 }, audit: false, ...more });

/** A lane whose basket came to be paid for with such a score; a second passes between commands. */
function judged(name: string, ppm: number, more: Partial<RiskKnowledge> = {}): TestLane {
  const lane = new TestLane(baseKnowledge, name);
  const tick = () => {
    lane.nowMs += 1_000;
    return lane;
  };
  tick().scan("milk");
  tick().scan("wine");
  const knowledge = { risk: risk({ score: { ppm, modelId: "m", events: lane.state.transaction?.risk?.events ?? 0 }, ...more }) };
  tick().do({ kind: "end-intervention", interventionId: lane.intervention("age-restriction").interventionId, outcome: "approved" });
  tick().do({ kind: "go-to-bags" }, knowledge);
  tick().do({ kind: "choose-bags", count: 1 }, knowledge);
  tick();
  return lane;
}

const answered = (lane: TestLane, outcome: "approved" | "refused" | "resolved") =>
  lane.do({ kind: "end-intervention", interventionId: lane.intervention("basket-check").interventionId, outcome });

describe("what became of a basket", () => {
  const outcomeOf = (lane: TestLane) => [...judgedBaskets(journal(lane))].map(({ outcome }) => outcome);
  it("somebody looked and said so, or took it back, or nobody looked", () => {
    expect(outcomeOf(answered(judged("a", 900_000), "approved"))).toEqual(["in-order"]);
    expect(outcomeOf(answered(judged("a", 900_000), "refused"))).toEqual(["missing"]);
    expect(outcomeOf(answered(judged("a", 900_000), "resolved"))).toEqual(["nobody-looked"]);
    expect(outcomeOf(judged("a", 900_000).do({ kind: "abandon" }))).toEqual(["nobody-looked"]);
    const undone = answered(judged("a", 900_000), "refused");
    undone.nowMs += 1_000;
    const { interventionId } = undone.state.lastOutcome?.intervention ?? expect.fail();
    undone.do({ kind: "undo-outcome", interventionId });
    expect(outcomeOf(undone)).toEqual(["nobody-looked"]);
    undone.nowMs += 1_000;
    expect(outcomeOf(answered(undone, "approved"))).toEqual(["in-order"]);
  });

  it("asked on the screen, the shopper scanned more; that alone labels nobody", () => {
    const lane = judged("a", 500_000).do({ kind: "back-to-basket" });
    lane.nowMs += 1_000;
    lane.scan("bread");
    expect(outcomeOf(lane)).toEqual(["scanned-more"]);
    expect([labelOf("scanned-more"), labelOf("nobody-looked"), labelOf("missing"), labelOf("in-order")]).toEqual([undefined, undefined, true, false]);
  });

  it("the figures folded from the journal are those that were judged by", () => {
    const [basket] = [...judgedBaskets(journal(judged("a", 100_000)))];
    const { transaction, assessment } = basket ?? expect.fail();
    expect(keptFigures(figuresOf(transaction, "2026-11-23T10:00", settings, noVelocity))).toEqual(assessment?.figures);
  });

  it("an older journal, in which nothing was judged, is read too; several lanes apart", () => {
    const old = journal(judged("a", 900_000), judged("b", 10_000)).filter(({ kind }) => kind !== "risk-assessed");
    expect([...judgedBaskets(old)].map(({ laneId, assessment }) => [laneId, assessment])).toEqual([["a", undefined], ["b", undefined]]);
    const paid = judged("c", 10_000);
    expect([...judgedBaskets(journal(paid.outcome(paid.pay(), outcomes.approved(paid.totalMinor))))]).toHaveLength(1);
  });
});

describe("a replay", () => {
  const rule: RiskRule = { ruleId: "wine", state: "active", when: [{ feature: "lines", atLeast: 2 }], priorityPpm: 900_000, check: "look", reason: "unusual" };
  const candidate = (rules: Candidate["rules"]): Candidate => ({ scorer: undefined, rules, budget, settings });
  const baskets = () => [...judgedBaskets(journal(answered(judged("a", 900_000), "refused"), judged("b", 10_000), answered(judged("c", 900_000), "approved")))];

  it("says which alerts are gained and lost, and what became of them; the same every time", async () => {
    const stricter = await replayBaskets(baskets(), candidate({ version: "new", rules: [rule] }), place);
    expect(stricter.map(({ change }) => change)).toEqual(["kept", "gained", "kept"]);
    const milder = await replayBaskets(baskets(), candidate({ version: "none", rules: [] }), place);
    expect(milder.map(({ change, was, now }) => [change, was, now])).toEqual([["lost", "all", "pass"], ["none", "pass", "pass"], ["lost", "all", "pass"]]);
    const report = replayReport(milder);
    expect(report).toContain("lost: 2 (missing 1, in-order 1, scanned-more 0, nobody-looked 0)");
    expect(report).toContain("baskets: 3; a person asked then: 2, now: 0");
    expect(replayReport(await replayBaskets(baskets(), candidate({ version: "none", rules: [] }), place))).toBe(report);
  });

  it("audits by chance tell what is missed, when there are enough", () => {
    const audits = (missing: number, inOrder: number) => {
      const [one] = [...judgedBaskets(journal(judged("a", 10_000, { audit: true })))];
      const basket = one ?? expect.fail();
      return [...Array.from({ length: missing }, () => ({ ...basket, outcome: "missing" as const })), ...Array.from({ length: inOrder }, () => ({ ...basket, outcome: "in-order" as const }))];
    };
    expect(missedPerMille(audits(1, 39))).toBe(25);
    expect(missedPerMille(audits(1, 10))).toBeUndefined();
  });
});

describe("a journal on paper", () => {
  const folder = mkdtempSync(join(tmpdir(), "laneway-replay-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "journal.jsonl");

  it("is read line by line", () => {
    const records = journal(judged("a", 10_000));
    writeFileSync(file, `${records.map((record) => JSON.stringify(record)).join("\n")}\n`);
    expect([...readJournal(file)]).toEqual(records);
  });

  it.each([
    ["no JSON", "{", /line 1 is not JSON/],
    ["no record", '{"sequence":1}', /line 1: storeId/],
  ])("%s is named", (_name, line, words) => {
    writeFileSync(file, line);
    expect(() => [...readJournal(file)]).toThrow(words);
  });

  it("a folder that is no store's, and a path that is nothing, are named", () => {
    expect(() => [...readJournal(folder)]).toThrow(/journal-unreadable: .* is no store's data folder/);
    expect(() => readJournal(join(folder, "none"))).toThrow(/does not exist/);
  });
});
