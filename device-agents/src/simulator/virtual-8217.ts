import type { Platform } from "./platform.js";

/** A 15 kg counter scale. */
const capacityGrams = 15_000;
const motionStatus = 0x41;
const overCapacityStatus = 0x42;
const underZeroStatus = 0x44;
const zeroStatus = 0x50;

/** A Mettler-Toledo 8217 over a platform: one letter in, one answer out. */
export function createVirtual8217(platform: Platform, send: (bytes: Uint8Array) => void) {
  function answerWeight(): void {
    const load = platform.load();
    const grams = Math.round(load.grams);
    if (load.moving) status(motionStatus);
    else if (grams > capacityGrams) status(overCapacityStatus);
    else if (grams < 0) status(underZeroStatus);
    else if (grams === 0) status(zeroStatus);
    else send(Buffer.from(`\u0002${String(Math.floor(grams / 1_000)).padStart(2, "0")}.${String(grams % 1_000).padStart(3, "0")}\r`, "latin1"));
  }

  function status(byte: number): void {
    send(Uint8Array.of(0x02, 0x3f, byte, 0x0d));
  }

  return {
    receive(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (byte === 0x57) answerWeight();
        else if (byte === 0x5a && !platform.moving) platform.zero();
      }
    },
  };
}
