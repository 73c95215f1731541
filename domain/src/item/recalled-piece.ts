import type { Item } from "@laneway/contracts";

/** Is what the code names called back: its lot, or the very piece? A code without either says nothing about it. */
export const isPieceRecalled = ({
  item,
  lot,
  serial,
}: {
  readonly item: Item;
  readonly lot: string | undefined;
  readonly serial: string | undefined;
}): boolean =>
  (lot !== undefined && item.recalledLots?.includes(lot) === true) ||
  (serial !== undefined && item.recalledSerials?.includes(serial) === true);
