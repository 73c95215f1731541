import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fileAnswer } from "./files.js";

const text = "export const much = 1;\n".repeat(200);
let folder: string;
let app: Hono;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "laneway-files-"));
  writeFileSync(join(folder, "whole.js"), text);
  writeFileSync(join(folder, "whole.js.br"), brotliCompressSync(text));
  writeFileSync(join(folder, "whole.js.gz"), gzipSync(text));
  writeFileSync(join(folder, "plain.js"), text);
  app = new Hono();
  app.get("*", async (context) => (await fileAnswer(context, folder, context.req.path, "no-cache")) ?? context.text("none", 404));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string, accept?: string) => app.request(path, accept === undefined ? {} : { headers: { "accept-encoding": accept } });

it.each([
  ["gzip, deflate, br, zstd", "br", brotliCompressSync(text)],
  ["gzip, deflate", "gzip", gzipSync(text)],
  ["br;q=0, gzip;q=0.5", "gzip", gzipSync(text)],
  ["identity", null, Buffer.from(text)],
  [undefined, null, Buffer.from(text)],
])("who accepts %s gets %s", async (accept, encoding, content) => {
  const answer = await get("/whole.js", accept);
  expect(answer.headers.get("content-encoding")).toBe(encoding);
  expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(answer.headers.get("vary")).toBe("accept-encoding");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
});

it("sends a file without a twin as it is, and no twin by its own name", async () => {
  const answer = await get("/plain.js", "br");
  expect(answer.headers.get("content-encoding")).toBeNull();
  expect(await answer.text()).toBe(text);
  expect((await get("/whole.js.br", "br")).status).toBe(404);
  expect((await get("/absent.js", "br")).status).toBe(404);
});
