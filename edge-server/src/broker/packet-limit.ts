import type { Duplex } from "node:stream";

/** MQTT 3.1.1, 2.2.3: one type byte, then a length of one to four bytes, seven bits each. */
const longestLengthField = 4;

/**
 * Watches the sizes that MQTT packets announce; `tooLong` is called before such a packet is collected in memory.
 * Keeps three numbers, looks at no content.
 */
export function packetSizeWatch(mostBytes: number, tooLong: () => void): (chunk: Uint8Array) => void {
  let skip = 0;
  let length = 0;
  let lengthBytes = -1;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (skip > 0) {
        const step = Math.min(skip, chunk.length - at);
        skip -= step;
        at += step;
        continue;
      }
      const byte = chunk[at] ?? 0;
      at += 1;
      if (lengthBytes < 0) {
        lengthBytes = 0;
        length = 0;
        continue;
      }
      length += (byte & 0x7f) * 128 ** lengthBytes;
      lengthBytes += 1;
      if (length > mostBytes || (lengthBytes === longestLengthField && (byte & 0x80) !== 0)) return tooLong();
      if ((byte & 0x80) === 0) {
        skip = length;
        lengthBytes = -1;
      }
    }
  };
}

/** Cuts a connection that announces a packet longer than allowed. */
export function limitPackets(stream: Duplex, mostBytes: number): Duplex {
  const watch = packetSizeWatch(mostBytes, () => stream.destroy(new Error(`MQTT packet longer than ${mostBytes} bytes`)));
  const push = stream.push.bind(stream);
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) watch(chunk);
    return stream.destroyed ? false : push(chunk, encoding);
  };
  return stream;
}
