import { priceBookSnapshot } from "@laneway/contracts";
import { expect, it } from "vitest";
import { projectFolder, textOf } from "./project-files.js";

it("every picture that the demo price book names is bundled with the screens", async () => {
  const { pictureNames } = (await import(`${projectFolder}/kiosk-ui/src/pictures/names.ts`)) as { pictureNames: readonly string[] };
  const book = priceBookSnapshot.parse(JSON.parse(textOf("deploy/demo/price-book.json") ?? "{}"));
  const named = new Set([...book.items, ...book.departments].flatMap((entry) => entry.picture ?? []));
  expect(named.size).toBeGreaterThan(40);
  expect([...named].filter((name) => !pictureNames.includes(name))).toEqual([]);
});
