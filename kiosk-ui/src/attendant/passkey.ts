import type { Refusal, Session } from "@laneway/contracts";
import { paths } from "@laneway/contracts/paths";
import { type EdgeClient, Refused } from "../session/edge-client.js";

/** Browsers give passkeys only to a page with a name and an encrypted way to it, or to this machine by its name. */
export const passkeysPossible = (): boolean => typeof PublicKeyCredential === "function" && window.isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);

/** Fetched when it is wanted first: whoever signs in by PIN does not load it. */
const webAuthn = () => import("@simplewebauthn/browser");
type Options = Parameters<Awaited<ReturnType<typeof webAuthn>>["startRegistration"]>[0]["optionsJSON"];
type RequestOptions = Parameters<Awaited<ReturnType<typeof webAuthn>>["startAuthentication"]>[0]["optionsJSON"];

/** The person's own no, or none of their keys is on this device: nothing to be told about. */
export class PasskeyGivenUp extends Error {}

/** Throws `PasskeyGivenUp`, `Refused` or `Unanswered`. */
export async function signInByPasskey(client: EdgeClient): Promise<Session> {
  const { options } = (await client.post(paths.passkeySessionOptions, {})) as { options: RequestOptions };
  const { startAuthentication } = await webAuthn();
  const response = await startAuthentication({ optionsJSON: options }).catch((error: unknown) => {
    throw new PasskeyGivenUp("sign-in", { cause: error });
  });
  return (await client.post(paths.passkeySession, { response })) as Session;
}

/** A new passkey of this device for somebody; answers why not, or undefined. Throws `PasskeyGivenUp` or `Unanswered`. */
export async function enrolPasskey(client: EdgeClient, attendantId: string): Promise<Refusal | undefined> {
  try {
    const { options } = (await client.post(paths.passkeyOptions(attendantId), {})) as { options: Options };
    const { startRegistration } = await webAuthn();
    const response = await startRegistration({ optionsJSON: options }).catch((error: unknown) => {
      throw new PasskeyGivenUp("enrolment", { cause: error });
    });
    await client.post(paths.passkeys(attendantId), { response });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** Takes all passkeys of somebody away; answers how many there were, or why not. Throws `Unanswered`. */
export async function removePasskeys(client: EdgeClient, attendantId: string): Promise<number | Refusal> {
  try {
    return ((await client.delete(paths.passkeys(attendantId))) as { removed: number }).removed;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
