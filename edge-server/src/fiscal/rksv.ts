import { createCipheriv, createHash } from "node:crypto";
import type { FiscalDocument } from "@laneway/domain/fiscal/types";

/*
 * The signed documents of an Austrian cash register: Registrierkassensicherheitsverordnung (BGBl. II 410/2015, as amended),
 * annex: suite R1, JWS compact form with ES256, each document linked to the one before by the first eight bytes of its
 * SHA-256, the turnover counter encrypted with AES-256 in counter mode.
 */

/** A register: what never changes while it runs. */
export interface Register {
  /** Kassen-ID. Without "_", which separates the fields. */
  readonly registerId: string;
  /** AES-256 key, 32 bytes: with it an auditor reads the turnover. */
  readonly turnoverKey: Buffer;
  /** Serial number of the unit's certificate, hexadecimal. */
  readonly certificateSerial: string;
}

/** `R1`: the suite; `AT0`: a closed system without a trust service, as the software unit is. */
const suite = "R1-AT0";
const jwsHead = Buffer.from('{"alg":"ES256"}').toString("base64url");
/** The ordinance's own words, in the place of a signature. */
export const outageText = "Sicherheitseinrichtung ausgefallen";
const outageSignature = Buffer.from(outageText).toString("base64url");

/** The text that is signed: the machine-readable code without its last field. */
export function payloadOf(document: FiscalDocument, register: Register, previousJws: string | undefined): string {
  const { normalMinor, reduced1Minor, reduced2Minor, zeroMinor, specialMinor } = document.amounts;
  return [
    "",
    suite,
    register.registerId,
    document.documentNumber,
    document.localTime,
    ...[normalMinor, reduced1Minor, reduced2Minor, zeroMinor, specialMinor].map(euros),
    turnoverField(document, register),
    register.certificateSerial,
    chainValue(previousJws ?? register.registerId),
  ].join("_");
}

/** What a security unit is asked to sign: ES256 over this text. */
export const signingInput = (payload: string): string => `${jwsHead}.${Buffer.from(payload).toString("base64url")}`;

/** `signature`: r and s, 64 bytes in base64url; undefined: the unit is away. */
export const jwsOf = (payload: string, signature: string | undefined): string => `${signingInput(payload)}.${signature ?? outageSignature}`;

/** What stands on the receipt as text or QR code: the payload and the signature in plain base64. */
export const codeOf = (payload: string, signature: string | undefined): string => `${payload}_${Buffer.from(signature ?? outageSignature, "base64url").toString("base64")}`;

/** The link to a document, or for the first one to the register's id. */
export const chainValue = (previous: string): string => createHash("sha256").update(previous).digest().subarray(0, 8).toString("base64");

/** Eight bytes, two's complement, big-endian; the counter block begins with the hash of register and document. Deciphers as well. */
export function cipherTurnover(plain: Buffer, { registerId, turnoverKey }: Register, documentNumber: string): Buffer {
  const start = createHash("sha256").update(registerId + documentNumber).digest().subarray(0, 16);
  return createCipheriv("aes-256-ctr", turnoverKey, start).update(plain);
}

function turnoverField({ documentKind, documentNumber, turnoverMinor }: FiscalDocument, register: Register): string {
  if (documentKind === "training") return Buffer.from("TRA").toString("base64");
  if (documentKind === "refund") return Buffer.from("STO").toString("base64");
  const plain = Buffer.alloc(8);
  plain.writeBigInt64BE(BigInt(turnoverMinor));
  return cipherTurnover(plain, register, documentNumber).toString("base64");
}

/** `-12,05`: by digits, no float is made of money. */
function euros(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  return `${minor < 0 ? "-" : ""}${digits.slice(0, -2)},${digits.slice(-2)}`;
}
