/** The clock a sandbox lives by: the outer clock, moved forward or held still by the controls. It never runs back. */
export class WorldClock {
  readonly #outer: { now(): number };
  #offsetMs = 0;
  #frozenAtMs: number | null = null;
  #floorMs = 0;

  constructor(outer: { now(): number }) {
    this.#outer = outer;
  }

  /** Unix milliseconds. */
  now(): number {
    const now = this.#frozenAtMs ?? this.#outer.now() + this.#offsetMs;
    this.#floorMs = Math.max(this.#floorMs, now);
    return this.#floorMs;
  }

  /** Unix seconds, as V1 counts. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  get state(): ClockState {
    return { offsetMs: this.#offsetMs, frozenAtMs: this.#frozenAtMs };
  }

  restore(state: ClockState, floorMs: number): void {
    this.#offsetMs = state.offsetMs;
    this.#frozenAtMs = state.frozenAtMs;
    this.#floorMs = Math.max(this.#floorMs, floorMs);
  }

  advance(ms: number): void {
    if (ms < 0) throw new RangeError("time does not run back");
    if (this.#frozenAtMs === null) this.#offsetMs += ms;
    else this.#frozenAtMs = this.now() + ms;
  }

  set(ms: number): void {
    this.advance(ms - this.now());
  }

  freeze(): void {
    this.#frozenAtMs ??= this.now();
  }

  thaw(): void {
    if (this.#frozenAtMs === null) return;
    this.#offsetMs = this.#frozenAtMs - this.#outer.now();
    this.#frozenAtMs = null;
  }
}

export interface ClockState {
  offsetMs: number;
  frozenAtMs: number | null;
}
