// Makes one file of each program, beside what tsc made of it: `dist/main.mjs`. Node opens some 400 files for a part
// otherwise, and the processes of a store start at the same time on a small box: one file each starts it in two thirds
// of the time. Packages that bring machine code or files of their own stay where npm put them.
import { join } from "node:path";
import { build } from "vite";

const root = new URL("..", import.meta.url).pathname;

/** Every program of a store that runs as a process of its own: the folder of its part, and its path in there. */
const programs = [
  ["edge-server", "broker/main"],
  ["edge-server", "main"],
  ["device-agents", "simulator/main"],
  ["device-agents", "main"],
  ["cloud-relay", "wallet/main"],
  ["cloud-relay", "cloud/main"],
  ["cloud-relay", "store/main"],
  ["deploy", "starter/main"],
];

/** They load machine code, workers or files by paths of their own; what passkeys need is loaded when the first one is asked for. */
const leftOut = ["@electric-sql/pglite", "@napi-rs/canvas", "@node-rs/argon2", "@simplewebauthn/server", "better-sqlite3", "node-thermal-printer", "onnxruntime-node", "pg", "pino", "serialport", "swagger-ui-dist"];

for (const [part, path] of programs) {
  await build({
    configFile: false,
    root: join(root, part),
    logLevel: "error",
    ssr: { noExternal: true, external: leftOut, resolve: { conditions: ["source"] } },
    build: {
      ssr: join(root, part, `src/${path}.ts`),
      target: "node20",
      outDir: join(root, part, "dist"),
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${path}.mjs`, codeSplitting: false } },
    },
  });
}
