import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";
import { pictureNames, pictureSources, type PictureName } from "./src/pictures/names.js";

interface IconSet {
  readonly width?: number;
  readonly height?: number;
  readonly icons: Readonly<Record<string, { readonly body: string }>>;
  readonly aliases?: Readonly<Record<string, { readonly parent: string }>>;
}

/**
 * Writes the pictures of `src/pictures/names.ts` to `assets/pictures/<name>.svg`: only the used ones leave the icon set.
 * Throws when a name has no drawing.
 */
export function picturePlugin(): Plugin {
  const file = createRequire(import.meta.url).resolve("@iconify-json/fluent-emoji-flat/icons.json");
  const set = JSON.parse(readFileSync(file, "utf8")) as IconSet;
  const drawing = (name: PictureName): string => {
    const source: string = pictureSources[name];
    const icon = set.icons[source] ?? set.icons[set.aliases?.[source]?.parent ?? ""];
    if (icon === undefined) throw new Error(`picture "${name}": no drawing named "${source}"`);
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${set.width ?? 32} ${set.height ?? 32}">${icon.body}</svg>`;
  };
  return {
    name: "laneway-pictures",
    generateBundle() {
      for (const name of pictureNames) {
        this.emitFile({ type: "asset", fileName: `assets/pictures/${name}.svg`, source: drawing(name) });
      }
    },
    configureServer(server) {
      server.middlewares.use("/assets/pictures/", (request, response, next) => {
        const name = (request.url ?? "").slice(1).replace(/\.svg.*$/, "");
        if (!Object.hasOwn(pictureSources, name)) return next();
        response.setHeader("content-type", "image/svg+xml");
        response.end(drawing(name as PictureName));
      });
    },
  };
}
