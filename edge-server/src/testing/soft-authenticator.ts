import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const sha256 = (data: Uint8Array | string): Buffer => createHash("sha256").update(data).digest();
const upVerified = 0x05;
const attested = 0x40;

/** A device with one passkey, in software: it answers what a browser would, bytes and all, and lies where a test wants it to. */
export class SoftAuthenticator {
  readonly id = randomBytes(16).toString("base64url");
  counter = 0;
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });

  constructor(
    readonly origin: string,
    readonly rpId: string,
  ) {}

  create(challenge: string, lies: { readonly origin?: string; readonly flags?: number } = {}) {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    // COSE: an EC2 key (1: 2) for ES256 (3: -7) on P-256 (-1: 1), with x (-2) and y (-3).
    const cose = Buffer.concat([Buffer.from("a5010203262001215820", "hex"), Buffer.from(x, "base64url"), Buffer.from("225820", "hex"), Buffer.from(y, "base64url")]);
    const id = Buffer.from(this.id, "base64url");
    const data = Buffer.concat([this.#data((lies.flags ?? upVerified) | attested), Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
    // CBOR: { fmt: "none", attStmt: {}, authData: bytes }.
    const attestation = Buffer.concat([Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"), Buffer.from([data.length]), data]);
    const clientDataJSON = this.#client("webauthn.create", challenge, lies.origin).toString("base64url");
    return this.#answer({ clientDataJSON, attestationObject: attestation.toString("base64url"), transports: ["internal"] });
  }

  get(challenge: string, lies: { readonly origin?: string; readonly flags?: number; readonly counter?: number; readonly forged?: boolean } = {}) {
    this.counter = lies.counter ?? this.counter + 1;
    const client = this.#client("webauthn.get", challenge, lies.origin);
    const data = this.#data(lies.flags ?? upVerified);
    const key = lies.forged === true ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey : this.#keys.privateKey;
    const signature = sign("sha256", Buffer.concat([data, sha256(client)]), key);
    return this.#answer({ clientDataJSON: client.toString("base64url"), authenticatorData: data.toString("base64url"), signature: signature.toString("base64url") });
  }

  #answer(response: object) {
    return { id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {}, response };
  }

  #client(type: string, challenge: string, origin = this.origin): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #data(flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(this.rpId), Buffer.from([flags]), counter]);
  }
}
