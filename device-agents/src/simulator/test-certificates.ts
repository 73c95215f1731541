import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A root of its own and a certificate below it, as PEM; made anew for each simulated terminal. */
export interface TestCertificates {
  readonly root: string;
  readonly certificate: string;
  readonly key: string;
}

const tag = { boolean: 0x01, integer: 0x02, bitString: 0x03, octets: 0x04, oid: 0x06, utf8: 0x0c, time: 0x18, sequence: 0x30, set: 0x31, version: 0xa0, extensions: 0xa3 } as const;

/** ASN.1 DER: tag, length, content. */
function der(kind: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Uint8Array.from([kind, ...length]), content]);
}

const oid = (hex: string) => der(tag.oid, Buffer.from(hex, "hex"));
const ecdsaWithSha256 = der(tag.sequence, oid("2a8648ce3d040302"));
const nameOf = (common: string) => der(tag.sequence, der(tag.set, der(tag.sequence, oid("550403"), der(tag.utf8, Buffer.from(common, "utf8")))));
const timeOf = (at: Date) => der(tag.time, Buffer.from(`${at.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`, "ascii"));
const isTrue = der(tag.boolean, Uint8Array.of(0xff));

function pem(label: string, bytes: Uint8Array): string {
  const lines = Buffer.from(bytes).toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

interface Certified {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly isRoot: boolean;
}

/** X.509 v3 (RFC 5280) with basic constraints and key usage only. */
function certificateOf(certified: Certified, now: Date): string {
  const day = 24 * 60 * 60 * 1_000;
  const constraints = der(tag.sequence, oid("551d13"), isTrue, der(tag.octets, certified.isRoot ? der(tag.sequence, isTrue) : der(tag.sequence)));
  // keyCertSign for the root, digitalSignature below it.
  const usage = der(tag.sequence, oid("551d0f"), isTrue, der(tag.octets, der(tag.bitString, certified.isRoot ? Uint8Array.of(2, 0x04) : Uint8Array.of(7, 0x80))));
  const body = der(
    tag.sequence,
    der(tag.version, der(tag.integer, Uint8Array.of(2))),
    der(tag.integer, Uint8Array.of(0x01), randomBytes(15)),
    ecdsaWithSha256,
    nameOf(certified.issuer),
    der(tag.sequence, timeOf(new Date(now.getTime() - day)), timeOf(new Date(now.getTime() + 3_650 * day))),
    nameOf(certified.subject),
    certified.publicKey.export({ type: "spki", format: "der" }),
    der(tag.extensions, der(tag.sequence, constraints, usage)),
  );
  const signature = sign("sha256", body, certified.signer);
  return pem("CERTIFICATE", der(tag.sequence, body, ecdsaWithSha256, der(tag.bitString, Uint8Array.of(0), signature)));
}

/** `commonName` such as `V400m-324688179.test.terminal.adyen.com`. */
export function makeTestCertificates(commonName: string, now: Date): TestCertificates {
  const root = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const leaf = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const issuer = "Laneway simulated terminal root";
  return {
    root: certificateOf({ subject: issuer, issuer, publicKey: root.publicKey, signer: root.privateKey, isRoot: true }, now),
    certificate: certificateOf({ subject: commonName, issuer, publicKey: leaf.publicKey, signer: root.privateKey, isRoot: false }, now),
    key: leaf.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
