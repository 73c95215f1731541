import type { DeviceCommand, TerminalBooking, TerminalDayOutcome, TerminalDiagnosis } from "@laneway/contracts";
import { z } from "zod";
import { bookingOf, response } from "../terminal/nexo/answers.js";
import { find, type NexoLine } from "../terminal/nexo/find.js";
import { diagnosisRequest, freshServiceId, serviceIdFor } from "../terminal/nexo/messages.js";
import type { AttemptNotes } from "./attempt-notes.js";

type EndOfDay = Extract<DeviceCommand, { kind: "end-of-day" }>;

const diagnosis = z.object({
  Response: response,
  POIStatus: z.object({ GlobalStatus: z.string().max(40) }).optional(),
  HostStatus: z.array(z.object({ AcquirerID: z.string().max(64).optional(), IsReachableFlag: z.boolean().optional() })).optional(),
});

/**
 * The day of a terminal that counts nothing for the till: Adyen's terminals settle with their platform by themselves.
 * What the terminal can say is asked: each payment of ours by its own TransactionStatus, also those we hold as refused.
 */
export async function askBookings(line: NexoLine, { attempts }: EndOfDay, currency: string, notes: AttemptNotes): Promise<TerminalDayOutcome> {
  const { parties } = line.settings;
  const bookings: TerminalBooking[] = [];
  for (const attempt of attempts) {
    if (line.ending.aborted) return { result: "unknown", because: "the agent is ending" };
    const { attemptId } = attempt;
    const sentTo = notes.find(attemptId)?.exchange?.poiId;
    const found = await find(line, "Payment", serviceIdFor(parties, attemptId, "payment"));
    if (sentTo !== undefined && sentTo !== parties.poiId) bookings.push({ attemptId, state: "unclear", because: "it was sent to another terminal" });
    else if (found.kind === "unknown") bookings.push({ attemptId, state: "unclear", because: found.because.slice(0, 200) });
    else bookings.push(found.kind === "absent" ? { attemptId, state: "not-booked" } : bookingOf(found.body, attempt));
  }
  return { result: "reported", report: { kind: "bookings", terminalId: parties.poiId.slice(0, 32), currency, bookings } };
}

/** Asks the terminal how it is, and whether it reaches its host. */
export async function diagnose(line: NexoLine): Promise<TerminalDiagnosis> {
  const answer = await line.ask("Diagnosis", freshServiceId(), diagnosisRequest(), line.timing.shortMs);
  if (answer.kind !== "answer") return { result: "unreachable", detail: answer.because.slice(0, 200) };
  const parsed = diagnosis.safeParse(answer.body);
  if (!parsed.success) return { result: "not-ok", detail: "the terminal's diagnosis cannot be read" };
  const { Response: said, POIStatus: status, HostStatus: hosts } = parsed.data;
  if (said.Result !== "Success") return { result: "not-ok", detail: said.ErrorCondition ?? said.Result };
  const away = hosts?.find((host) => host.IsReachableFlag === false);
  if (away !== undefined) return { result: "not-ok", detail: `the terminal does not reach its host${away.AcquirerID === undefined ? "" : ` ${away.AcquirerID}`}` };
  return status?.GlobalStatus === "OK" ? { result: "ok" } : { result: "not-ok", detail: status?.GlobalStatus ?? "the terminal does not say how it is" };
}
