export { type Broker, type BrokerOptions, startBroker } from "./broker/broker.js";
export { type Edge, type EdgeOptions, startEdge } from "./edge.js";
