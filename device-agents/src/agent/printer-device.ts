import type { DeviceCommand, DeviceFaultCode } from "@laneway/contracts";
import type { DeviceOptions } from "../adapter.js";
import type { JobChunk } from "../printer/esc-pos-bytes.js";
import type { PrinterAdapter, PrinterCondition } from "../printer/esc-pos.js";
import type { Connect } from "../transport/connection.js";
import { startDeadline } from "../transport/deadline.js";
import { openLine } from "../transport/line.js";
import type { DeviceHost, RunningDevice } from "./device-host.js";

export const printerPacing = {
  idlePollMs: 3_000,
  busyPollMs: 500,
  answerMs: 1_000,
  maximumMisses: 3,
  /** Bytes sent before the printer is asked again whether it can go on. */
  burstBytes: 512,
  /** The printer says it is well and still does not answer the question behind the job. */
  consumedMs: 30_000,
  maximumAttempts: 3,
  maximumQueued: 5,
  /** A receipt nobody could get for so long is not printed for the next shopper. */
  maximumWaitMs: 10 * 60_000,
  rememberedJobs: 100,
} as const;

type PrintCommand = Extract<DeviceCommand, { kind: "print-receipt" | "print-voucher" | "print-slip" }>;
type PrintResult = { readonly result: "printed" | "waiting" | "failed"; readonly because?: DeviceFaultCode };

interface Job {
  readonly jobId: string;
  readonly chunks: readonly JobChunk[];
  readonly takenAtMs: number;
  next: number;
  attempts: number;
  /** All bytes are sent, and with them the question whose answer ends the job. */
  finishingSinceMs: number | undefined;
}

/**
 * Runs a receipt printer. Real-time status decides before and between the bytes; a job is printed only when the
 * printer has worked off everything up to the question behind it. Paper that runs out in the middle leaves the rest
 * in the printer, which goes on after the reload; only when the connection is lost too is the job sent again, whole:
 * a shopper may then hold the same receipt twice, never none.
 */
export function runPrinter<State>(adapter: PrinterAdapter<State>, connect: Connect, options: DeviceOptions, host: DeviceHost): RunningDevice {
  let state = adapter.begin(options);
  let condition: PrinterCondition | undefined;
  let awaited = 0;
  let misses = 0;
  let endWait: () => void = () => undefined;
  const jobs: Job[] = [];
  let drawerDue = false;
  const results = new Map<string, PrintResult>();

  const line = openLine(connect, {
    onOpen: () => {
      state = adapter.begin(options);
      condition = undefined;
      misses = 0;
      line.write(adapter.enableStatus);
      ask();
    },
    onBytes: (bytes) => {
      const result = adapter.read(state, bytes);
      state = result.state;
      for (const fault of result.faults) host.raise("protocol", `${fault.code}: ${fault.detail}`);
      for (const reading of result.readings) {
        if (reading.kind === "consumed") consumed();
        else learn(reading.condition, reading.asked);
      }
    },
    onDown: (because) => {
      endWait();
      awaited = 0;
      condition = undefined;
      host.connected(false);
      host.raise("unreachable", because);
      const job = jobs[0];
      if (job === undefined) return;
      if (job.next > 0) job.attempts += 1;
      job.next = 0;
      job.finishingSinceMs = undefined;
      if (job.attempts >= printerPacing.maximumAttempts) finish(job, { result: "failed", because: "unreachable" });
      else tell(job, { result: "waiting", because: "unreachable" });
    },
  });

  function ask(): void {
    const question = adapter.ask(state);
    state = question.state;
    awaited += question.answers;
    line.write(question.bytes);
    endWait();
    endWait = startDeadline(printerPacing.answerMs, missed);
  }

  function missed(): void {
    misses += 1;
    if (misses >= printerPacing.maximumMisses) line.reset(`${misses} status questions without an answer`);
    else ask();
  }

  function learn(news: PrinterCondition, asked: boolean): void {
    condition = { ...condition, ...news };
    mark(condition.paperOut, "paper-out");
    mark(condition.paperNearEnd === true && condition.paperOut !== true, "paper-near-end");
    mark(condition.coverOpen, "cover-open");
    mark(condition.error, "printer-error");
    if (asked) awaited = Math.max(0, awaited - 1);
    if (awaited > 0) {
      if (obstacle() !== undefined) work();
      return;
    }
    misses = 0;
    host.clear("unreachable");
    host.clear("protocol");
    host.connected(true);
    endWait();
    endWait = startDeadline(jobs.length > 0 ? printerPacing.busyPollMs : printerPacing.idlePollMs, ask);
    work();
  }

  function mark(present: boolean | undefined, code: DeviceFaultCode): void {
    if (present === true) host.raise(code);
    else host.clear(code);
  }

  /** What keeps the printer from printing; undefined: nothing. */
  function obstacle(): DeviceFaultCode | undefined {
    if (condition === undefined) return "unreachable";
    if (condition.paperOut === true) return "paper-out";
    if (condition.coverOpen === true) return "cover-open";
    return condition.error === true || condition.offline === true ? "printer-error" : undefined;
  }

  /** The next burst of the first job, when the last question has been answered and nothing stands in the way. */
  function work(): void {
    const job = jobs[0];
    if (job === undefined) return;
    const blocked = obstacle();
    if (blocked !== undefined) {
      if (job.next === 0 && Date.now() - job.takenAtMs > printerPacing.maximumWaitMs) finish(job, { result: "failed", because: blocked });
      else tell(job, { result: "waiting", because: blocked });
      return;
    }
    if (awaited > 0) return;
    if (job.finishingSinceMs !== undefined) {
      if (Date.now() - job.finishingSinceMs > printerPacing.consumedMs) askConsumedAgain(job);
      return;
    }
    let sent = 0;
    while (job.next < job.chunks.length && sent < printerPacing.burstBytes) {
      const chunk = job.chunks[job.next] ?? new Uint8Array(0);
      line.write(chunk);
      sent += chunk.length;
      job.next += 1;
    }
    if (job.next >= job.chunks.length) {
      job.finishingSinceMs = Date.now();
      line.write(adapter.askConsumed);
    }
    ask();
  }

  function askConsumedAgain(job: Job): void {
    job.attempts += 1;
    if (job.attempts >= printerPacing.maximumAttempts) {
      finish(job, { result: "failed", because: "printer-error" });
      return;
    }
    job.finishingSinceMs = Date.now();
    line.write(adapter.askConsumed);
  }

  function consumed(): void {
    const job = jobs[0];
    if (job?.finishingSinceMs !== undefined) finish(job, { result: "printed" });
  }

  /** At once, but never into the middle of a receipt: then behind it. */
  function openDrawer(): void {
    drawerDue = jobs.some((job) => job.next > 0);
    if (!drawerDue) line.write(adapter.openDrawer);
  }

  function finish(job: Job, result: PrintResult): void {
    if (drawerDue) {
      drawerDue = false;
      line.write(adapter.openDrawer);
    }
    jobs.splice(jobs.indexOf(job), 1);
    tell(job, result);
    if (line.isOpen) work();
  }

  function tell(job: { readonly jobId: string }, result: PrintResult): void {
    const known = results.get(job.jobId);
    if (known?.result === result.result && known.because === result.because) return;
    results.set(job.jobId, result);
    while (results.size > printerPacing.rememberedJobs) {
      const oldest = results.keys().next().value;
      if (oldest === undefined) break;
      results.delete(oldest);
    }
    report(job.jobId, result);
  }

  function report(jobId: string, result: PrintResult): void {
    host.report({ kind: "print-result", jobId, result: result.result, ...(result.because === undefined ? {} : { because: result.because }) });
  }

  function take(command: PrintCommand): void {
    const known = results.get(command.jobId);
    if (known !== undefined) {
      report(command.jobId, known);
      return;
    }
    if (jobs.some((job) => job.jobId === command.jobId)) return;
    if (jobs.length >= printerPacing.maximumQueued) {
      tell(command, { result: "failed", because: obstacle() ?? "printer-error" });
      return;
    }
    const chunks = adapter.job(state, command);
    jobs.push({ jobId: command.jobId, chunks, takenAtMs: Date.now(), next: 0, attempts: 0, finishingSinceMs: undefined });
    if (jobs.length > 1) return;
    // The condition may be some seconds old: asked first, printed on the answer.
    if (condition === undefined) work();
    else if (awaited === 0) ask();
  }

  return {
    start: () => line.start(),
    async stop() {
      endWait();
      await line.stop();
    },
    handle(command) {
      if (command.kind === "print-receipt" || command.kind === "print-voucher" || command.kind === "print-slip") take(command);
      else if (command.kind === "open-drawer") openDrawer();
    },
    acknowledged: () => undefined,
  };
}
