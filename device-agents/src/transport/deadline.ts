/**
 * Calls `missed` when what is waited for has not come within `ms`; answers what ends the wait. On a machine that is busy
 * elsewhere an answer may have come in time and still lie unread, since Node.js looks at timers before it reads what has
 * arrived: that is read first, and whoever takes it ends the wait.
 */
export function startDeadline(ms: number, missed: () => void): () => void {
  let reading: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    reading = setImmediate(missed);
  }, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(reading);
  };
}
