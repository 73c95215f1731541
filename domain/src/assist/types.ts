/** An attendant has taken the lane over: what is scanned and touched there is theirs, until they hand it back. */
export interface Assist {
  readonly assistId: string;
  readonly by: { readonly attendantId: string; readonly name: string };
  /** `lane`: they have shown at the lane itself who they are. `station`: they act from their own screen, and the lane's takes no orders. */
  readonly at: "station" | "lane";
  /** The lane is theirs for one basket after another, as a staffed till is. */
  readonly attended: boolean;
  readonly sinceMs: number;
}

/** Why a lane is the shopper's own again. */
export type AssistEnd = "handed-back" | "idle" | "basket-ended";
