import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

/** What till and terminal share: a passphrase set at the acquirer, named by identifier and version. */
export interface NexoKey {
  readonly passphrase: string;
  readonly identifier: string;
  readonly version: number;
}

export type MessageName = "SaleToPOIRequest" | "SaleToPOIResponse";

/** A message without the name around it: header and one body. */
export type MessageContent = Readonly<Record<string, unknown>> & { readonly MessageHeader: Readonly<Record<string, unknown>> };

export type Opened =
  /** Encrypted, and proven to come from who has the passphrase. */
  | { readonly kind: "sealed"; readonly name: MessageName; readonly content: MessageContent }
  /** Anyone may have written it. */
  | { readonly kind: "clear"; readonly name: MessageName; readonly content: MessageContent }
  /** Not to be believed; says no more than this, so that nobody learns a key from it. */
  | { readonly kind: "refused"; readonly because: "the message is not authentic" | "the message has another key" | "the message cannot be read" };

interface DerivedKeys {
  readonly hmac: Buffer;
  readonly cipher: Buffer;
  readonly iv: Buffer;
}

const derived = new Map<string, DerivedKeys>();
/** One lane has one key; while it is changed, two. */
const maximumDerived = 8;

/** PBKDF2-HMAC-SHA1 over the passphrase as Adyen's terminals do it; slow by intent, so done once for each key. */
export function deriveKeys(key: NexoKey): DerivedKeys {
  const name = `${key.version}:${key.passphrase}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const bytes = pbkdf2Sync(key.passphrase, "AdyenNexoV1Salt", 4_000, 80, "sha1");
  const keys = { hmac: bytes.subarray(0, 32), cipher: bytes.subarray(32, 64), iv: bytes.subarray(64, 80) };
  if (derived.size >= maximumDerived) derived.clear();
  derived.set(name, keys);
  return keys;
}

const ivFor = (keys: DerivedKeys, nonce: Uint8Array): Buffer => Buffer.from(keys.iv.map((byte, at) => byte ^ (nonce[at] ?? 0)));
const macOf = (keys: DerivedKeys, plaintext: Uint8Array): Buffer => createHmac("sha256", keys.hmac).update(plaintext).digest();

/** Encrypts a message's JSON text; the header also stands in the clear, for routing. `nonce` is 16 bytes, new each time. */
export function seal(name: MessageName, header: MessageContent["MessageHeader"], plaintext: string, key: NexoKey, nonce: Uint8Array = randomBytes(16)): string {
  const keys = deriveKeys(key);
  const bytes = Buffer.from(plaintext, "utf8");
  const cipher = createCipheriv("aes-256-cbc", keys.cipher, ivFor(keys, nonce));
  return JSON.stringify({
    [name]: {
      MessageHeader: header,
      NexoBlob: Buffer.concat([cipher.update(bytes), cipher.final()]).toString("base64"),
      SecurityTrailer: {
        AdyenCryptoVersion: 1,
        KeyIdentifier: key.identifier,
        KeyVersion: key.version,
        Nonce: Buffer.from(nonce).toString("base64"),
        Hmac: macOf(keys, bytes).toString("base64"),
      },
    },
  });
}

const content = z.looseObject({ MessageHeader: z.record(z.string(), z.unknown()) });
const message = z.union([
  z.object({ SaleToPOIResponse: content }).transform((each) => ({ name: "SaleToPOIResponse" as const, content: each.SaleToPOIResponse })),
  z.object({ SaleToPOIRequest: content }).transform((each) => ({ name: "SaleToPOIRequest" as const, content: each.SaleToPOIRequest })),
]);
const base64 = z.string().max(400_000).regex(/^[A-Za-z0-9+/]*={0,2}$/);
const sealing = z.object({
  NexoBlob: base64,
  SecurityTrailer: z.object({ AdyenCryptoVersion: z.literal(1), KeyIdentifier: z.string(), KeyVersion: z.int(), Nonce: base64, Hmac: base64 }),
});

/**
 * Reads a message from the terminal. The code stands over the plaintext, so it can only be checked after decrypting:
 * bad padding, a wrong code and what is no JSON give one and the same answer.
 */
export function open(text: string, key: NexoKey): Opened {
  const outer = message.safeParse(parsed(text));
  if (!outer.success) return { kind: "refused", because: "the message cannot be read" };
  const { name, content: clear } = outer.data;
  if (!("NexoBlob" in clear) && !("SecurityTrailer" in clear)) return { kind: "clear", name, content: clear };
  const sealed = sealing.safeParse(clear);
  if (!sealed.success) return { kind: "refused", because: "the message is not authentic" };
  const { NexoBlob, SecurityTrailer: trailer } = sealed.data;
  if (trailer.KeyVersion !== key.version || trailer.KeyIdentifier !== key.identifier) return { kind: "refused", because: "the message has another key" };
  const inner = message.safeParse(decrypted(NexoBlob, trailer, key));
  // The clear header is anybody's; only the one inside counts, and they must agree.
  if (!inner.success || inner.data.name !== name || !isDeepStrictEqual(inner.data.content.MessageHeader, clear.MessageHeader)) {
    return { kind: "refused", because: "the message is not authentic" };
  }
  return { kind: "sealed", name, content: inner.data.content };
}

function decrypted(blob: string, trailer: { readonly Nonce: string; readonly Hmac: string }, key: NexoKey): unknown {
  const keys = deriveKeys(key);
  const nonce = Buffer.from(trailer.Nonce, "base64");
  if (nonce.length !== 16) return undefined;
  let plaintext: Buffer | undefined;
  try {
    const decipher = createDecipheriv("aes-256-cbc", keys.cipher, ivFor(keys, nonce));
    plaintext = Buffer.concat([decipher.update(blob, "base64"), decipher.final()]);
  } catch {
    // Bad padding costs the same work and says the same as a wrong code.
    plaintext = undefined;
  }
  const expected = macOf(keys, plaintext ?? Buffer.alloc(0));
  const given = Buffer.from(trailer.Hmac, "base64");
  const authentic = given.length === expected.length && timingSafeEqual(given, expected);
  return authentic && plaintext !== undefined ? parsed(plaintext.toString("utf8")) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
