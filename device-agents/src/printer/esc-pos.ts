import type { Receipt, SlipPaper, VoucherPaper } from "@laneway/contracts";
import type { Adapter, CodecFault, DeviceOptions, ReadResult } from "../adapter.js";
import { escPosJob, type JobChunk } from "./esc-pos-bytes.js";
import { layOutReceipt, type PaperColumns, type PaperPart, paperColumns } from "./receipt-layout.js";
import { layOutSlip } from "./slip-layout.js";
import { layOutVoucher } from "./voucher-layout.js";

/** What is put on paper; `copy`: 0 is the original, n the n-th marked copy. */
export type PrintedPaper =
  | { readonly copy: number; readonly receipt: Receipt }
  | { readonly copy: number; readonly voucher: VoucherPaper }
  | { readonly slip: SlipPaper };

function layOut(paper: PrintedPaper, columns: PaperColumns): PaperPart[] {
  if ("slip" in paper) return layOutSlip(paper.slip, columns);
  return "voucher" in paper ? layOutVoucher(paper.voucher, paper.copy, columns) : layOutReceipt(paper.receipt, paper.copy, columns);
}

/** What the printer says of itself; only what an answer covers is in it. */
export interface PrinterCondition {
  readonly offline?: boolean;
  readonly coverOpen?: boolean;
  readonly paperOut?: boolean;
  readonly paperNearEnd?: boolean;
  readonly error?: boolean;
}

export type PrinterReading =
  | { readonly kind: "condition"; readonly condition: PrinterCondition; readonly asked: boolean }
  /** The queued question behind the job's data was answered: everything before it has been worked off. */
  | { readonly kind: "consumed" };

export interface EscPosState {
  readonly columns: PaperColumns;
  /** Real-time questions (the n of DLE EOT n) in the order in which their answers will come. */
  readonly asked: readonly number[];
  /** Bytes of an automatic status that is arriving. */
  readonly automatic: readonly number[];
}

export interface PrinterAdapter<State> extends Adapter {
  readonly deviceClass: "receipt-printer";
  begin(options: DeviceOptions): State;
  /** Real-time questions; answered even when the printer is offline, and ahead of queued data. */
  ask(state: State): { readonly state: State; readonly bytes: Uint8Array; readonly answers: number };
  /** Switches automatic status on; queued. */
  readonly enableStatus: Uint8Array;
  /** Queued behind a job: its answer says that the job has been worked off. */
  readonly askConsumed: Uint8Array;
  /** The pulse that opens a cash drawer at the printer's connector; queued. */
  readonly openDrawer: Uint8Array;
  job(state: State, paper: PrintedPaper): readonly JobChunk[];
  read(state: State, bytes: Uint8Array): ReadResult<State, PrinterReading>;
}

const DLE = 0x10;
const EOT = 0x04;
const questions = [1, 2, 4] as const;
const maximumAsked = 64;

/**
 * ESC/POS receipt printers with real-time status (DLE EOT), automatic status (GS a) and the queued paper status (GS r).
 * Option `columns`: 48 (80 mm, default), 42, or 32 (58 mm). Answer patterns: DLE EOT 0xx1xx10; automatic status begins 0xx1xx00 and
 * goes on with three bytes whose bit 4 is 0; GS r answers with bit 4 and bit 7 clear. So they can be told apart in one
 * stream, even when a real-time answer falls into an automatic status.
 */
export const escPos: PrinterAdapter<EscPosState> = {
  protocol: "esc-pos",
  deviceClass: "receipt-printer",
  line: { baudRate: 115_200, dataBits: 8, parity: "none", stopBits: 1 },
  begin: (options) => ({ columns: columnsOption(options), asked: [], automatic: [] }),
  ask: (state) => ({
    state: { ...state, asked: [...state.asked, ...questions].slice(-maximumAsked) },
    bytes: Uint8Array.from(questions.flatMap((question) => [DLE, EOT, question])),
    answers: questions.length,
  }),
  enableStatus: Uint8Array.of(0x1d, 0x61, 0x0e),
  openDrawer: Uint8Array.of(0x1b, 0x70, 0x00, 0x19, 0xfa),
  askConsumed: Uint8Array.of(0x1d, 0x72, 0x01),
  job: ({ columns }, paper) => escPosJob(layOut(paper, columns), columns),
  read(state, bytes) {
    const readings: PrinterReading[] = [];
    const faults: CodecFault[] = [];
    let { asked, automatic } = state;
    for (const byte of bytes) {
      if ((byte & 0x93) === 0x12) {
        const question = asked[0];
        asked = asked.slice(1);
        if (question === undefined) faults.push({ code: "unknown-answer", detail: "a status that was not asked for" });
        else readings.push({ kind: "condition", condition: conditionOf(question, byte), asked: true });
      } else if ((byte & 0x93) === 0x10) {
        if (automatic.length > 0) faults.push({ code: "framing", detail: "an automatic status was cut short" });
        automatic = [byte];
      } else if ((byte & 0x90) !== 0) {
        faults.push({ code: "unknown-answer", detail: "a byte that is no status" });
        automatic = [];
      } else if (automatic.length > 0) {
        automatic = [...automatic, byte];
        if (automatic.length === 4) {
          readings.push({ kind: "condition", condition: automaticCondition(automatic), asked: false });
          automatic = [];
        }
      } else {
        readings.push({ kind: "condition", condition: { paperNearEnd: (byte & 0x03) !== 0, paperOut: (byte & 0x0c) !== 0 }, asked: false });
        readings.push({ kind: "consumed" });
      }
    }
    return { state: { ...state, asked, automatic }, readings, faults };
  },
};

function conditionOf(question: number, byte: number): PrinterCondition {
  const bit = (index: number) => (byte & (1 << index)) !== 0;
  if (question === 1) return { offline: bit(3) };
  if (question === 2) return { coverOpen: bit(2), error: bit(6) };
  return { paperNearEnd: bit(2) || bit(3), paperOut: bit(5) || bit(6) };
}

function automaticCondition([first = 0, second = 0, third = 0]: readonly number[]): PrinterCondition {
  return {
    offline: (first & 0x08) !== 0,
    coverOpen: (first & 0x20) !== 0,
    error: (second & 0x68) !== 0,
    paperNearEnd: (third & 0x03) !== 0,
    paperOut: (third & 0x0c) !== 0,
  };
}

function columnsOption(options: DeviceOptions): PaperColumns {
  const columns = paperColumns.find((each) => each === (options.columns ?? 48));
  if (columns === undefined) throw new Error("printer option columns must be 48, 42 or 32");
  return columns;
}
