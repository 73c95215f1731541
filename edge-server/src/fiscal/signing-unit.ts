import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Register } from "./rksv.js";

/** A device, card or service that signs for a register. Rejects when it cannot now; asked again for the same text it may sign anew. */
export interface SigningUnit {
  /** ES256 over the text: r and s, 64 bytes in base64url. */
  readonly sign: (text: string) => Promise<string>;
}

const unitFile = z.strictObject({
  certificateSerial: z.string().regex(/^[0-9a-f]{8,40}$/),
  /** PKCS #8, PEM. */
  signingKey: z.string().min(1),
  /** 32 bytes, base64. */
  turnoverKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});

export interface SoftwareUnit {
  readonly unit: SigningUnit;
  readonly register: Register;
  readonly publicKey: KeyObject;
}

/**
 * The reference unit in software, and its register: keys are made at the first start and kept in the file, readable by its owner
 * only. It shows what a unit must do; the ordinance asks for one in hardware or at a trust service.
 * Throws when the file is damaged: new keys would be another register's.
 */
export function openSoftwareUnit(file: string, registerId: string): SoftwareUnit {
  const kept = existsSync(file) ? unitFile.parse(JSON.parse(readFileSync(file, "utf8"))) : makeUnit(file);
  const key = createPrivateKey(kept.signingKey);
  return {
    register: { registerId, turnoverKey: Buffer.from(kept.turnoverKey, "base64"), certificateSerial: kept.certificateSerial },
    publicKey: createPublicKey(key),
    unit: { sign: async (text) => sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url") },
  };
}

function makeUnit(file: string): z.infer<typeof unitFile> {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const made = {
    certificateSerial: randomBytes(8).toString("hex"),
    signingKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    turnoverKey: randomBytes(32).toString("base64"),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return made;
}
