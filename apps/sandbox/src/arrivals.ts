import { DAY, kstDayNumber, kstDayStart, kstParts } from "./kst.ts";
import { drawUnit } from "./random.ts";

const STREAM_ARRIVAL = 1;
const STREAM_DAY_NOISE = 2;
const HISTORY_DAYS = 730;
const LARGEST_BLOCK = 16;

/** How busy each hour of a Seoul day is. */
const weekdayHours = [
  3.2, 2.0, 1.2, 0.8, 0.6, 0.7, 1.2, 2.4, 3.8, 5.2, 6.4, 6.8, 6.1, 5.6, 5.4, 5.3, 5.2, 4.8, 4.4, 4.9, 6.2, 7.1, 7.0,
  5.4,
];
const weekendHours = [
  4.2, 3.0, 2.0, 1.2, 0.8, 0.7, 0.9, 1.4, 2.3, 3.6, 4.8, 5.4, 5.2, 5.2, 5.3, 5.4, 5.3, 5.0, 4.8, 5.4, 6.6, 7.8, 7.9,
  6.2,
];
/** Sunday first. */
const weekdays = [0.98, 1.16, 1.1, 1.06, 1.02, 0.94, 0.78];

function cumulate(hours: readonly number[]): Float64Array {
  const total = hours.reduce((sum, hour) => sum + hour, 0);
  const edges = new Float64Array(25);
  hours.forEach((hour, n) => {
    edges[n + 1] = (edges[n] ?? 0) + hour / total;
  });
  edges[24] = 1;
  return edges;
}
const weekdayEdges = cumulate(weekdayHours);
const weekendEdges = cumulate(weekendHours);

/**
 * When payments begin. `payments` of them are spread over the two years before `anchor` in the shape of a Korean shop's
 * week; from there on they keep coming at the same natural rate, without end.
 *
 * Payment indexes are dealt in small blocks: a block covers a stretch of time and its payments fall anywhere inside, so
 * neighbours may swap, but a block never begins before the one in front of it.
 */
export class Arrivals {
  readonly payments: number;
  readonly anchor: number;
  readonly #seed: number;
  readonly #block: number;
  readonly #firstDay: number;
  readonly #dayEdges: number[] = [0];
  readonly #atStart: number;
  readonly #perPayment: number;

  constructor(seed: number, payments: number, anchor: number) {
    this.payments = payments;
    this.anchor = anchor;
    this.#seed = seed;
    this.#block = Math.min(LARGEST_BLOCK, Math.max(1, payments >> 6));
    this.#firstDay = kstDayNumber(anchor) - HISTORY_DAYS - 200;
    this.#atStart = this.#busynessUntil(anchor - HISTORY_DAYS * DAY);
    this.#perPayment = (this.#busynessUntil(anchor) - this.#atStart) / Math.max(1, payments);
  }

  /** The second at which payment `index` would begin as the first attempt of its order. */
  firstAttemptAt(index: number): number {
    const block = Math.floor((index - this.payments) / this.#block);
    const within = drawUnit(this.#seed, index, STREAM_ARRIVAL);
    return this.#secondAt(this.payments + (block + within) * this.#block);
  }

  /** No payment from `index` on begins as a first attempt before this second. */
  earliestFrom(index: number): number {
    const block = Math.floor((index - this.payments) / this.#block);
    return this.#secondAt(this.payments + block * this.#block);
  }

  #secondAt(position: number): number {
    return this.#invert(this.#atStart + position * this.#perPayment);
  }

  #weightOf(dayNumber: number): number {
    const { month, day, weekday } = kstParts(kstDayStart(dayNumber));
    const age = Math.min(1, Math.max(0, (dayNumber - this.#firstDay - 200) / HISTORY_DAYS));
    const growth = 0.78 + 0.44 * age;
    const noise = 0.86 + 0.28 * drawUnit(this.#seed, dayNumber, STREAM_DAY_NOISE);
    const payday = day === 25 || day === 10 ? 1.14 : 1;
    const campaign = month === 11 && day >= 9 && day <= 13 ? 1.7 : month === 5 && day >= 2 && day <= 8 ? 1.25 : 1;
    return (weekdays[weekday] ?? 1) * growth * noise * payday * campaign;
  }

  #hoursOf(dayNumber: number): Float64Array {
    const weekday = (dayNumber + 4) % 7;
    return weekday === 0 || weekday === 6 ? weekendEdges : weekdayEdges;
  }

  /** How much business days before `dayNumber` hold, counted from the first day of the table. */
  #edgeOf(dayNumber: number): number {
    const wanted = dayNumber - this.#firstDay;
    while (this.#dayEdges.length <= wanted) {
      const last = this.#dayEdges.length - 1;
      this.#dayEdges.push((this.#dayEdges[last] ?? 0) + this.#weightOf(this.#firstDay + last));
    }
    return this.#dayEdges[wanted] ?? 0;
  }

  #busynessUntil(at: number): number {
    const dayNumber = kstDayNumber(at);
    const second = at - kstDayStart(dayNumber);
    const hour = Math.floor(second / 3600);
    const edges = this.#hoursOf(dayNumber);
    const from = edges[hour] ?? 0;
    const to = edges[hour + 1] ?? 1;
    const share = from + ((to - from) * (second - hour * 3600)) / 3600;
    const start = this.#edgeOf(dayNumber);
    return start + (this.#edgeOf(dayNumber + 1) - start) * share;
  }

  #invert(busyness: number): number {
    while ((this.#dayEdges[this.#dayEdges.length - 1] ?? 0) <= busyness) {
      this.#edgeOf(this.#firstDay + this.#dayEdges.length);
    }
    let low = 0;
    let high = this.#dayEdges.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#dayEdges[middle] ?? 0) <= busyness) low = middle;
      else high = middle - 1;
    }
    const start = this.#dayEdges[low] ?? 0;
    const end = this.#dayEdges[low + 1] ?? start + 1;
    const share = Math.max(0, (busyness - start) / (end - start));
    const dayNumber = this.#firstDay + low;
    const edges = this.#hoursOf(dayNumber);
    let hour = 0;
    while (hour < 23 && (edges[hour + 1] ?? 1) <= share) hour++;
    const from = edges[hour] ?? 0;
    const to = edges[hour + 1] ?? 1;
    return kstDayStart(dayNumber) + Math.floor((hour + (share - from) / (to - from)) * 3600);
  }
}
