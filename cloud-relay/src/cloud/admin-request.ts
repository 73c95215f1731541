import { loadPart, loopbackOf, stop } from "../part.js";

/** What headquarters answered to an admin's command. */
export interface AdminAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Sends an admin's request to the running headquarters: to `--headquarters`, else to the configured one, with the admin token from
 * secrets.json. Ends the process with one clear line when there is no token or nobody answers.
 */
export async function adminRequest(method: "GET" | "POST", path: string, body: string | undefined, headquarters: string | undefined): Promise<AdminAnswer> {
  const { config, secrets } = loadPart("headquarters-admin");
  if (secrets.adminToken === undefined) {
    return stop("laneway: secrets.json has no adminToken; fix: add one of 20 characters or more, and start headquarters again", 2);
  }
  const own = `http://${loopbackOf(config.host)}:${config.ports.cloud}`;
  const configured = config.cloudUrl === undefined || config.cloudUrl === "none" ? own : config.cloudUrl;
  const address = (headquarters ?? configured).replace(/\/+$/, "");
  try {
    const answer = await fetch(`${address}${path}`, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(300_000),
      headers: { authorization: `Bearer ${secrets.adminToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, body: await answer.json() };
  } catch (error) {
    const { message, cause } = error as Error;
    return stop(`laneway: headquarters at ${address} cannot be reached (${(cause as Error | undefined)?.message ?? message}); fix: start it, or name it with --headquarters`, 1);
  }
}

/** Prints what headquarters refused and ends with status 1. */
export function refusedByHeadquarters({ status, body }: AdminAnswer): never {
  const { error, problems } = body as { error?: string; problems?: readonly { path: string; problem: string }[] };
  const lines = (problems ?? []).map(({ path, problem }) => `laneway: ${path} ${problem}`);
  return stop([`laneway: headquarters refused it (${status}: ${error ?? "no reason given"})`, ...lines].join("\n"), 1);
}
