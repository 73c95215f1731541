import type { ItemCard } from "@laneway/contracts";
import type { KioskRequest } from "../session/kiosk-session.js";
import type { Preferences } from "./preferences.js";

/** An item about to be weighed. Its price is known when it was picked, not when its code was scanned. */
export interface WeighItem {
  readonly itemId: string;
  readonly name: string;
  readonly picture: string | undefined;
  readonly unitPriceMinor: number | undefined;
}

/** What the shopper has opened over the basket. */
export type Task =
  | { readonly name: "none" }
  | { readonly name: "find" }
  | { readonly name: "code" }
  | { readonly name: "recall" }
  /** A colleague says who they are. */
  | { readonly name: "staff" }
  | { readonly name: "pick"; readonly item: ItemCard }
  | { readonly name: "weigh"; readonly item: WeighItem };

export type KioskAction =
  | { readonly kind: "command"; readonly request: KioskRequest }
  | { readonly kind: "task"; readonly task: Task }
  | { readonly kind: "ask-save" }
  | { readonly kind: "open-settings" }
  | { readonly kind: "open-languages" }
  | { readonly kind: "prefer"; readonly preferences: Partial<Preferences> };

export class KioskActionEvent extends Event {
  static readonly type = "kiosk-action";
  constructor(readonly action: KioskAction) {
    super(KioskActionEvent.type, { bubbles: true, composed: true });
  }
}

/** Asks the app for something, from an element a person has touched. */
export function act(element: EventTarget, action: KioskAction): void {
  element.dispatchEvent(new KioskActionEvent(action));
}

export function command(element: EventTarget, request: KioskRequest): void {
  act(element, { kind: "command", request });
}
