/** Asks again until the answer is neither undefined nor false; rejects with what was waited for. */
export async function until<T>(what: string, ask: () => T | Promise<T>, withinMs = 5_000): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false && answer !== null) return answer as NonNullable<Exclude<T, false>>;
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
