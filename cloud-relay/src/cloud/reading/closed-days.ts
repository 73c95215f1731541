import { canonicalJson, dayReport, type DayReport, type Json } from "@laneway/contracts";
import { accountOfDay } from "@laneway/domain/business-day/account";
import type { Sql } from "../database/database.js";
import { readStored, storedColumns, type StoredRecord } from "../ingest/stored-record.js";

/** A closed business day as the store reported it, and what its records add up to here. */
export interface ClosedDay {
  readonly report: DayReport;
  /** `incomplete`: not every record of the day has arrived, or it lies in a journal of before. */
  readonly check: "agrees" | "differs" | "incomplete";
  /** Figures of the report that are not what the records add up to. */
  readonly wrong: readonly string[];
}

/** The days that were closed under a business date, in their order: usually one. Each is added up again from its records. */
export async function closedDays(sql: Sql, storeId: string, date: string): Promise<readonly ClosedDay[]> {
  const rows = await sql.query<StoredRecord>(
    `select ${storedColumns} from records where store_id = $1 and kind = 'business-day-closed' and business_date = $2 order by at_ms, sequence limit 20`,
    [storeId, date],
  );
  const days: ClosedDay[] = [];
  for (const row of rows) {
    const report = dayReport.safeParse(readStored(row).entry.report);
    if (report.success) days.push(await checked(sql, row, report.data));
  }
  return days;
}

async function checked(sql: Sql, { store_id: storeId, journal_id: journalId }: StoredRecord, report: DayReport): Promise<ClosedDay> {
  const { afterSequence, throughSequence } = report;
  const rows = await sql.query<StoredRecord>(
    `select ${storedColumns} from records where store_id = $1 and journal_id = $2 and sequence > $3 and sequence <= $4 order by sequence`,
    [storeId, journalId, afterSequence, throughSequence],
  );
  if (rows.length !== throughSequence - afterSequence) return { report, check: "incomplete", wrong: [] };
  const { totals } = accountOfDay(rows.map(readStored));
  const names = Object.keys(totals) as (keyof typeof totals)[];
  const wrong = names.filter((name) => canonicalJson(totals[name] as Json) !== canonicalJson(report.totals[name] as Json));
  return { report, check: wrong.length === 0 ? "agrees" : "differs", wrong };
}
