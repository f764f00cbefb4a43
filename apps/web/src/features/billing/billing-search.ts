import { isKstDate, type KstDate, type ScheduleState, scheduleStates } from "@maru/domain";

/** What the address of the page says. */
export interface BillingSearch {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Null shows the whole month. */
  readonly day: KstDate | null;
  readonly state: ScheduleState | null;
}

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Reads the address; what does not parse is as if it were not there. */
export function readBillingSearch(params: URLSearchParams, thisMonth: string): BillingSearch {
  const month = params.get("month") ?? "";
  const day = params.get("day") ?? "";
  const state = params.get("state");
  const read = monthPattern.test(month) ? month : thisMonth;
  return {
    month: read,
    day: isKstDate(day) && day.startsWith(read) ? day : null,
    state: scheduleStates.find((one) => one === state) ?? null,
  };
}

/** Writes what differs from the usual. */
export function writeBillingSearch({ month, day, state }: BillingSearch, thisMonth: string): URLSearchParams {
  const params = new URLSearchParams();
  if (month !== thisMonth) params.set("month", month);
  if (day !== null) params.set("day", day);
  if (state !== null) params.set("state", state);
  return params;
}
