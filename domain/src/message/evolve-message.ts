import type { Handlers } from "../lane/handlers.js";

export const messageHandlers: Handlers<"message-shown" | "message-ended"> = {
  "message-shown": (state, { message }) => ({ ...state, message }),
  "message-ended": (state) => ({ ...state, message: undefined }),
};
