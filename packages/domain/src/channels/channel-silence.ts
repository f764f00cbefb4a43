/** Successful payments of one channel on the same weekday, up to the same time of day. */
export interface WeekdayPattern {
  readonly today: number;
  /** The weeks before, the latest first. */
  readonly before: readonly number[];
}

const leastWeeks = 4;
const leastUsual = 3;

/**
 * How many payments a channel usually has by this time on this weekday, where it has none today and never had none
 * before; null where today is as usual or too little is known to say.
 */
export function unusualSilence({ today, before }: WeekdayPattern): number | null {
  if (today > 0 || before.length < leastWeeks || before.some((count) => count === 0)) return null;
  const ordered = before.toSorted((a, b) => a - b);
  const usual = ordered[Math.floor((ordered.length - 1) / 2)] ?? 0;
  return usual >= leastUsual ? usual : null;
}
