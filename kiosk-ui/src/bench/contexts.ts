import type { BenchAction } from "@laneway/contracts";
import { createContext } from "@lit/context";
import type { BenchKey } from "../locale/bench.en.js";
import type { Words } from "../locale/words.js";

export type BenchWords = Words<BenchKey>;
/** Does one thing to the virtual hardware. */
export type Act = (action: BenchAction) => void;

export const benchWordsContext = createContext<BenchWords>(Symbol("bench words"));
export const actContext = createContext<Act>(Symbol("bench act"));
