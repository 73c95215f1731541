import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { picturePlugin } from "./picture-plugin.js";
import { precompressPlugin } from "./precompress-plugin.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const screens = ["start.html", "kiosk.html", "attendant.html", "bench.html", "receipt.html"];

/**
 * The screens that the edge serves. `--mode gallery` builds the `gallery*.html` pages instead, into dist-gallery:
 * every state from canned views, for looking and for tests, never served in a store.
 */
export default defineConfig(({ mode }) => {
  const gallery = mode === "gallery";
  const pages = gallery ? readdirSync(here).filter((name) => /^gallery.*\.html$/.test(name)) : screens;
  return {
    root: here,
    base: "/",
    plugins: [picturePlugin(), ...(gallery ? [] : [precompressPlugin()])],
    resolve: { conditions: ["source", "module", "browser", "production"] },
    build: {
      outDir: gallery ? "dist-gallery" : "dist",
      emptyOutDir: true,
      assetsDir: "assets",
      // Nothing inline: the pages run under a content security policy of 'self'.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: "es2022",
      reportCompressedSize: true,
      rolldownOptions: { input: pages.map((page) => `${here}${page}`) },
    },
  };
});
