import { createContext } from "@lit/context";
import type { Words } from "./words.js";

/** The language of the screen, provided by each page's app element. */
export const wordsContext = createContext<Words>(Symbol("words"));
