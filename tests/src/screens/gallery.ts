import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, preview } from "vite";
import { projectRoot } from "../store/running-store.js";

export type Theme = "light" | "dark" | "contrast";

/** What the gallery's pages offer to scripts that look. */
export interface GalleryWindow {
  readonly sceneNames: readonly string[];
  showScene(name: string, locale: string, theme: Theme): Promise<void>;
  showStaff(scene: { page: string; state: string; language: string; theme: Theme }): Promise<void>;
}

/** Builds the screens' canned states and serves them on a free port. */
export async function serveGallery(): Promise<{ origin: string; close: () => Promise<void> }> {
  const root = join(projectRoot, "kiosk-ui");
  const options = { root, configFile: join(root, "vite.config.ts"), mode: "gallery", logLevel: "error" } as const;
  const outDir = mkdtempSync(join(tmpdir(), "laneway-gallery-"));
  await build({ ...options, build: { outDir, reportCompressedSize: false } });
  const server = await preview({ ...options, build: { outDir }, preview: { host: "127.0.0.1", port: 0 } });
  const origin = server.resolvedUrls?.local[0];
  if (origin === undefined) throw new Error("the gallery has no address");
  return {
    origin,
    close: async () => {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
