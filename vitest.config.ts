import { defineConfig } from "vitest/config";
import { breakingAsAsked } from "./tests/src/mutants/mutate.js";

// Not "import": it would be handed to require() as well, and give CommonJS packages the wrong half of a dual one (ws).
const conditions = ["source", "node"];
// Vite's own defaults must not win: parts are tested from their sources, never from a stale build.
const shared = { plugins: breakingAsAsked(), resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } };

/** A project per part, so that one part is tested by `npx vitest run --project NAME`. */
const part = (name: string) => ({
  ...shared,
  test: { name, root: `./${name}`, include: ["src/**/*.test.ts"], testTimeout: 20_000, hookTimeout: 30_000 },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    // A simulated process that was killed while it waited: what it would have done next ends in this error, and nobody is there to catch it.
    onUnhandledError: ({ name }) => name !== "ProcessGone",
    projects: [
      ...["contracts", "domain", "edge-server", "device-agents", "cloud-relay", "deploy"].map(part),
      { ...shared, test: { ...part("kiosk-ui").test, testTimeout: 60_000, hookTimeout: 60_000 } },
      { ...shared, test: { ...part("tests").test, testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
});
