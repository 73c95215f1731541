import type { PaperLine } from "@laneway/contracts";
import { describe, expect, test } from "vitest";
import { createPaper } from "../simulator/paper.js";
import { fromHex, readCapture } from "../testing/capture.js";
import { testStreamConformance } from "../testing/stream-conformance.js";
import { type EscPosState, escPos, type PrinterReading } from "./esc-pos.js";

const capture = readCapture(escPos.protocol);
/** Whose real-time questions are on their way: as many rounds as the captures answer, and some. */
const asking = (): EscPosState => Array.from({ length: 20 }).reduce<EscPosState>((state) => escPos.ask(state).state, escPos.begin({}));

testStreamConformance<EscPosState, PrinterReading>({ protocol: escPos.protocol, begin: asking, read: escPos.read }, capture);

describe("esc-pos as a printer", () => {
  test("its captures hold every condition that a lane is told of, raised and cleared", () => {
    const seen = new Set(
      capture.frames.flatMap(({ readings }) => readings.flatMap((reading) => Object.entries((reading as PrinterReading & { condition?: object }).condition ?? {}).map(([name, is]) => `${name} ${is}`))),
    );
    for (const name of ["offline", "coverOpen", "paperOut", "paperNearEnd", "error"]) {
      expect([...seen]).toEqual(expect.arrayContaining([`${name} true`, `${name} false`]));
    }
  });
});

describe("the simulated printer's paper", () => {
  const paper = readCapture("esc-pos-paper");

  function draw(pieces: readonly Uint8Array[]) {
    const lines: PaperLine[] = [];
    const actions: string[] = [];
    const drawn = createPaper(48, (line) => lines.push(line), ({ kind }) => actions.push(kind));
    let buffer: number[] = [];
    for (const piece of pieces) {
      buffer.push(...piece);
      for (let took = drawn.next(Uint8Array.from(buffer)); took > 0; took = drawn.next(Uint8Array.from(buffer))) buffer = buffer.slice(took);
    }
    return { lines, actions, left: buffer.length };
  }

  test.each(paper.frames)("$name: whole, in two pieces cut anywhere, and byte by byte", ({ bytes, readings }) => {
    const all = fromHex(bytes);
    const expected = { lines: readings, actions: ["queued-status"], left: 0 };
    for (let cut = 0; cut <= all.length; cut += 1) expect(draw([all.slice(0, cut), all.slice(cut)])).toEqual(expected);
    expect(draw(Array.from(all, (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });
});
