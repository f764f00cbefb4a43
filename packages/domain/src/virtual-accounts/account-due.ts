import { addKstDays, kstDayStart, toKstDate } from "../kst-time.ts";

/** How a waiting account stands to its deadline. `today` and `day` overlap: both are counted, each by its own rule. */
export const accountDues = ["overdue", "today", "day", "later", "none"] as const;
export type AccountDue = (typeof accountDues)[number];

/** A half-open range of deadlines in unix seconds; null is no bound. */
export interface DueRange {
  readonly from: number | null;
  readonly before: number | null;
}

/**
 * Which deadlines a due is about: past ones, what is left of today in Korea, the next 24 hours, and what comes after those.
 * `none` are accounts without a deadline.
 */
export function dueRange(due: Exclude<AccountDue, "none">, nowSeconds: number): DueRange {
  const dayLater = nowSeconds + 24 * 60 * 60;
  switch (due) {
    case "overdue":
      return { from: null, before: nowSeconds };
    case "today":
      return { from: nowSeconds, before: kstDayStart(addKstDays(toKstDate(nowSeconds), 1)) };
    case "day":
      return { from: nowSeconds, before: dayLater };
    case "later":
      return { from: dayLater, before: null };
  }
}

/** Every due that a deadline counts for. */
export function duesOf(dueAt: number | null, nowSeconds: number): readonly AccountDue[] {
  if (dueAt === null) return ["none"];
  return accountDues.filter((due) => {
    if (due === "none") return false;
    const { from, before } = dueRange(due, nowSeconds);
    return (from === null || dueAt >= from) && (before === null || dueAt < before);
  });
}
