import type { Connect, Connection } from "../../transport/connection.js";
import { encodeSerialFrame, notTakenByte, outsideFrame, readSerialFrames, takenByte } from "./serial-frame.js";

export interface SerialFrameTiming {
  /** PA00P016 §3.4: silence inside a frame, and the wait for its being taken. */
  readonly t1Ms: number;
  readonly t2Ms: number;
  readonly maximumRepeats: number;
}

export const serialFrameTiming: SerialFrameTiming = { t1Ms: 200, t2Ms: 5_000, maximumRepeats: 2 };

/** A serial line that carries whole APDUs: each write is one, framed, and repeated until the terminal has taken it. */
export function overSerialFrames(connect: Connect, timing: SerialFrameTiming = serialFrameTiming): Connect {
  return async (events) => {
    let reading = outsideFrame;
    const waiting: Uint8Array[] = [];
    let repeats = 0;
    let silence: NodeJS.Timeout | undefined;
    let patience: NodeJS.Timeout | undefined;
    let line: Connection | undefined;

    const quiet = () => {
      clearTimeout(silence);
      clearTimeout(patience);
    };
    const send = () => {
      clearTimeout(patience);
      const frame = waiting[0];
      if (frame === undefined) return;
      line?.write(frame);
      patience = setTimeout(again, timing.t2Ms);
    };
    const again = () => {
      repeats += 1;
      if (repeats <= timing.maximumRepeats) {
        send();
        return;
      }
      quiet();
      void line?.close();
      events.onClosed("the terminal did not take a message");
    };
    const taken = () => {
      waiting.shift();
      repeats = 0;
      send();
    };
    const receive = (bytes: Uint8Array) => {
      clearTimeout(silence);
      const result = readSerialFrames(reading, bytes);
      reading = result.state;
      for (const fault of result.faults) if (fault.code !== "overlong") line?.write(notTakenByte);
      for (const each of result.readings) {
        if (each.kind === "taken") taken();
        else if (each.kind === "not-taken") again();
        else {
          // Taken at once, before it is understood; what it means is answered by a message of its own.
          line?.write(takenByte);
          events.onBytes(each.bytes);
        }
      }
      if (reading.at !== "outside") silence = setTimeout(stalled, timing.t1Ms);
    };
    const stalled = () => {
      reading = outsideFrame;
      line?.write(notTakenByte);
    };

    const opened = await connect({
      onBytes: receive,
      onClosed: (because) => {
        quiet();
        events.onClosed(because);
      },
    });
    line = opened;
    return {
      write(apdu) {
        waiting.push(encodeSerialFrame(apdu));
        if (waiting.length === 1) send();
      },
      close() {
        quiet();
        return opened.close();
      },
    };
  };
}
