import { emptyScaleWatch } from "../bagging/scale-health.js";
import { uncheckedBagging } from "../bagging/evolve-bagging.js";
import { faultRule } from "./device-faults.js";
import type { Handlers } from "./handlers.js";

export const laneHandlers: Handlers<
  | "lane-opened"
  | "lane-paused"
  | "lane-closed"
  | "device-fault-raised"
  | "device-fault-cleared"
  | "idle-asked"
  | "idle-ended"
> = {
  "lane-opened": (state) => ({ ...state, mode: "open" }),
  "lane-paused": (state) => ({ ...state, mode: "paused" }),
  "lane-closed": (state) => ({ ...state, mode: "closed" }),
  "device-fault-raised": (state, { device, code, atMs }) => ({
    ...state,
    faults: [...state.faults, { device, code, sinceMs: atMs }],
    bagging:
      faultRule(device, code).effect === "no-bagging-check" ? uncheckedBagging(state.bagging) : state.bagging,
  }),
  "device-fault-cleared": (state, { device, code }) => ({
    ...state,
    scale: device === "security-scale" ? emptyScaleWatch : state.scale,
    faults: state.faults.filter((fault) => fault.device !== device || fault.code !== code),
  }),
  "idle-asked": (state, { endsAtMs, atMs }) => ({ ...state, idle: { askedAtMs: atMs, endsAtMs } }),
  "idle-ended": (state) => ({ ...state, idle: undefined }),
};
