import type { DeviceOptions, ReadResult, ScanReading, ScannerAdapter } from "../adapter.js";
import { openLine } from "../transport/line.js";
import type { Connect } from "../transport/connection.js";
import type { DeviceHost, RunningDevice } from "./device-host.js";

/** Runs a scanner: every scan is a fact at once, in the same turn as its last byte. */
export function runScanner<State>(adapter: ScannerAdapter<State>, connect: Connect, options: DeviceOptions, host: DeviceHost): RunningDevice {
  let state = adapter.begin(options);
  let silence: NodeJS.Timeout | undefined;

  const line = openLine(connect, {
    onOpen: () => {
      state = adapter.begin(options);
      host.clear("unreachable");
      host.connected(true);
    },
    onBytes: (bytes) => {
      clearTimeout(silence);
      take(adapter.read(state, bytes));
      if (adapter.pending(state)) silence = setTimeout(() => take(adapter.silence(state)), adapter.silenceMs);
    },
    onDown: (because) => {
      clearTimeout(silence);
      host.connected(false);
      host.raise("unreachable", because);
    },
  });

  function take(result: ReadResult<State, ScanReading>): void {
    state = result.state;
    for (const scan of result.readings) {
      host.report({ kind: "scan", text: scan.text, ...(scan.aim === undefined ? {} : { aim: scan.aim }) });
    }
    // A scan that came through shows that the line is in order again.
    if (result.readings.length > 0) host.clear("protocol");
    for (const fault of result.faults) host.raise("protocol", `${fault.code}: ${fault.detail}`);
  }

  return {
    start: () => line.start(),
    async stop() {
      clearTimeout(silence);
      await line.stop();
    },
    handle(command) {
      if (command.kind === "scanner-signal") line.write(adapter.signal(command.signal));
    },
    acknowledged: () => undefined,
  };
}
