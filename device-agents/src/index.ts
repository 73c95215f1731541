export * from "./adapter.js";
export * from "./adapters.js";
export { createLaneAgent, type LaneAgent, type LaneAgentSettings } from "./agent/lane-agent.js";
export { createLaneSimulator, type LaneSimulator, type LaneSimulatorSettings } from "./simulator/lane-simulator.js";
