import { Agent, request } from "node:https";

export interface HttpsPeer {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** PEM of the only root that is trusted. */
  readonly root: string;
  /** What the certificate's common name must look like: it stands in place of the host name. */
  readonly commonName: RegExp;
}

export type Exchanged =
  | { readonly kind: "answered"; readonly body: string }
  /** Surely nothing was sent: there was no secured connection. */
  | { readonly kind: "not-sent"; readonly because: string }
  /** It was sent, or may have been, and no answer came. */
  | { readonly kind: "lost"; readonly because: string };

const connectMs = 5_000;
const maximumBodyBytes = 512 * 1_024;

/**
 * One body there and one back over a connection of its own: TLS 1.2 or newer, the given root and name rule and no
 * other, no proxy, no redirect. `ending` cuts it off. Never rejects.
 */
export function exchange(peer: HttpsPeer, body: string, withinMs: number, ending: AbortSignal): Promise<Exchanged> {
  return new Promise((resolve) => {
    if (ending.aborted) {
      resolve({ kind: "not-sent", because: "the agent is ending" });
      return;
    }
    let secured = false;
    const agent = new Agent({ keepAlive: false });
    const asked = request(
      {
        agent,
        host: peer.host,
        port: peer.port,
        path: peer.path,
        method: "POST",
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), connection: "close" },
        ca: peer.root,
        minVersion: "TLSv1.2",
        rejectUnauthorized: true,
        checkServerIdentity: (_host, certificate) => {
          const name: unknown = certificate.subject?.CN;
          return typeof name === "string" && peer.commonName.test(name) ? undefined : new Error("the certificate is not a terminal's");
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > maximumBodyBytes) asked.destroy(new Error("the answer is too long"));
          else chunks.push(chunk);
        });
        answer.on("error", (error) => done(lost(error.message)));
        answer.on("close", () => done(lost("the connection ended within the answer")));
        answer.on("end", () => {
          if (answer.statusCode === 200 && answer.complete) done({ kind: "answered", body: Buffer.concat(chunks).toString("utf8") });
          else done(lost(`HTTP status ${answer.statusCode ?? 0}`));
        });
      },
    );
    const lost = (because: string): Exchanged => ({ kind: secured ? "lost" : "not-sent", because });
    const cut = () => asked.destroy(new Error("the agent is ending"));
    const patience = setTimeout(() => asked.destroy(new Error(`no answer within ${withinMs} ms`)), withinMs);
    const connecting = setTimeout(() => {
      if (!secured) asked.destroy(new Error("no connection in time"));
    }, connectMs);
    function done(result: Exchanged): void {
      clearTimeout(patience);
      clearTimeout(connecting);
      ending.removeEventListener("abort", cut);
      resolve(result);
      asked.destroy();
      agent.destroy();
    }
    ending.addEventListener("abort", cut, { once: true });
    asked.on("socket", (socket) => socket.once("secureConnect", () => (secured = true)));
    asked.on("error", (error) => done(lost(error.message)));
    asked.on("close", () => done(lost("the connection ended without an answer")));
    asked.end(body);
  });
}
