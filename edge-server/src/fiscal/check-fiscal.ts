import { type KeyObject, verify } from "node:crypto";
import type { JournalRecord } from "@laneway/contracts";
import { fiscalAmounts } from "@laneway/domain/fiscal/register";
import type { FiscalEntry } from "@laneway/domain/fiscal/types";
import { sourceOf } from "./fiscal-desk.js";
import { chainValue, cipherTurnover, outageText, type Register } from "./rksv.js";

export interface FiscalFinding {
  readonly documents: number;
  readonly unsigned: number;
  readonly turnoverMinor: number;
  /** Receipts that have no document yet. */
  readonly waiting: number;
  readonly problems: readonly string[];
}

const isDocument = (kind: string): kind is FiscalEntry["kind"] => kind === "fiscal-document-signed" || kind === "fiscal-document-unsigned";

/**
 * Checks a register's documents from their signed texts alone, as an auditor would: signatures, links, the deciphered turnover
 * against the sum of the amounts, and that each receipt in the journal has one document with its amounts.
 */
export function checkFiscal(records: Iterable<JournalRecord>, register: Register, publicKey: KeyObject): FiscalFinding {
  const problems: string[] = [];
  const waiting = new Map<string, number>();
  let previous = register.registerId;
  let [documents, unsigned, turnoverMinor] = [0, 0, 0];
  for (const record of records) {
    const source = sourceOf(record);
    if (source !== undefined) {
      const { normalMinor, reduced1Minor, reduced2Minor, zeroMinor, specialMinor } = fiscalAmounts(source.receipt);
      waiting.set(source.receipt.receiptNumber, normalMinor + reduced1Minor + reduced2Minor + zeroMinor + specialMinor);
    }
    if (!isDocument(record.kind)) continue;
    const { jws, receipt } = record.entry as unknown as FiscalEntry;
    const [head = "", body = "", signature = ""] = jws.split(".");
    const fields = Buffer.from(body, "base64url").toString().split("_");
    const [, , , number = "", , , , , , , turnover = "", , link = ""] = fields;
    const amountMinor = fields.slice(5, 10).reduce((sum, text) => sum + Number(text.replace(",", "")), 0);
    const wrong = (what: string) => problems.push(`document ${number}: ${what}`);
    documents += 1;
    if (link !== chainValue(previous)) wrong("it does not follow the one before");
    if (Buffer.from(signature, "base64url").toString() === outageText) unsigned += 1;
    else if (!verify("sha256", Buffer.from(`${head}.${body}`), { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))) wrong("its signature is wrong");
    const kindOfTurnover = Buffer.from(turnover, "base64");
    if (kindOfTurnover.toString() !== "TRA") turnoverMinor += amountMinor;
    if (kindOfTurnover.length === 8 && cipherTurnover(kindOfTurnover, register, number).readBigInt64BE() !== BigInt(turnoverMinor)) wrong("its turnover is not the sum of the amounts");
    if (receipt !== undefined && waiting.get(number) !== amountMinor) wrong("it is about no receipt, or not about its amount");
    waiting.delete(number);
    previous = jws;
  }
  return { documents, unsigned, turnoverMinor, waiting: waiting.size, problems };
}
