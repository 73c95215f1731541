export * from "./starter/parts-of-store.js";
export * from "./starter/supervisor.js";
