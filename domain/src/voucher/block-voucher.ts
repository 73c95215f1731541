import { type Actor, err, ok, type Refusal, type Result, type VoucherCommand } from "@laneway/contracts";
import { refusalOf } from "../lane/refusal-of.js";
import type { KnownVoucher } from "./types.js";

/** In the journal with no lane; who and when stand in its head. */
export interface VoucherBlockEntry {
  readonly kind: "voucher-blocked" | "voucher-released";
  readonly shape: number;
  readonly number: string;
  readonly reason: string;
}

/** Blocks a voucher, or lets it go again. Used and expired ones pay nothing anyway. Undefined: it is so already. */
export function decideBlock({ kind, number, reason }: Omit<VoucherCommand, "commandId">, actor: Actor, voucher: KnownVoucher | undefined): Result<VoucherBlockEntry | undefined, Refusal> {
  if (actor.kind !== "attendant") return err(refusalOf("not-allowed"));
  if (voucher === undefined) return err(refusalOf("voucher-unknown"));
  const { state } = voucher;
  if (state === "used" || (state === "expired" && kind === "block-voucher")) return err(refusalOf(`voucher-${state}`));
  const isBlocked = state === "blocked";
  if (isBlocked === (kind === "block-voucher")) return ok(undefined);
  return ok({ kind: kind === "block-voucher" ? "voucher-blocked" : "voucher-released", shape: 1, number, reason });
}
