import type { Platform } from "./platform.js";

/** A 60 kg bagging platform that shows steps of two grams. */
const capacityGrams = 60_000;
const divisionGrams = 2;
/** A resting display holds its step against noise around the border between two. */
const holdGrams = divisionGrams * 0.8;

/** An MT-SICS level 0 scale over a platform. */
export function createVirtualMtSics(platform: Platform, send: (bytes: Uint8Array) => void) {
  let line = "";
  let shown = 0;

  function answers(command: string): readonly string[] {
    switch (command) {
      case "SI":
        return [weight()];
      case "S":
        return [platform.moving ? "S I" : weight()];
      case "Z":
        if (platform.moving) return ["Z I"];
        platform.zero();
        return ["Z A"];
      case "I0":
        return [...["I0", "I2", "I4", "S", "SI"].map((name, index) => `I0 B ${index} "${name}"`), 'I0 A 0 "Z"'];
      case "I2":
        return ['I2 A "Laneway bagging platform 60.000 kg"'];
      case "I4":
      case "@":
        return ['I4 A "0000001"'];
      default:
        return ["ES"];
    }
  }

  function weight(): string {
    const load = platform.load();
    if (load.moving || Math.abs(load.grams - shown) > holdGrams) shown = Math.round(load.grams / divisionGrams) * divisionGrams;
    const grams = shown;
    if (grams > capacityGrams) return "S +";
    if (grams < -capacityGrams) return "S -";
    return `S ${load.moving ? "D" : "S"} ${String(grams === 0 ? 0 : grams).padStart(10)} g`;
  }

  return {
    receive(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (byte === 0x0a) {
          for (const text of answers(line.replace(/\r$/, ""))) send(Buffer.from(`${text}\r\n`, "latin1"));
          line = "";
        } else if (line.length < 80) {
          line += String.fromCharCode(byte);
        }
      }
    },
  };
}
