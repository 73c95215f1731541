import { createServer, type Server, type ServerOptions } from "node:https";
import type { RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { makeTestCertificates } from "../simulator/test-certificates.js";
import { exchange, type HttpsPeer } from "./https-exchange.js";

const commonName = /^[a-zA-Z0-9]+-[a-zA-Z0-9]+\.test\.terminal\.adyen\.com$/;
const certificates = makeTestCertificates("V400m-1.test.terminal.adyen.com", new Date());
let server: Server | undefined;
let requests = 0;
afterEach(() => {
  requests = 0;
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener, shown = certificates, options: ServerOptions = {}): Promise<HttpsPeer> {
  const started = createServer({ key: shown.key, cert: shown.certificate, ...options }, (asked, reply) => {
    requests += 1;
    asked.resume().on("end", () => answer(asked, reply));
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const address = started.address();
  return { host: "127.0.0.1", port: typeof address === "object" && address !== null ? address.port : 0, path: "/nexo/", root: certificates.root, commonName };
}
const never = new AbortController().signal;
const post = (peer: HttpsPeer, withinMs = 2_000, ending = never) => exchange(peer, "ask", withinMs, ending);

describe("an exchange", () => {
  test("brings one body there and one back", async () => {
    const peer = await serve((asked, reply) => reply.end(`${asked.method} ${asked.url} ${asked.headers["content-length"]}`));
    expect(await post(peer)).toEqual({ kind: "answered", body: "POST /nexo/ 3" });
    expect(requests).toBe(1);
  });

  test("another root, another name, or old TLS: surely nothing was sent", async () => {
    const peer = await serve((_, reply) => reply.end("x"), makeTestCertificates("V400m-1.test.terminal.adyen.com", new Date()));
    expect((await post(peer)).kind).toBe("not-sent");
    server?.close();
    const live = await serve((_, reply) => reply.end("x"));
    expect(await post({ ...live, commonName: /\.live\.terminal\.adyen\.com$/ })).toEqual({ kind: "not-sent", because: "the certificate is not a terminal's" });
    server?.close();
    const old = await serve((_, reply) => reply.end("x"), certificates, { minVersion: "TLSv1", maxVersion: "TLSv1.1" });
    expect((await post(old)).kind).toBe("not-sent");
    expect(requests).toBe(0);
  });

  test("a closed port: surely nothing was sent", async () => {
    const peer = await serve((_, reply) => reply.end("x"));
    await new Promise((resolve) => server?.close(resolve));
    expect((await post(peer)).kind).toBe("not-sent");
  });

  test("a redirect is not followed, an error status is no answer", async () => {
    const peer = await serve((_, reply) => reply.writeHead(307, { location: "/other" }).end());
    expect(await post(peer)).toEqual({ kind: "lost", because: "HTTP status 307" });
    expect(requests).toBe(1);
  });

  test("silence, a cut within the answer and an endless answer are lost, in time", async () => {
    expect(await post(await serve(() => undefined), 80)).toEqual({ kind: "lost", because: "no answer within 80 ms" });
    server?.closeAllConnections();
    const cut = await serve((_, reply) => {
      reply.writeHead(200, { "content-length": 100 });
      reply.write("half");
      setTimeout(() => reply.destroy(), 20);
    });
    expect((await post(cut)).kind).toBe("lost");
    const endless = await serve((_, reply) => reply.end(Buffer.alloc(600 * 1_024)));
    expect(await post(endless)).toEqual({ kind: "lost", because: "the answer is too long" });
  });

  test("ends with the agent", async () => {
    const peer = await serve(() => undefined);
    const ending = new AbortController();
    const asked = post(peer, 5_000, ending.signal);
    setTimeout(() => ending.abort(), 50);
    expect(["lost", "not-sent"]).toContain((await asked).kind);
    expect(await post(peer, 5_000, ending.signal)).toEqual({ kind: "not-sent", because: "the agent is ending" });
  });
});
