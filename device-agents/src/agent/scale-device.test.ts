import type { WeightReading } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ScaleAdapter } from "../adapter.js";
import { mettler8217 } from "../scale/mettler-8217.js";
import { mtSics } from "../scale/mt-sics.js";
import { openNotebook, type Notebook, startWire, type Wire } from "../testing/wire.js";
import { tcpConnect } from "../transport/tcp-connection.js";
import type { RunningDevice } from "./device-host.js";
import { runScale, scalePacing } from "./scale-device.js";

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What each protocol answers, so that the same behaviour is asked of every scale. */
interface Answers {
  readonly stable: (grams: number) => string;
  readonly moving: string;
  readonly overload: string;
  readonly zero: string;
  readonly garbled: string;
}
const mettlerAnswers: Answers = {
  stable: (grams) => `\u0002${(grams / 1_000).toFixed(3).padStart(6, "0")}\r`,
  moving: "\u0002?A\r",
  overload: "\u0002?B\r",
  zero: "\u0002?P\r",
  garbled: "\u000201.X34\r",
};
const sicsAnswers: Answers = { stable: (grams) => `S S ${grams} g\r\n`, moving: "S D 12 g\r\n", overload: "S +\r\n", zero: "S S 0 g\r\n", garbled: "S S 1x g\r\n" };

function testScaleBehaviour<State>(adapter: ScaleAdapter<State>, answers: Answers): void {
  // Patience of tests; the protocol's own is tried in the codec's conformance.
  const quick: ScaleAdapter<State> = { ...adapter, pollMs: 10, answerMs: 60 };
  let wire: Wire;
  let notebook: Notebook;
  let scale: RunningDevice;
  let answer: string | undefined;

  describe(`${adapter.protocol}, running`, () => {
    beforeEach(async () => {
      answer = answers.zero;
      wire = await startWire();
      wire.onBytes = () => {
        if (answer !== undefined) wire.send(answer);
      };
      notebook = openNotebook("produce-scale");
      scale = runScale(quick, tcpConnect({ host: "127.0.0.1", port: wire.port }), {}, notebook);
      scale.start();
      await expect.poll(() => notebook.isConnected).toBe(true);
    });
    afterEach(async () => {
      await scale.stop();
      await wire.stop();
    });

    const weights = (): WeightReading[] => notebook.facts.flatMap((fact) => (fact.kind === "weight" ? [fact.reading] : []));
    const last = () => weights().at(-1);

    test("tells changes once, and a lying weight again and again", async () => {
      answer = answers.moving;
      await expect.poll(last).toMatchObject({ state: "unstable" });
      answer = answers.stable(512);
      await expect.poll(last).toEqual({ state: "stable", grams: 512 });
      const told = () => weights().filter(({ state }) => state === "stable").length;
      const [before, beganMs] = [told(), performance.now()];
      await expect.poll(() => told() - before, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
      expect(told() - before).toBeLessThanOrEqual((performance.now() - beganMs) / scalePacing.refreshLoadedMs + 1);
    });

    test("asks one question at a time", async () => {
      answer = undefined;
      const before = wire.heard.length;
      await pause(50);
      expect(wire.heard.length - before).toBeLessThanOrEqual(adapter.ask.length);
    });

    test("an answer that lies there counts, however long this machine was busy with something else", async () => {
      const { onBytes } = wire;
      let questions = 0;
      wire.onBytes = (bytes) => {
        onBytes(bytes);
        questions += 1;
        const until = performance.now() + 2 * quick.answerMs;
        while (performance.now() < until);
      };
      answer = answers.stable(512);
      await expect.poll(() => questions, { timeout: 10_000 }).toBeGreaterThanOrEqual(8);
      expect(notebook.isConnected).toBe(true);
      expect(notebook.faults).toEqual(new Map());
    });

    test("overload is raised and cleared", async () => {
      answer = answers.overload;
      await expect.poll(() => notebook.faults.has("scale-over-capacity")).toBe(true);
      answer = answers.zero;
      await expect.poll(() => notebook.faults.has("scale-over-capacity")).toBe(false);
    });

    test("a garbled answer is a fault, gives no weight, and the next good one clears it", async () => {
      const before = weights().length;
      answer = answers.garbled;
      await expect.poll(() => notebook.faults.has("protocol")).toBe(true);
      expect(weights().length).toBe(before);
      answer = answers.stable(100);
      await expect.poll(last, { timeout: 3_000 }).toEqual({ state: "stable", grams: 100 });
      expect(notebook.faults.has("protocol")).toBe(false);
    });

    test("an answer that comes too late is not the answer to the next question", async () => {
      answer = undefined;
      await pause(150);
      wire.send(answers.stable(999));
      await pause(30);
      answer = answers.stable(111);
      await expect.poll(last, { timeout: 3_000 }).toEqual({ state: "stable", grams: 111 });
      expect(weights()).not.toContainEqual({ state: "stable", grams: 999 });
    });

    test("silence: gone after three questions, opened again, and back when it answers", async () => {
      answer = undefined;
      await expect.poll(() => notebook.faults.get("unreachable"), { timeout: 5_000 }).toContain("without an answer");
      expect(notebook.isConnected).toBe(false);
      answer = answers.zero;
      await expect.poll(() => notebook.isConnected, { timeout: 5_000 }).toBe(true);
      expect(wire.connections).toBeGreaterThan(1);
      expect(notebook.history).toContain("cleared unreachable");
    });

    test("unplugged and plugged in again", async () => {
      wire.drop();
      await expect.poll(() => notebook.faults.has("unreachable")).toBe(true);
      await expect.poll(() => notebook.isConnected, { timeout: 3_000 }).toBe(true);
      expect(notebook.faults.size).toBe(0);
    });

    describe("zeroing", () => {
      const zero = () => scale.handle({ kind: "zero-scale", device: "produce-scale", withinGrams: 15, commandId: "c", issuedAtMs: 0, expiresAtMs: 1 });
      const isZeroed = () => Buffer.from(wire.heard).includes(Buffer.from(adapter.zero));

      test("is sent between two questions", async () => {
        answer = answers.stable(15);
        await expect.poll(last).toEqual({ state: "stable", grams: 15 });
        zero();
        await expect.poll(isZeroed).toBe(true);
      });

      test("that comes when goods lie there already is left out, for good", async () => {
        answer = answers.stable(16);
        await expect.poll(last).toEqual({ state: "stable", grams: 16 });
        zero();
        await pause(80);
        answer = answers.stable(3);
        await expect.poll(last).toEqual({ state: "stable", grams: 3 });
        await pause(80);
        expect(isZeroed()).toBe(false);
      });
    });

    test("after stop nothing is told and nothing is asked", async () => {
      await scale.stop();
      const [facts, heard] = [notebook.facts.length, wire.heard.length];
      wire.send(answers.stable(1));
      await pause(80);
      expect([notebook.facts.length, wire.heard.length]).toEqual([facts, heard]);
    });
  });
}

testScaleBehaviour(mettler8217, mettlerAnswers);
testScaleBehaviour(mtSics, sicsAnswers);
