import type { Department, Item, PriceBookHeader, TaxGroup } from "@laneway/contracts";
import { type Connection, openDatabase } from "../store/database.js";
import { pluKey } from "./code-keys.js";
import { itemMigrations } from "./migrations.js";
import { NameSearch } from "./name-search.js";

/** A price book version as lanes use it, without its items. */
export interface PriceBookVersion {
  readonly header: PriceBookHeader;
  readonly taxGroups: readonly TaxGroup[];
  /** With the number of items in each. */
  readonly departments: readonly (Department & { readonly itemCount: number })[];
  readonly promotions: readonly unknown[];
  readonly itemCount: number;
}

interface VersionRow {
  readonly header: string;
  readonly tax_groups: string;
  readonly departments: string;
  readonly promotions: string;
  readonly item_count: number;
}

const alive = "i.from_version <= :version AND (i.to_version IS NULL OR i.to_version > :version)";

export const openItems = (file: string): Connection => openDatabase(file, { migrations: itemMigrations, cacheKilobytes: 4_000 });

/**
 * The items of the store, by code, id, name and department, at a price book version. Reads only; an import by another
 * connection is noticed at the next question.
 */
export class Catalogue {
  readonly #connection: Connection;
  readonly #dataVersion;
  readonly #byCode;
  readonly #byId;
  readonly #byDepartment;
  readonly #byPlu;
  readonly #versionRows;
  readonly #search: NameSearch;
  #seenDataVersion: unknown;
  #versions: readonly PriceBookVersion[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#dataVersion = connection.prepare("PRAGMA data_version").pluck();
    this.#byCode = connection.prepare<{ code: string; version: number }, { content: string }>(
      `SELECT i.content FROM code c JOIN item i ON i.item_row = c.item_row WHERE c.code = :code AND ${alive} LIMIT 1`,
    );
    this.#byId = connection.prepare<{ itemId: string; version: number }, { content: string }>(`SELECT i.content FROM item i WHERE i.item_id = :itemId AND ${alive} LIMIT 1`);
    this.#byDepartment = connection.prepare<{ departmentId: string; version: number; limit: number }, { content: string }>(
      `SELECT i.content FROM item i WHERE i.department_id = :departmentId AND ${alive} ORDER BY i.item_row LIMIT :limit`,
    );
    this.#byPlu = connection.prepare<{ from: string; to: string; version: number; limit: number }, { content: string }>(
      `SELECT i.content FROM code c JOIN item i ON i.item_row = c.item_row WHERE c.code >= :from AND c.code < :to AND ${alive} ORDER BY c.code LIMIT :limit`,
    );
    this.#versionRows = connection.prepare<[], VersionRow>("SELECT header, tax_groups, departments, promotions, item_count FROM price_book ORDER BY version");
    this.#search = new NameSearch(connection);
  }

  /** The version that lanes take between baskets now, or undefined while there is none. */
  active(nowMs: number): PriceBookVersion | undefined {
    this.#notice();
    return this.#versions.findLast(({ header }) => header.effectiveFromMs === undefined || header.effectiveFromMs <= nowMs);
  }

  version(version: number): PriceBookVersion | undefined {
    this.#notice();
    return this.#versions.find(({ header }) => header.version === version);
  }

  /** Newest version held, in force or not. */
  newest(): PriceBookVersion | undefined {
    this.#notice();
    return this.#versions.at(-1);
  }

  byCode(key: string, version: number): Item | undefined {
    const row = this.#byCode.get({ code: key, version: this.#kept(version) });
    return row === undefined ? undefined : (JSON.parse(row.content) as Item);
  }

  byId(itemId: string, version: number): Item | undefined {
    const row = this.#byId.get({ itemId, version: this.#kept(version) });
    return row === undefined ? undefined : (JSON.parse(row.content) as Item);
  }

  /** Items whose produce code begins so, in the order of their codes. */
  byPlu(beginning: string, version: number, limit: number): Item[] {
    const from = pluKey(beginning);
    return this.#byPlu.all({ from, to: `${from}~`, version: this.#kept(version), limit }).map((row) => JSON.parse(row.content) as Item);
  }

  inDepartment(departmentId: string, version: number, limit: number): Item[] {
    return this.#byDepartment.all({ departmentId, version: this.#kept(version), limit }).map((row) => JSON.parse(row.content) as Item);
  }

  /** Items whose name in any language fits what was typed, best first. */
  byName(query: string, version: number): Item[] {
    return this.#search.find(query, this.#kept(version));
  }

  close(): void {
    this.#connection.close();
  }

  #notice(): void {
    const dataVersion = this.#dataVersion.get();
    if (dataVersion === this.#seenDataVersion) return;
    this.#seenDataVersion = dataVersion;
    this.#versions = this.#versionRows.all().map((row) => ({
      header: JSON.parse(row.header) as PriceBookHeader,
      taxGroups: JSON.parse(row.tax_groups) as TaxGroup[],
      departments: JSON.parse(row.departments) as PriceBookVersion["departments"],
      promotions: JSON.parse(row.promotions) as unknown[],
      itemCount: row.item_count,
    }));
  }

  /** Rows of long gone versions are pruned; a basket that old is answered from the oldest kept. */
  #kept(version: number): number {
    return Math.max(version, this.#versions[0]?.header.version ?? 0);
  }
}
