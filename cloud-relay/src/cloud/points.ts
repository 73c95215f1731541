import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { stop } from "../part.js";
import { adminRequest, refusedByHeadquarters } from "./admin-request.js";

/*
 * Shows a member's points at headquarters, or changes them:
 *   node cloud-relay/dist/cloud/points.js show PROGRAM MEMBER [--headquarters URL]
 *   node cloud-relay/dist/cloud/points.js change PROGRAM MEMBER POINTS --note TEXT [--request ID] [--headquarters URL]
 * POINTS may be negative (after `--`). The same `--request` again changes nothing.
 */
const usage = "laneway: usage: points.js show PROGRAM MEMBER, or points.js change PROGRAM MEMBER POINTS --note TEXT [--request ID]; each with [--headquarters URL]";

const { positionals, values } = readArguments();
const [command, program, member, points, ...more] = positionals;
if (program === undefined || member === undefined || more.length > 0) stop(usage, 2);
const path = `/api/v1/loyalty/${encodeURIComponent(program ?? "")}/${encodeURIComponent(member ?? "")}`;

if (command === "show" && points === undefined) {
  const answer = await adminRequest("GET", path, undefined, values.headquarters);
  if (answer.status !== 200) refusedByHeadquarters(answer);
  const { balance, movements } = answer.body as { balance: number; movements: readonly { kind: string; points: number; balance: number; source: string; note: string | null; atMs: number }[] };
  process.stdout.write(`${balance} points\n`);
  for (const each of movements) process.stdout.write(`${new Date(each.atMs).toISOString()}\t${each.kind}\t${each.points}\t${each.balance}\t${each.source}\t${each.note ?? ""}\n`);
} else if (command === "change" && points !== undefined && /^-?\d+$/.test(points) && values.note !== undefined) {
  const change = { points: Number(points), note: values.note, requestId: values.request ?? randomUUID() };
  const answer = await adminRequest("POST", path, JSON.stringify(change), values.headquarters);
  if (answer.status !== 200) refusedByHeadquarters(answer);
  process.stdout.write(`${(answer.body as { balance: number }).balance} points\n`);
} else stop(usage, 2);

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { note: { type: "string" }, request: { type: "string" }, headquarters: { type: "string" } } });
  } catch (error) {
    return stop(`laneway: ${(error as Error).message}\n${usage}`, 2);
  }
}
