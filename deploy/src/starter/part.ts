/** One process of a store. */
export interface Part {
  readonly name: string;
  /** JavaScript file to run. */
  readonly file: string;
  readonly args: readonly string[];
  /** Names of the parts that must be ready before this one is started the first time. */
  readonly after: readonly string[];
  /** A store without it sells nothing: when it does not come up, the start fails. */
  readonly essential: boolean;
  /** The store opens without waiting for it. */
  readonly background: boolean;
  /** In which order it stops: 1 first. A part that tells others of its going stops before those it tells. */
  readonly stopOrder: 1 | 2 | 3;
}
