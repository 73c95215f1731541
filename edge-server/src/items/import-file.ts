import { createReadStream, readFileSync } from "node:fs";
import type { ImportAnswer } from "@laneway/contracts";
import { Catalogue, openItems } from "./catalogue.js";
import { readCsvPriceBook } from "./csv-price-book.js";
import { importPriceBook, type ImportSettings } from "./import-price-book.js";
import { readJsonPriceBookText } from "./json-price-book.js";

export interface ImportFileSettings extends ImportSettings {
  readonly itemsFile: string;
  readonly format: "csv" | "json";
  readonly mode: "update" | "replace";
  readonly currencyDigits: number;
}

/** Imports a price book file on a connection of its own. Throws a `StoreError` when the items file cannot be written. */
export async function importFile(path: string, settings: ImportFileSettings): Promise<ImportAnswer> {
  const connection = openItems(settings.itemsFile);
  try {
    const held = new Catalogue(connection).newest()?.header;
    const read =
      settings.format === "csv"
        ? await readCsvPriceBook(createReadStream(path), { mode: settings.mode, held, currencyDigits: settings.currencyDigits })
        : readJsonPriceBookText(readFileSync(path, "utf8"));
    return read.ok ? await importPriceBook(connection, read.source, settings) : read.answer;
  } finally {
    connection.close();
  }
}
