import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { passkeyEnrolment, passkeyOptions, passkeySignIn, session } from "@laneway/contracts";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { Context } from "hono";
import type { JSONValue } from "hono/utils/types";
import type { Attendant } from "../store/attendants.js";
import { Passkeys } from "../store/passkeys.js";
import type { AppDeps } from "./app-deps.js";
import { attendantSession } from "./attendant-session.js";
import { attendantOf } from "./caller.js";
import { Challenges } from "./challenges.js";
import { no } from "./no.js";
import { type PasskeyParty, passkeyParty } from "./passkey-party.js";
import { RateLimit } from "./rate-limit.js";
import { bearer, body, json, refusals } from "./routes.js";

/** As badges: a wrong one is slowed down, a right one never. */
const wrongKeysAMinute = 30;
const askedAMinute = 120;

const signInOptionsRoute = createRoute({
  method: "post",
  path: "/api/v1/sessions/passkey/options",
  summary: "What a device is to sign so that its owner may sign in: WebAuthn request options",
  responses: { 200: json(passkeyOptions, "The options, for two minutes"), ...refusals },
});

const signInRoute = createRoute({
  method: "post",
  path: "/api/v1/sessions/passkey",
  summary: "Sign in with a passkey; the session is the same as with a PIN",
  request: { body: body(passkeySignIn) },
  responses: { 200: json(session, "The session"), ...refusals },
});

const enrolOptionsRoute = createRoute({
  method: "post",
  path: "/api/v1/attendant/passkeys/{attendant}/options",
  summary: "WebAuthn creation options for somebody's device; for managers",
  security: bearer,
  request: { params: z.object({ attendant: z.string().min(1).max(32) }) },
  responses: { 200: json(passkeyOptions, "The options, for two minutes"), ...refusals },
});

const enrolRoute = createRoute({
  method: "post",
  path: "/api/v1/attendant/passkeys/{attendant}",
  summary: "Enrols a device's new passkey for somebody; for managers",
  security: bearer,
  request: { params: z.object({ attendant: z.string().min(1).max(32) }), body: body(passkeyEnrolment) },
  responses: { 200: json(z.strictObject({ passkeys: z.int() }), "How many the person has now"), ...refusals },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/api/v1/attendant/passkeys/{attendant}",
  summary: "Takes all of somebody's passkeys away: a device is lost, or the person has left; for managers",
  security: bearer,
  request: { params: z.object({ attendant: z.string().min(1).max(32) }) },
  responses: { 200: json(z.strictObject({ removed: z.int() }), "How many there were"), ...refusals },
});

/** Loaded when the first passkey is asked for: a store without any does not pay for it at its start. */
const webAuthn = () => import("@simplewebauthn/server");

/** As it goes over the wire: what is undefined is left out. */
const plain = (options: object) => JSON.parse(JSON.stringify(options)) as Record<string, JSONValue>;

export function addPasskeyRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { config, clock, attendants, log } = deps;
  const passkeys = new Passkeys(deps.record.connection);
  const challenges = new Challenges();
  const wrong = new RateLimit(wrongKeysAMinute, 60_000);
  const asked = new RateLimit(askedAMinute, 60_000);
  const party = (): PasskeyParty => {
    const known = passkeyParty(config, deps.port());
    if (known === undefined) throw no("passkeys-not-here");
    return known;
  };
  const managerOf = (context: Context): Attendant => {
    const caller = attendantOf(context, deps);
    if (caller.role !== "manager") throw no("not-allowed", { details: { role: "manager" } });
    return caller;
  };
  const personOf = (attendantId: string): Attendant => {
    const person = attendants.find(attendantId);
    if (person === undefined) throw no("invalid-request", { fields: [{ path: "attendant", message: "there is no such person" }] }, 404);
    return person;
  };
  /** A device's answer that does not hold, for whatever reason, is told the same and slowed down. */
  const wrongPasskey = (because: string) => {
    log.warn({ because }, "passkey: refused");
    return wrong.allows("", clock.nowMs()) ? no("wrong-passkey") : no("locked-out", { details: { seconds: 60 } });
  };

  app.openapi(signInOptionsRoute, async (context) => {
    const { rpId } = party();
    if (!asked.allows("", clock.nowMs())) throw no("locked-out", { details: { seconds: 60 } });
    const { generateAuthenticationOptions } = await webAuthn();
    const options = await generateAuthenticationOptions({ rpID: rpId, userVerification: "required", timeout: 60_000 });
    challenges.note(options.challenge, "sign-in", clock.nowMs());
    return context.json({ options: plain(options) }, 200);
  });

  app.openapi(signInRoute, async (context) => {
    const { rpId, origin } = party();
    const response = context.req.valid("json").response as unknown as AuthenticationResponseJSON;
    const passkey = passkeys.find(response.id);
    const attendant = passkey === undefined ? undefined : attendants.find(passkey.attendantId);
    if (passkey === undefined || attendant === undefined) throw wrongPasskey("nobody's");
    const { verifyAuthenticationResponse } = await webAuthn();
    const { credentialId: id, counter } = passkey;
    const publicKey = new Uint8Array(passkey.publicKey);
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => challenges.take(challenge, "sign-in", clock.nowMs()),
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: { id, publicKey, counter },
      requireUserVerification: true,
    }).catch((error: unknown) => {
      throw wrongPasskey(error instanceof Error ? error.message : String(error));
    });
    if (!verified.verified) throw wrongPasskey("its signature does not fit");
    if (!passkeys.use(id, verified.authenticationInfo.newCounter)) throw wrongPasskey("its counter did not rise: it may have been copied");
    return context.json(attendantSession(deps, context.req.header("host"), attendant), 200);
  });

  app.openapi(enrolOptionsRoute, async (context) => {
    const { rpId } = party();
    managerOf(context);
    const person = personOf(context.req.valid("param").attendant);
    const { generateRegistrationOptions } = await webAuthn();
    const options = await generateRegistrationOptions({
      rpName: config.store.name,
      rpID: rpId,
      userID: new TextEncoder().encode(person.attendantId),
      userName: person.attendantId,
      userDisplayName: person.name,
      attestationType: "none",
      excludeCredentials: passkeys.idsOf(person.attendantId).map((id) => ({ id })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      timeout: 60_000,
    });
    challenges.note(options.challenge, `enrol ${person.attendantId}`, clock.nowMs());
    return context.json({ options: plain(options) }, 200);
  });

  app.openapi(enrolRoute, async (context) => {
    const { rpId, origin } = party();
    const manager = managerOf(context);
    const { attendantId } = personOf(context.req.valid("param").attendant);
    const { verifyRegistrationResponse } = await webAuthn();
    const verified = await verifyRegistrationResponse({
      response: context.req.valid("json").response as unknown as RegistrationResponseJSON,
      expectedChallenge: (challenge) => challenges.take(challenge, `enrol ${attendantId}`, clock.nowMs()),
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    }).catch((error: unknown) => {
      throw wrongPasskey(error instanceof Error ? error.message : String(error));
    });
    if (!verified.verified || passkeys.find(verified.registrationInfo.credential.id) !== undefined) throw wrongPasskey("it cannot be enrolled");
    const { id: credentialId, publicKey, counter } = verified.registrationInfo.credential;
    passkeys.add({ credentialId, attendantId, publicKey, counter }, manager.attendantId, clock.nowMs());
    log.info({ attendantId, by: manager.attendantId }, "passkey: enrolled");
    return context.json({ passkeys: passkeys.idsOf(attendantId).length }, 200);
  });

  app.openapi(removeRoute, (context) => {
    const manager = managerOf(context);
    const { attendant: attendantId } = context.req.valid("param");
    const removed = passkeys.removeAll(attendantId);
    log.info({ attendantId, by: manager.attendantId, removed }, "passkey: taken away");
    return context.json({ removed }, 200);
  });
}
