/** One row of a state machine: in this state, this event leads there, because. */
export interface Transition<State extends string, Event extends string> {
  readonly from: State;
  readonly event: Event;
  readonly to: State;
  readonly because: string;
}

/** A state machine as data: diagrams, reachability and "every row exercised" derive from it. */
export interface TransitionTable<State extends string = string, Event extends string = string> {
  readonly name: string;
  readonly initial: State;
  readonly states: readonly State[];
  /** States in which the machine may rest for ever. */
  readonly final: readonly State[];
  readonly rows: readonly Transition<State, Event>[];
}

/** The states that can be reached from the initial one. */
export function reachableStates<S extends string, E extends string>(table: TransitionTable<S, E>): ReadonlySet<S> {
  const reached = new Set<S>([table.initial]);
  let before = 0;
  while (reached.size > before) {
    before = reached.size;
    for (const row of table.rows) if (reached.has(row.from)) reached.add(row.to);
  }
  return reached;
}

/** The table as a Mermaid state diagram, for the documents. */
export function mermaidDiagram<S extends string, E extends string>(table: TransitionTable<S, E>): string {
  const idOf = (state: S) => state.replaceAll("-", "_");
  const lines = ["stateDiagram-v2", ...table.states.map((state) => `  state "${state}" as ${idOf(state)}`), `  [*] --> ${idOf(table.initial)}`];
  for (const row of table.rows) lines.push(`  ${idOf(row.from)} --> ${idOf(row.to)}: ${row.event}`);
  for (const state of table.final) lines.push(`  ${idOf(state)} --> [*]`);
  return `${lines.join("\n")}\n`;
}
