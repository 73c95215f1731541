import { describe, expect, test } from "vitest";
import { readNexoOptions, terminalName } from "./options.js";

const address = { host: "192.168.10.31", port: 8443 };
const files: Readonly<Record<string, string>> = { "/root.pem": "a root", "/pass": "secret\n", "/empty": "\n" };
const readText = (path: string) => {
  const text = files[path];
  if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
  return text;
};
const right = { poiId: "V400m-324688179", keyIdentifier: "lane-key", keyVersion: 1, passphraseFile: "/pass", rootCertificate: "/root.pem", environment: "test" };
const read = (changes: object = {}) => readNexoOptions(JSON.parse(JSON.stringify({ ...right, ...changes })), address, "lane-7", readText);

describe("options of a nexo terminal", () => {
  test("are read, the lane is the sale's name", () => {
    expect(read()).toMatchObject({ key: { passphrase: "secret", identifier: "lane-key", version: 1 }, parties: { saleId: "lane-7", poiId: "V400m-324688179" }, peer: { ...address, path: "/nexo/", root: "a root" } });
    expect(read({ saleId: "till-1" }).parties.saleId).toBe("till-1");
    expect(read({ passphraseFile: undefined, passphrase: "p w" }).key.passphrase).toBe("p w");
  });

  test.each([
    [{ poiId: "V400m" }, "poiId"],
    [{ keyIdentifier: 3 }, "keyIdentifier"],
    [{ keyVersion: "1" }, "keyVersion"],
    [{ keyVersion: 1.5 }, "keyVersion"],
    [{ passphrase: "too" }, "passphrase or passphraseFile"],
    [{ passphraseFile: undefined }, "passphrase or passphraseFile"],
    [{ passphraseFile: "/empty" }, "empty"],
    [{ rootCertificate: "/none" }, "rootCertificate: /none cannot be read (ENOENT)"],
    [{ environment: "demo" }, "environment"],
    [{ pasphrase: "x" }, "pasphrase"],
  ])("%j is named", (changes, name) => {
    expect(() => read(changes)).toThrow(name);
  });

  test("the name rule knows model and serial, the old name, and its environment", () => {
    const test = terminalName("test");
    for (const good of ["V400m-324688179.test.terminal.adyen.com", "legacy-terminal-certificate.test.terminal.adyen.com"]) expect(test.test(good)).toBe(true);
    for (const bad of ["V400m-1.live.terminal.adyen.com", "V400m.test.terminal.adyen.com", "a-b.test.terminal.adyen.com.evil.example", "x.a-b.test.terminal.adyen.com", "a-b.testXterminal.adyen.com"]) expect(test.test(bad)).toBe(false);
  });
});
