import type { PaperLine } from "@laneway/contracts";
import { createPaper } from "./paper.js";

export interface VirtualPrinterSettings {
  readonly columns: number;
  /** How long a line takes; 0 prints at once. */
  readonly lineMs: number;
}

/** As many lines hang out of the printer before the oldest are forgotten. */
const maximumLines = 400;
const maximumBuffer = 1 << 20;
const DLE = 0x10;
const EOT = 0x04;

/**
 * An ESC/POS receipt printer: a buffer that is worked off while there is paper and the cover is closed, real-time
 * status that is answered at once however full the buffer is, and automatic status when something changes.
 */
export function createVirtualPrinter(send: (bytes: Uint8Array) => void, onChange: () => void, settings: VirtualPrinterSettings) {
  let paperState: "ok" | "near-end" | "out" = "ok";
  let coverOpen = false;
  let lines: PaperLine[] = [];
  let buffer = new Uint8Array(0);
  let held: number[] = [];
  let statusMask = 0;
  let timer: NodeJS.Timeout | undefined;
  let printed = false;

  const paper = createPaper(
    settings.columns,
    (line) => {
      lines = [...lines, line].slice(-maximumLines);
      printed = true;
    },
    (action) => {
      if (action.kind === "queued-status") {
        send(Uint8Array.of((paperState === "near-end" ? 0x03 : 0) | (paperState === "out" ? 0x0c : 0)));
      } else {
        statusMask = action.mask;
        if (statusMask !== 0) send(automaticStatus());
      }
    },
  );

  const stopped = () => coverOpen || paperState === "out";

  function automaticStatus(): Uint8Array {
    const first = 0x10 | (stopped() ? 0x08 : 0) | (coverOpen ? 0x20 : 0);
    const third = paperState === "out" ? 0x0f : paperState === "near-end" ? 0x03 : 0;
    return Uint8Array.of(first, 0x00, third, 0x0f);
  }

  function realTimeStatus(question: number): number {
    if (question === 1) return 0x12 | (stopped() ? 0x08 : 0);
    if (question === 2) return 0x12 | (coverOpen ? 0x04 : 0) | (paperState === "out" ? 0x20 : 0);
    if (question === 4) return paperState === "out" ? 0x7e : paperState === "near-end" ? 0x1e : 0x12;
    return 0x12;
  }

  /** Takes real-time questions out of the stream, whatever stands before them. */
  function receive(bytes: Uint8Array): void {
    const queued: number[] = [];
    for (const byte of bytes) {
      held.push(byte);
      const question = held.length === 3 && byte >= 1 && byte <= 4;
      if (question) send(Uint8Array.of(realTimeStatus(byte)));
      const mayBecomeOne = (held.length === 1 && byte === DLE) || (held.length === 2 && byte === EOT);
      if (mayBecomeOne) continue;
      if (!question) queued.push(...held);
      held = [];
    }
    if (buffer.length + queued.length > maximumBuffer) return;
    buffer = Uint8Array.from([...buffer, ...queued]);
    if (timer === undefined) work();
  }

  function work(): void {
    clearTimeout(timer);
    timer = undefined;
    let position = 0;
    while (!stopped() && position < buffer.length) {
      const taken = paper.next(buffer.subarray(position));
      if (taken === 0) break;
      position += taken;
      if (printed) {
        printed = false;
        onChange();
        if (settings.lineMs > 0) {
          timer = setTimeout(work, settings.lineMs);
          break;
        }
      }
    }
    buffer = buffer.slice(position);
  }

  function changed(): void {
    if (statusMask !== 0) send(automaticStatus());
    onChange();
    work();
  }

  return {
    receive,
    set(change: { readonly paper?: "ok" | "near-end" | "out" | undefined; readonly coverOpen?: boolean | undefined }): void {
      paperState = change.paper ?? paperState;
      coverOpen = change.coverOpen ?? coverOpen;
      changed();
    },
    tearOff(): void {
      lines = [];
      onChange();
    },
    /** Power gone: what was not printed yet is lost. */
    powerOff(): void {
      clearTimeout(timer);
      timer = undefined;
      buffer = new Uint8Array(0);
      held = [];
      statusMask = 0;
      paper.reset();
    },
    view: () => ({ paper: lines, paperState, coverOpen }),
  };
}
