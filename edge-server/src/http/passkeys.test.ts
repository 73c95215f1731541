import { parseStoreConfig, paths } from "@laneway/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SmallStore } from "../testing/small-store.js";
import { SoftAuthenticator } from "../testing/soft-authenticator.js";
import { passkeyParty } from "./passkey-party.js";

const origin = "https://store.example";
let store: SmallStore;
let mia: string;
beforeAll(async () => {
  store = await SmallStore.open({ settings: { publicUrl: origin } });
  mia = await store.attendantToken("mia", "481607");
});
afterAll(() => store.close());

const challengeOf = async (path: string, token?: string) => ((await store.post(path, {}, token)).body as unknown as { options: { challenge: string } }).options.challenge;
const enrol = async (device: SoftAuthenticator, who = "ana", lies = {}) => {
  const challenge = await challengeOf(paths.passkeyOptions(who), mia);
  return store.post(paths.passkeys(who), { response: device.create(challenge, lies) }, mia);
};
const asked = () => challengeOf(paths.passkeySessionOptions);
const signIn = (response: object) => store.post(paths.passkeySession, { response });
const reasonOf = async (answer: Promise<{ status: number; body: { refusal: { reason: string } } }>) => {
  const { status, body } = await answer;
  return [status, body.refusal.reason];
};

describe("a passkey", () => {
  test("is enrolled by a manager and signs its person in, with a session like any other", async () => {
    const device = new SoftAuthenticator(origin, "store.example");
    expect((await enrol(device)).body).toEqual({ passkeys: 1 });
    const { status, body } = await signIn(device.get(await asked()));
    expect([status, body.attendant]).toEqual([200, { attendantId: "ana", name: "Ana", role: "attendant" }]);
    expect((await store.get(paths.attendantView, body.token)).status).toBe(200);
    const options = (await store.post(paths.passkeyOptions("ana"), {}, mia)).body as unknown as { options: { excludeCredentials: { id: string }[]; rp: object; authenticatorSelection: object } };
    expect(options.options).toMatchObject({ rp: { id: "store.example" }, excludeCredentials: [{ id: device.id }], authenticatorSelection: { residentKey: "required", userVerification: "required" } });
  });

  test("is a manager's to give and to take away", async () => {
    const device = new SoftAuthenticator(origin, "store.example");
    for (const token of [await store.attendantToken(), await store.attendantToken("ben", "590263")]) {
      expect(await reasonOf(store.post(paths.passkeyOptions("ana"), {}, token))).toEqual([403, "not-allowed"]);
      const response = device.create(await challengeOf(paths.passkeyOptions("ana"), mia));
      expect(await reasonOf(store.post(paths.passkeys("ana"), { response }, token))).toEqual([403, "not-allowed"]);
    }
    expect((await store.post(paths.passkeyOptions("nobody"), {}, mia)).status).toBe(404);
    await enrol(device, "ben");
    expect((await enrol(device, "ben")).status).toBe(401);
    expect((await signIn(device.get(await asked()))).status).toBe(200);
    const removed = await fetch(store.url + paths.passkeys("ben"), { method: "DELETE", headers: { authorization: `Bearer ${mia}` } });
    expect(await removed.json()).toEqual({ removed: 1 });
    expect(await reasonOf(signIn(device.get(await asked())))).toEqual([401, "wrong-passkey"]);
  });

  test("opens nothing by an answer that was heard before, for somebody else's page, unverified, forged, or of a copy", async () => {
    const device = new SoftAuthenticator(origin, "store.example");
    await enrol(device, "mia");
    const good = device.get(await asked());
    expect((await signIn(good)).status).toBe(200);
    const no = [401, "wrong-passkey"];
    expect(await reasonOf(signIn(good))).toEqual(no);
    expect(await reasonOf(signIn(device.get("bm90IG91cnM")))).toEqual(no);
    expect(await reasonOf(signIn(device.get(await challengeOf(paths.passkeyOptions("mia"), mia))))).toEqual(no);
    expect(await reasonOf(signIn(device.get(await asked(), { origin: "https://store.example.evil" })))).toEqual(no);
    expect(await reasonOf(signIn(device.get(await asked(), { flags: 0x01 })))).toEqual(no);
    expect(await reasonOf(signIn(device.get(await asked(), { forged: true })))).toEqual(no);
    expect(await reasonOf(signIn(device.get(await asked(), { counter: 1 })))).toEqual(no);
    expect((await signIn(device.get(await asked(), { counter: 50 }))).status).toBe(200);
    expect(await reasonOf(signIn(new SoftAuthenticator(origin, "store.example").get(await asked())))).toEqual(no);
    expect((await enrol(new SoftAuthenticator("https://elsewhere.example", "store.example"))).status).toBe(401);
    expect((await enrol(new SoftAuthenticator(origin, "elsewhere.example"))).status).toBe(401);
    expect((await enrol(new SoftAuthenticator(origin, "store.example"), "ana", { flags: 0x01 })).status).toBe(401);
    expect((await signIn({ id: "x", rawId: "x", type: "public-key", response: {} })).status).toBe(401);
    expect((await signIn({ id: "!" })).status).toBe(400);
  });

  test("opens once by one answer: also of a device that counts nothing, and of two answers at once", async () => {
    const device = new SoftAuthenticator(origin, "store.example");
    await enrol(device, "ben");
    const good = device.get(await asked(), { counter: 0 });
    expect((await signIn(good)).status).toBe(200);
    expect(await reasonOf(signIn(good))).toEqual([401, "wrong-passkey"]);
    expect((await signIn(device.get(await asked(), { counter: 0 }))).status).toBe(200);
    const both = [device.get(await asked(), { counter: 7 }), device.get(await asked(), { counter: 7 })];
    expect((await Promise.all(both.map(signIn))).map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test("that is wrong is slowed down; a right one is not kept out by it", async () => {
    const device = new SoftAuthenticator(origin, "store.example");
    await enrol(device);
    const challenge = await asked();
    const stranger = new SoftAuthenticator(origin, "store.example").get(challenge);
    const guesses = await Promise.all(Array.from({ length: 40 }, () => signIn(stranger)));
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThan(5);
    expect((await signIn(device.get(await asked()))).status).toBe(200);
  });
});

test.each([
  [{}, { rpId: "localhost", origin: "http://localhost:7311" }],
  [{ publicUrl: "https://pos.shop.example/lanes" }, { rpId: "pos.shop.example", origin: "https://pos.shop.example" }],
  [{ publicUrl: "http://localhost:8080" }, { rpId: "localhost", origin: "http://localhost:8080" }],
  [{ publicUrl: "http://pos.shop.example" }, undefined],
  [{ publicUrl: "https://192.168.1.5" }, undefined],
  [{ publicUrl: "https://[fd00::5]" }, undefined],
  [{ host: "0.0.0.0" }, undefined],
])("whom passkeys are made for follows from the store's own address: %o", (settings, party) => {
  const parsed = parseStoreConfig(JSON.stringify(settings), {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(passkeyParty(parsed.value, 7_311)).toEqual(party);
});
