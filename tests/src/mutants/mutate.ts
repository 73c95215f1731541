import { fileURLToPath } from "node:url";
import process from "node:process";
import { mutants } from "./mutants.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A plugin for vite that breaks one file of the product as it is read: the tree itself is never touched. */
export interface Breaking {
  readonly name: string;
  readonly enforce: "pre";
  transform(code: string, id: string): string | undefined;
}

/** The breakage that LANEWAY_MUTANT names, as plugins; none without it. Throws when its place is not to be found. */
export function breakingAsAsked(): Breaking[] {
  const name = process.env.LANEWAY_MUTANT;
  if (name === undefined) return [];
  const mutant = mutants.find((each) => each.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant "${name}"`);
  return [
    {
      name: "laneway-mutant",
      enforce: "pre",
      transform(code, id) {
        if (id.split("?")[0] !== root + mutant.file) return undefined;
        if (code.split(mutant.find).length !== 2) throw new Error(`mutant "${name}": its place occurs ${code.split(mutant.find).length - 1} times in ${mutant.file}`);
        return code.replace(mutant.find, () => mutant.replace);
      },
    },
  ];
}
