/** Our code is wrong. Thrown before anything is committed, so what stands in the journal stays true. */
export class Defect extends Error {
  override readonly name = "Defect";
}

/** Asserts what must always hold, in production too. `what` says the rule, not the remedy. */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Defect(what);
}

/** For the end of a switch that handles every kind: the compiler proves it is never reached. */
export function unreachable(value: never): never {
  throw new Defect(`not a known kind: ${JSON.stringify(value)}`);
}
