import { sampleCard } from "@laneway/domain/member/sample-card";
import type { Database } from "../database/database.js";
import { adjustPoints } from "./adjust.js";

/** The member whose card lies on the demo store's shelf, as its price book (deploy/demo) has the programme. */
const demoMember = { programId: "plus", memberId: sampleCard({ prefix: "2990", length: 13 }) };

/** So that points can be tried in a twin: the demo store's member has some, given once. */
export async function giveDemoPoints(database: Database, nowMs: number): Promise<void> {
  await adjustPoints(database, { ...demoMember, points: 2_450, note: "demo", requestId: "demo-points", atMs: nowMs });
}
