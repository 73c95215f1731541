import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

/** Signs for the store. Ed25519: the same text always gets the same signature. */
export interface Signer {
  readonly keyId: string;
  /** 32 bytes, base64url. */
  readonly publicKey: string;
  /** 64 bytes, base64url. */
  readonly sign: (text: string) => string;
}

// RFC 8410: what stands before the 32 bytes of a private key in PKCS #8, and of a public key in SubjectPublicKeyInfo.
const privateKeyHead = Buffer.from("302e020100300506032b657004220420", "hex");
const publicKeyHead = Buffer.from("302a300506032b6570032100", "hex");

/** The signer of a seed of 32 bytes in base64url. Throws when it is not that long. */
export function createSigner(seed: string): Signer {
  const bytes = Buffer.from(seed, "base64url");
  if (bytes.length !== 32) throw new RangeError("a signing seed has 32 bytes");
  const key = createPrivateKey({ key: Buffer.concat([privateKeyHead, bytes]), format: "der", type: "pkcs8" });
  const raw = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(publicKeyHead.length);
  return {
    keyId: createHash("sha256").update(raw).digest("hex").slice(0, 16),
    publicKey: raw.toString("base64url"),
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64url"),
  };
}

/** Is this the signature of the text by the owner of the public key (32 bytes, base64url)? */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.concat([publicKeyHead, Buffer.from(publicKey, "base64url")]), format: "der", type: "spki" });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
}
