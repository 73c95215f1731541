import type { Handlers } from "../lane/handlers.js";

export const assistHandlers: Handlers<"assist-started" | "assist-ended"> = {
  "assist-started": (state, { assistId, by, at, attended, atMs }) => ({
    ...state,
    idle: undefined,
    assist: { assistId, by, at, attended, sinceMs: atMs },
  }),
  "assist-ended": (state) => ({ ...state, assist: undefined }),
};
