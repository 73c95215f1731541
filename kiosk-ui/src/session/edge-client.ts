import type { CommandAnswer, Refusal } from "@laneway/contracts";

/** The edge did not answer (no connection, too slow, or a server error): nothing is known of the request. */
export class Unanswered extends Error {}
/** The edge said no. */
export class Refused extends Error {
  constructor(
    readonly refusal: Refusal,
    readonly status: number,
  ) {
    super(refusal.reason);
  }
}

const requestTimeoutMs = 5_000;

/** HTTP to the edge with a session's bearer. Throws `Refused` or `Unanswered`, nothing else. */
export class EdgeClient {
  token: string | undefined;
  constructor(private readonly origin = "") {}

  get(path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const text = new URLSearchParams(query).toString();
    return this.request(text === "" ? path : `${path}?${text}`, { method: "GET" });
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    return this.request(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
  }

  delete(path: string): Promise<unknown> {
    return this.request(path, { method: "DELETE" });
  }

  /** Posts a command; a refusal is an answer, not an error, unless the session itself is refused (401). */
  async command(path: string, command: { readonly commandId: string; readonly [field: string]: unknown }, headers: Readonly<Record<string, string>> = {}): Promise<CommandAnswer> {
    try {
      return (await this.post(path, command, headers)) as CommandAnswer;
    } catch (error) {
      if (error instanceof Refused && error.status !== 401) {
        return { result: "refused", commandId: command.commandId, refusal: error.refusal };
      }
      throw error;
    }
  }

  private async request(path: string, init: RequestInit): Promise<unknown> {
    const headers = new Headers(init.headers);
    if (this.token !== undefined) headers.set("authorization", `Bearer ${this.token}`);
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(this.origin + path, { ...init, headers, cache: "no-store", signal: AbortSignal.timeout(requestTimeoutMs) });
      body = await response.json();
    } catch (error) {
      throw new Unanswered(`${path}: no answer`, { cause: error });
    }
    if (response.ok) return body;
    const refusal = refusalIn(body);
    if (refusal === undefined && response.status >= 500) throw new Unanswered(`${path}: status ${response.status}`);
    throw new Refused(refusal ?? withoutReason(response.status), response.status);
  }
}

/** A refusal stands in the body itself or under `refusal`. */
function refusalIn(body: unknown): Refusal | undefined {
  const candidate = (body as { refusal?: unknown } | null)?.refusal ?? body;
  return typeof (candidate as { reason?: unknown } | null)?.reason === "string" ? (candidate as Refusal) : undefined;
}

function withoutReason(status: number): Refusal {
  return { reason: status === 401 ? "sign-in-required" : "invalid-request" };
}
