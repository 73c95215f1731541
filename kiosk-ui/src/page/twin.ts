/** GET /api/v1/twin: what a simulated store says of itself. A real store has no such page. */
export interface Twin {
  readonly lanes: readonly TwinLane[];
  readonly attendantPath: string;
  readonly attendants: readonly { readonly attendantId: string; readonly name: string; readonly pin: string; readonly role: string }[];
  readonly cloudUrl: string | null;
  readonly apiPath: string;
  readonly currency: string;
}

export interface TwinLane {
  readonly laneId: string;
  readonly name: string;
  readonly kioskPath: string;
  readonly benchPath: string;
  readonly benchUrl: string;
}

export const twinPath = "/api/v1/twin";
export const slipPath = "/api/v1/bench/deposit-slip";
export const shelfPath = "/api/v1/bench/shelf";
