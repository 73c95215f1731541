import type { Transport } from "@laneway/contracts";
import type { Connect, LineSettings } from "./connection.js";
import { serialConnect } from "./serial-connection.js";
import { tcpConnect } from "./tcp-connection.js";

/** The way to a device as its lane profile says; the protocol's own line settings fill what the profile leaves open. */
export function connectBy(transport: Transport, protocolLine: LineSettings): Connect {
  if (transport.kind === "tcp") return tcpConnect(transport);
  return serialConnect({
    path: transport.path,
    baudRate: transport.baudRate ?? protocolLine.baudRate,
    dataBits: transport.dataBits ?? protocolLine.dataBits,
    parity: transport.parity ?? protocolLine.parity,
    stopBits: transport.stopBits ?? protocolLine.stopBits,
  });
}
