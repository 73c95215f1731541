import { createHash, pbkdf2Sync } from "node:crypto";

/** The keys are 256 random bits, so that rounds add nothing; this is Mosquitto's own default. */
const rounds = 101;

/**
 * Mosquitto's password file: `user:$7$rounds$salt$hash`, PBKDF2 with SHA-512 (mosquitto_passwd of 2.0).
 * The salt follows from user and password, so that the same secrets always make the same file.
 */
export function mosquittoPasswords(passwords: Readonly<Record<string, string>>): string {
  const lines = Object.entries(passwords)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([user, password]) => {
      const salt = createHash("sha256").update(`laneway mosquitto salt\0${user}\0${password}`).digest().subarray(0, 12);
      const hash = pbkdf2Sync(password, salt, rounds, 64, "sha512");
      return `${user}:$7$${rounds}$${salt.toString("base64")}$${hash.toString("base64")}`;
    });
  return `${lines.join("\n")}\n`;
}
