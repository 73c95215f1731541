import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { laneProfile } from "@laneway/contracts";
import { describe, expect, it } from "vitest";

const deploy = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(`${deploy}${path}`, "utf8");
const units = readdirSync(`${deploy}units`);

describe("the service units", () => {
  it("are there for every part of a box", () => {
    expect(units.sort()).toEqual(["laneway-agent@.service", "laneway-broker.service", "laneway-edge.service", "laneway-kiosk.service", "laneway-relay.service"]);
  });

  it.each(units)("%s runs without root, hardened, and comes back by itself", (name) => {
    const unit = read(`units/${name}`);
    const has = (line: string) => expect(unit.split("\n"), line).toContain(line);
    expect(unit).toMatch(/^User=(laneway|laneway-kiosk|mosquitto)$/m);
    for (const line of ["NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "RestrictSUIDSGID=yes", "ProtectKernelModules=yes", "UMask=0077", "Restart=always", "StartLimitIntervalSec=0"]) has(line);
    if (name !== "laneway-kiosk.service") for (const line of ["CapabilityBoundingSet=", "SystemCallFilter=@system-service", "RestrictNamespaces=yes"]) has(line);
    // Only the relay speaks to the outside.
    if (name !== "laneway-relay.service") has("IPAddressDeny=any");
    expect(unit).not.toMatch(/password|key=|token/i);
  });

  it.each(units.filter((name) => read(`units/${name}`).includes("env node")))("%s starts a program that is bundled from a source", (name) => {
    const script = read(`units/${name}`).match(/([a-z-]+\/dist\/[a-z/-]*main)\.mjs/)?.[1] ?? "";
    expect(() => read(`../${script.replace("/dist/", "/src/")}.ts`)).not.toThrow();
  });
});

it.each(readdirSync(`${deploy}lanes`))("the example lane %s is a valid profile", (name) => {
  const profile = laneProfile.parse(JSON.parse(read(`lanes/${name}`)));
  expect(Object.keys(profile.devices)).toHaveLength(5);
  expect(Object.values(profile.devices).every((device) => device?.simulated === (name === "simulated.json"))).toBe(true);
});

it("the kiosk's browser policy shuts what a passer-by could reach", () => {
  expect(JSON.parse(read("policies/chromium.json"))).toMatchObject({
    URLBlocklist: expect.arrayContaining(["*", "file://*", "chrome://*", "view-source:*", "javascript:*"]),
    DeveloperToolsAvailability: 2,
    PrintingEnabled: false,
    DownloadRestrictions: 3,
    AllowFileSelectionDialogs: false,
    DefaultPopupsSetting: 2,
    IncognitoModeAvailability: 1,
    ExtensionInstallBlocklist: ["*"],
    PasswordManagerEnabled: false,
    AutofillCreditCardEnabled: false,
    TranslateEnabled: false,
    RemoteDebuggingAllowed: false,
  });
});
