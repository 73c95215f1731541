/** Remembers the last `limit` ids: QoS 1 may deliver a command twice. */
export function seenIds(limit: number): { firstTime(id: string): boolean } {
  const ids = new Set<string>();
  return {
    firstTime(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      if (ids.size > limit) {
        for (const oldest of ids) {
          ids.delete(oldest);
          break;
        }
      }
      return true;
    },
  };
}
