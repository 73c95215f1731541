import { describe, expect, it } from "vitest";
import { attendantCommand } from "./lane-commands.js";
import { type AttendantRole, attendantRole, higherRole, mayAsk, roleActions } from "./role-actions.js";

/** Every cell of role × action, written out: attendant, lead, manager. */
const cells: Record<keyof typeof roleActions, readonly [boolean, boolean, boolean]> = {
  "open-lane": [true, true, true],
  "pause-lane": [true, true, true],
  "close-lane": [true, true, true],
  "take-intervention": [true, true, true],
  "end-intervention": [true, true, true],
  "undo-outcome": [true, true, true],
  "explain-outcome": [true, true, true],
  "begin-assist": [true, true, true],
  "attend-lane": [true, true, true],
  "end-assist": [true, true, true],
  "send-message": [true, true, true],
  "withdraw-message": [true, true, true],
  "identify-item": [true, true, true],
  "attendant-void-line": [true, true, true],
  "void-transaction": [true, true, true],
  "override-price": [true, true, true],
  "exempt-tax": [true, true, true],
  "attendant-suspend": [true, true, true],
  "attendant-recall": [true, true, true],
  "query-payment": [true, true, true],
  "reprint-receipt": [true, true, true],
  "take-cash": [true, true, true],
  "begin-return": [true, true, true],
  "choose-return": [true, true, true],
  "confirm-return": [true, true, true],
  "retry-refund": [true, true, true],
  "hand-over-cash": [true, true, true],
  "cancel-return": [true, true, true],
  "open-till": [false, true, true],
  "pay-in-cash": [false, true, true],
  "pick-up-cash": [false, true, true],
  "count-till": [false, true, true],
  "reprint-voucher": [false, true, true],
  "close-till": [false, true, true],
};

describe.each(Object.entries(cells) as [keyof typeof roleActions, readonly boolean[]][])("%s", (kind, allowed) => {
  it.each(attendantRole.options.map((role, index) => [role, allowed[index]] as const))("by role %s: %s", (role, may) => {
    expect(mayAsk(role, kind)).toBe(may);
  });
});

it("the table names every command of an attendant, and no other", () => {
  const kinds = attendantCommand.options.map((option) => option.shape.kind.value);
  expect(Object.keys(roleActions).sort()).toEqual([...kinds].sort());
});

it("of two people the higher role counts", () => {
  const pairs: [AttendantRole, AttendantRole, AttendantRole][] = [["attendant", "lead", "lead"], ["manager", "attendant", "manager"], ["lead", "lead", "lead"]];
  for (const [one, other, higher] of pairs) expect(higherRole(one, other)).toBe(higher);
});
