import { readFileSync } from "node:fs";
import type { DeviceClass, LaneProfile } from "@laneway/contracts";
import { adapters } from "../adapters.js";
import { overSerialFrames } from "../terminal/zvt/serial-frames.js";
import { readNexoOptions } from "../terminal/nexo/options.js";
import { connectBy } from "../transport/connect.js";
import { offerDays } from "./day-offers.js";
import { type AttemptNotes, openAttemptNotes } from "./attempt-notes.js";
import type { DeviceHost, RunningDevice } from "./device-host.js";
import { runNexoTerminal } from "./nexo-terminal.js";
import { runPrinter } from "./printer-device.js";
import { runScale } from "./scale-device.js";
import { runScanner } from "./scanner-device.js";
import { offerStored } from "./stored-offers.js";
import { runTerminal } from "./terminal-device.js";

export interface OpenerSettings {
  readonly currency: string;
  readonly notesPath: string;
}

/** Joins a lane profile's device with its adapter, transport and runner. Throws when an option is wrong. */
export function openDevice(profile: LaneProfile, device: DeviceClass, settings: OpenerSettings, host: DeviceHost): RunningDevice {
  const configured = profile.devices[device];
  if (configured === undefined) throw new Error(`lane ${profile.laneId} has no ${device}`);
  const { options, transport } = configured;
  const openNotes = (): AttemptNotes => openAttemptNotes(settings.notesPath, (because) => host.log.error({ because }, "the notes of earlier payments cannot be read"));
  const days = () => offerDays(`${settings.notesPath}.days`, host);
  const stored = () => offerStored(`${settings.notesPath}.stored`, host);
  switch (configured.protocol) {
    case "serial-scanner": {
      const adapter = adapters[configured.protocol];
      return runScanner(adapter, connectBy(transport, adapter.line), options, host);
    }
    case "mettler-8217": {
      const adapter = adapters[configured.protocol];
      return runScale(adapter, connectBy(transport, adapter.line), options, host);
    }
    case "mt-sics": {
      const adapter = adapters[configured.protocol];
      return runScale(adapter, connectBy(transport, adapter.line), options, host);
    }
    case "esc-pos": {
      const adapter = adapters[configured.protocol];
      return runPrinter(adapter, connectBy(transport, adapter.line), options, host);
    }
    case "zvt": {
      const adapter = adapters[configured.protocol];
      const connect = connectBy(transport, adapter.line);
      return runTerminal(adapter, transport.kind === "serial" ? overSerialFrames(connect) : connect, options, settings.currency, openNotes(), days(), stored(), host);
    }
    case "nexo": {
      const nexo = readNexoOptions(options, configured.transport, profile.laneId, (path) => readFileSync(path, "utf8"));
      return runNexoTerminal(nexo, settings.currency, openNotes(), days(), stored(), host);
    }
  }
}
