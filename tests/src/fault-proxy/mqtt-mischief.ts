import type { Seeded } from "../store/seeded.js";
import type { Rewrite } from "./fault-proxy.js";

const publish = 3;
const duplicateFlag = 0x08;

/** How many bytes the packet at the beginning has; undefined while that cannot be known yet. */
function packetLength(bytes: Buffer): number | undefined {
  let length = 0;
  for (let index = 1; index <= 4; index += 1) {
    const byte = bytes[index];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 128 ** (index - 1);
    if (byte < 0x80) return 1 + index + length;
  }
  throw new Error("not an MQTT packet: its length has more than four bytes");
}

/** The topic of a message that asks for an acknowledgement; undefined for every other packet. */
function acknowledgedTopic(packet: Buffer): string | undefined {
  const first = packet[0] ?? 0;
  if (first >> 4 !== publish || (first & 0x06) === 0) return undefined;
  let at = 1;
  while (((packet[at] ?? 0) & 0x80) !== 0) at += 1;
  const length = packet.readUInt16BE(at + 1);
  return packet.subarray(at + 3, at + 3 + length).toString();
}

/**
 * What a broker or a client may do after a broken connection: a message with an acknowledgement comes twice, and two
 * messages of different topics come in the other order. Within a topic MQTT keeps the order, and so does this.
 */
export function mqttMischief(chance: Seeded, odds: { readonly twice: number; readonly swapped: number }, tally: { twice: number; swapped: number }): Rewrite {
  let unread = Buffer.alloc(0);
  return (piece) => {
    unread = Buffer.concat([unread, piece]);
    const packets: Buffer[] = [];
    for (let length = packetLength(unread); length !== undefined && length <= unread.length; length = packetLength(unread)) {
      packets.push(unread.subarray(0, length));
      unread = unread.subarray(length);
    }
    for (let index = 0; index + 1 < packets.length; index += 1) {
      const [first, second] = [packets[index] as Buffer, packets[index + 1] as Buffer];
      const [one, other] = [acknowledgedTopic(first), acknowledgedTopic(second)];
      if (one === undefined || other === undefined || one === other || chance.fraction() >= odds.swapped) continue;
      packets.splice(index, 2, second, first);
      tally.swapped += 1;
      index += 1;
    }
    return packets.flatMap((packet) => {
      if (acknowledgedTopic(packet) === undefined || chance.fraction() >= odds.twice) return [packet];
      tally.twice += 1;
      const again = Buffer.from(packet);
      again[0] = (packet[0] ?? 0) | duplicateFlag;
      return [packet, again];
    });
  };
}
