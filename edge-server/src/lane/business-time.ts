/** The store's clock on the wall, whatever the machine's time zone is. */
export interface StoreTime {
  /** `YYYY-MM-DD`. */
  readonly businessDate: (atMs: number) => string;
  /** `YYYY-MM-DDTHH:MM`. */
  readonly localTime: (atMs: number) => string;
}

const minuteMs = 60_000;

/** Formatting is costly and asked for with every command, so the present minute's text is kept. */
export function storeTime(timeZone: string): StoreTime {
  const format = new Intl.DateTimeFormat("en-CA-u-ca-gregory-nu-latn", {
    timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  let minute = -1;
  let text = "";
  const localTime = (atMs: number) => {
    const asked = Math.floor(atMs / minuteMs);
    if (asked !== minute) {
      const parts = new Map(format.formatToParts(asked * minuteMs).map((part) => [part.type, part.value]));
      text = `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}T${parts.get("hour")}:${parts.get("minute")}`;
      minute = asked;
    }
    return text;
  };
  return { localTime, businessDate: (atMs) => localTime(atMs).slice(0, 10) };
}
