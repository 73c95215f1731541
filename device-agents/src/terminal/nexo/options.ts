import type { DeviceOptions } from "../../adapter.js";
import type { HttpsPeer } from "../../transport/https-exchange.js";
import type { NexoKey } from "./envelope.js";
import type { Parties } from "./messages.js";

export interface NexoSettings {
  readonly key: NexoKey;
  readonly parties: Parties;
  readonly peer: HttpsPeer;
}

const environments = ["test", "live"] as const;

/** Certificates are made out to model and serial number below Adyen's domain, or to one name for old terminals. */
export function terminalName(environment: (typeof environments)[number]): RegExp {
  return new RegExp(`^(([a-zA-Z0-9]+-[a-zA-Z0-9]+)|legacy-terminal-certificate)\\.${environment}\\.terminal\\.adyen\\.com$`);
}

/**
 * Options of a `nexo` terminal: `poiId`, `keyIdentifier`, `keyVersion`, `passphrase` or `passphraseFile`,
 * `rootCertificate` (path of a PEM file), `environment` ("test" or "live"), `saleId` (default: the lane's id).
 * Throws an Error naming the option when one is wrong.
 */
export function readNexoOptions(options: DeviceOptions, address: { readonly host: string; readonly port: number }, laneId: string, readText: (path: string) => string): NexoSettings {
  const known = new Set(["poiId", "keyIdentifier", "keyVersion", "passphrase", "passphraseFile", "rootCertificate", "environment", "saleId"]);
  for (const name of Object.keys(options)) if (!known.has(name)) throw new Error(`terminal option ${name} is not one of ${[...known].join(", ")}`);
  const text = (name: string, pattern: RegExp, like: string): string => {
    const value = options[name];
    if (typeof value !== "string" || !pattern.test(value)) throw new Error(`terminal option ${name} must be ${like}`);
    return value;
  };
  const file = (name: string): string => {
    const path = text(name, /./, "the path of a file");
    try {
      return readText(path);
    } catch (error) {
      throw new Error(`terminal option ${name}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? "error"})`);
    }
  };
  const version = options.keyVersion;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 0 || version > 1_000_000) throw new Error("terminal option keyVersion must be a whole number");
  const environment = environments.find((each) => each === options.environment);
  if (environment === undefined) throw new Error('terminal option environment must be "test" or "live"');
  if ((options.passphrase === undefined) === (options.passphraseFile === undefined)) throw new Error("terminal option passphrase or passphraseFile is needed, one of them");
  const passphrase = options.passphrase === undefined ? file("passphraseFile").trim() : text("passphrase", /./, "the passphrase set for the terminal");
  if (passphrase === "") throw new Error("terminal option passphraseFile names an empty file");
  return {
    key: { passphrase, identifier: text("keyIdentifier", /^.{1,64}$/, "the key's name"), version },
    parties: {
      saleId: options.saleId === undefined ? laneId : text("saleId", /^[A-Za-z0-9_-]{1,32}$/, "1-32 of A-Z a-z 0-9 _ -"),
      poiId: text("poiId", /^[A-Za-z0-9]+-[A-Za-z0-9]+$/, "model and serial number such as V400m-324688179"),
    },
    peer: { ...address, path: "/nexo/", root: file("rootCertificate"), commonName: terminalName(environment) },
  };
}
