/** Asia/Seoul has had no daylight saving time since 1988: nine hours ahead of UTC, always. */
const OFFSET = 9 * 3600;
export const DAY = 86_400;

/** The number of the Seoul day (days since 1970-01-01 there) that holds this unix second. */
export function kstDayNumber(at: number): number {
  return Math.floor((at + OFFSET) / DAY);
}

/** The unix second at which a Seoul day begins. */
export function kstDayStart(dayNumber: number): number {
  return dayNumber * DAY - OFFSET;
}

export interface KstParts {
  year: number;
  month: number;
  day: number;
  /** 0 is Sunday. */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
}

export function kstParts(at: number): KstParts {
  const date = new Date((at + OFFSET) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

const pad = (value: number) => (value < 10 ? `0${value}` : `${value}`);

/** `20261121` in Seoul. */
export function kstDateDigits(at: number): string {
  const { year, month, day } = kstParts(at);
  return `${year}${pad(month)}${pad(day)}`;
}

/** `20261121104530` in Seoul. */
export function kstSecondDigits(at: number): string {
  const { year, month, day, hour, minute, second } = kstParts(at);
  return `${year}${pad(month)}${pad(day)}${pad(hour)}${pad(minute)}${pad(second)}`;
}

/** Whether two unix seconds fall in the same calendar month in Seoul. */
export function isSameKstMonth(one: number, other: number): boolean {
  const a = kstParts(one);
  const b = kstParts(other);
  return a.year === b.year && a.month === b.month;
}
