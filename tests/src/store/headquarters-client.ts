import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, type PriceBookDocument, type StoreSecrets } from "@laneway/contracts";
import type { RunningStore } from "./running-store.js";

export interface HeldTransaction {
  readonly transactionId: string;
  readonly laneId: string;
  readonly receiptNumber: string | null;
  readonly totalMinor: number;
}

/** Headquarters' API as a program sees it. */
export class HeadquartersClient {
  constructor(private readonly store: RunningStore) {}

  private get secrets(): StoreSecrets {
    return JSON.parse(readFileSync(join(this.store.dataFolder, dataFiles.secrets), "utf8")) as StoreSecrets;
  }

  /** As headquarters' staff do: a new version of the store's prices. */
  async publish(document: PriceBookDocument): Promise<void> {
    const response = await fetch(`${this.store.cloudUrl}/api/v1/stores/demo/price-book`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.secrets.adminToken}`, "content-type": "application/json" },
      body: JSON.stringify(document),
    });
    if (!response.ok) throw new Error(`headquarters answered ${response.status}: ${await response.text()}`);
  }

  async completed(): Promise<HeldTransaction[]> {
    const response = await fetch(`${this.store.cloudUrl}/api/v1/stores/demo/transactions?status=completed&limit=500`, {
      headers: { authorization: `Bearer ${this.secrets.storeRelayKey}` },
    });
    if (!response.ok) throw new Error(`headquarters answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { transactions: HeldTransaction[] }).transactions;
  }
}
