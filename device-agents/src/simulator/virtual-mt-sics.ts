import type { Platform } from "./platform.js";

/** A 60 kg bagging platform that shows steps of two grams. */
const capacityGrams = 60_000;
const divisionGrams = 2;

/** An MT-SICS level 0 scale over a platform. */
export function createVirtualMtSics(platform: Platform, send: (bytes: Uint8Array) => void) {
  let line = "";

  function answer(command: string): void {
    switch (command) {
      case "SI":
        return reply(weight());
      case "S":
        return reply(platform.moving ? "S I" : weight());
      case "Z":
        if (platform.moving) return reply("Z I");
        platform.zero();
        return reply("Z A");
      case "I0":
        for (const [index, name] of ["I0", "I2", "I4", "S", "SI"].entries()) reply(`I0 B ${index} "${name}"`);
        return reply('I0 A 0 "Z"');
      case "I2":
        return reply('I2 A "Laneway bagging platform 60.000 kg"');
      case "I4":
      case "@":
        return reply('I4 A "0000001"');
      default:
        return reply("ES");
    }
  }

  function weight(): string {
    const load = platform.load();
    const grams = Math.round(load.grams / divisionGrams) * divisionGrams;
    if (grams > capacityGrams) return "S +";
    if (grams < -capacityGrams) return "S -";
    return `S ${load.moving ? "D" : "S"} ${String(grams === 0 ? 0 : grams).padStart(10)} g`;
  }

  function reply(text: string): void {
    send(Buffer.from(`${text}\r\n`, "latin1"));
  }

  return {
    receive(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (byte === 0x0a) {
          answer(line.replace(/\r$/, ""));
          line = "";
        } else if (line.length < 80) {
          line += String.fromCharCode(byte);
        }
      }
    },
  };
}
