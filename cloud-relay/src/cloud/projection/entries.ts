import { deviceClass, deviceFaultCode, interventionId, interventionKind, type JournalRecord, laneId, lineId, receipt, returnPurpose, storeId, transactionId } from "@laneway/contracts";
import type { EntryKind } from "@laneway/domain/lane/entries";
import type { VoucherBlockEntry } from "@laneway/domain/voucher/block-voucher";
import { z } from "zod";

const amount = z.int();
const transaction = z.object({
  transactionId,
  lines: z.array(z.object({ voided: z.boolean() })),
  priced: z.object({ totalMinor: amount, taxMinor: amount, savingsMinor: amount }),
});
const points = z.int().min(0);
const loyalty = z.object({
  programId: z.string().max(32),
  memberId: z.string().max(24),
  earnedPoints: points,
  hold: z.object({ holdId: z.string().max(64), usedPoints: points, discountMinor: z.int().min(0).optional() }).optional(),
});
const load = z.object({ loadId: z.string().max(64), lastFour: z.string().max(4), amountMinor: z.int().min(1) });
const nothing = z.object({});
const fault = z.object({ device: deviceClass, code: deviceFaultCode });

/** What headquarters reads of each entry kind. Everything else in an entry is kept in the record and not looked at here. */
const read = {
  "transaction-started": z.object({ transactionId, training: z.boolean() }),
  "basket-priced": z.object({ totalMinor: amount, taxMinor: amount, savingsMinor: amount }),
  "transaction-completed": z.object({ training: z.boolean(), receipt, loyalty: loyalty.optional(), loads: z.array(load).optional() }),
  /** `transactionId`: the sale that comes back. */
  "return-confirmed": z.object({
    returnId: transactionId,
    transactionId,
    purpose: returnPurpose.optional(),
    saleStoreId: storeId.optional(),
    lines: z.array(z.object({ lineId, spans: z.array(z.object({ from: z.int(), to: z.int() })) })),
    legs: z.array(z.object({ paymentAttemptId: z.string(), amountMinor: amount })),
  }),
  "return-cancelled": z.object({ returnId: transactionId }),
  "return-completed": z.object({ returnId: transactionId, transactionId, training: z.boolean(), receipt, pointsDiscountMinor: z.int().min(0).optional() }),
  "transaction-voided": z.object({ transactionId, because: z.string().max(64), totalMinor: amount }),
  "transaction-suspended": z.object({ because: z.string().max(64), transaction }),
  "transaction-recalled": z.object({ fromLaneId: laneId, transaction }),
  "voucher-issued": z.object({ voucher: z.object({ number: z.string().max(48), amountMinor: amount, currency: z.string().max(3), lastDay: z.string().max(10) }), because: z.string().max(32) }),
  "voucher-blocked": z.object({ number: z.string().max(48), reason: z.string().max(200) }),
  "voucher-released": z.object({ number: z.string().max(48) }),
  "tender-added": z.object({ tender: z.object({ kind: z.string(), tenderId: z.string().max(64).optional(), slipKey: z.string().max(120).optional() }) }),
  "tender-given-back": z.object({ tenderId: z.string().max(64) }),
  "shopper-left": nothing,
  "lane-opened": nothing,
  "lane-paused": nothing,
  "lane-closed": nothing,
  "device-fault-raised": fault,
  "device-fault-cleared": fault,
  "intervention-raised": z.object({ intervention: z.object({ interventionId, kind: interventionKind }) }),
  "intervention-taken": z.object({ interventionId, by: z.object({ name: z.string() }) }),
  "intervention-ended": z.object({ interventionId, outcome: z.string().max(32) }),
  "outcome-undone": z.object({ interventionId }),
} satisfies { [K in EntryKind | VoucherBlockEntry["kind"]]?: z.ZodType };

type ReadKind = keyof typeof read;
export type ReadEntry = { [K in ReadKind]: { readonly kind: K } & z.infer<(typeof read)[K]> }[ReadKind];
/** The newest shape of these kinds that this version understands. */
const newestShape = 1;

/** `unread`: the entry is of a kind headquarters follows, but not as it knows it. `none`: headquarters does not follow the kind. */
export type EntryReading =
  | { readonly result: "entry"; readonly entry: ReadEntry }
  | { readonly result: "unread"; readonly problem: string }
  | { readonly result: "none" };

/** Reads a record's entry as far as headquarters needs it. Never throws; a problem names paths, never values. */
export function readEntry(record: JournalRecord): EntryReading {
  const { kind } = record;
  if (!Object.hasOwn(read, kind)) return { result: "none" };
  if (record.shape > newestShape) return { result: "unread", problem: `shape ${record.shape} is newer than this version knows` };
  const parsed = read[kind as ReadKind].safeParse(record.entry);
  if (parsed.success) return { result: "entry", entry: { ...parsed.data, kind } as ReadEntry };
  const problem = parsed.error.issues.map((issue) => `${issue.path.join(".") || "entry"}: ${issue.message}`).join("; ");
  return { result: "unread", problem: problem.slice(0, 500) };
}
