/** The AIM identifier a scanner would send for a code of this form; a scanner knows the symbol, the bench only its text. */
export function usualAim(code: string): string {
  if (/^https?:/i.test(code)) return "]Q1";
  if (/^\d{8}$/.test(code)) return "]E4";
  if (/^\d{12,13}$/.test(code)) return "]E0";
  if (/^01\d{14}/.test(code)) return code.includes("\u001d") || code.length > 16 ? "]d2" : "]e0";
  return "]C0";
}

/** A scanner on a serial line: answers Datalogic's single-byte commands by obeying them, and sends scans. */
export function createVirtualScanner(send: (bytes: Uint8Array) => void) {
  let enabled = true;
  let lastSignal: "good" | "not-on-file" | undefined;
  return {
    receive(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (byte === 0x45) enabled = true;
        else if (byte === 0x44) enabled = false;
        else if (byte === 0x42) lastSignal = "good";
        else if (byte === 0x46) lastSignal = "not-on-file";
      }
    },
    scan(code: string, aim: string | undefined): void {
      // A UPC-A symbol is sent as thirteen digits, as most scanners are set up.
      const text = /^\d{12}$/.test(code) ? `0${code}` : code;
      if (enabled) send(Buffer.from(`${aim ?? usualAim(code)}${text}\r\n`, "utf8"));
    },
    get lastSignal() {
      return lastSignal;
    },
  };
}
