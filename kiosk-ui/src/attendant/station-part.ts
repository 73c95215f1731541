import { consume } from "@lit/context";
import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import { actionsContext, type AttendantWords, attendantWordsContext, type Money, moneyContext, type StoreActions } from "./contexts.js";

/** A part of the station: its words, the store's money and what may be asked of the store, from the page it stands on. */
export class StationPart extends LitElement {
  @consume({ context: attendantWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: AttendantWords;
  @consume({ context: moneyContext, subscribe: true })
  @property({ attribute: false })
  money!: Money;
  @consume({ context: actionsContext, subscribe: true })
  @property({ attribute: false })
  actions!: StoreActions;
}
