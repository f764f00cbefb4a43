/**
 * Payments in the order of one time. A million of them are two flat arrays; finding a window is two binary searches,
 * and a change moves one entry, which is cheap because nearly all changes happen near the recent end.
 */
export class TimeIndex {
  #times: Uint32Array<ArrayBuffer>;
  #ids: Uint32Array<ArrayBuffer>;
  #size = 0;

  constructor(capacity: number) {
    this.#times = new Uint32Array(Math.max(64, capacity));
    this.#ids = new Uint32Array(this.#times.length);
  }

  get size(): number {
    return this.#size;
  }

  /** Replaces everything. `ids` need no order; ties are kept in ascending id. */
  fill(ids: Uint32Array, timeOf: (id: number) => number): void {
    const count = ids.length;
    const keys = new Float64Array(count);
    for (let n = 0; n < count; n++) keys[n] = timeOf(ids[n] ?? 0) * 0x20_0000 + n;
    keys.sort();
    this.#reserve(count + (count >> 3) + 1024);
    for (let n = 0; n < count; n++) {
      const key = keys[n] ?? 0;
      const time = Math.floor(key / 0x20_0000);
      this.#times[n] = time;
      this.#ids[n] = ids[key - time * 0x20_0000] ?? 0;
    }
    this.#size = count;
  }

  add(id: number, time: number): void {
    this.#reserve(this.#size + 1);
    const at = this.#positionOf(id, time);
    this.#times.copyWithin(at + 1, at, this.#size);
    this.#ids.copyWithin(at + 1, at, this.#size);
    this.#times[at] = time;
    this.#ids[at] = id;
    this.#size += 1;
  }

  remove(id: number, time: number): void {
    const at = this.#positionOf(id, time);
    if (this.#ids[at] !== id || this.#times[at] !== time) throw new Error(`payment ${id} is not indexed at ${time}`);
    this.#times.copyWithin(at, at + 1, this.#size);
    this.#ids.copyWithin(at, at + 1, this.#size);
    this.#size -= 1;
  }

  /** The ids whose time lies in [from, to], both included, in order. A view: read it before the next change. */
  between(from: number, to: number): Uint32Array {
    return this.#ids.subarray(this.#lowest(from), this.#lowest(to + 1));
  }

  #lowest(time: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #positionOf(id: number, time: number): number {
    let low = this.#lowest(time);
    let high = this.#lowest(time + 1);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #reserve(capacity: number): void {
    if (capacity <= this.#times.length) return;
    const larger = Math.max(capacity, this.#times.length + (this.#times.length >> 2));
    const times = new Uint32Array(larger);
    const ids = new Uint32Array(larger);
    times.set(this.#times.subarray(0, this.#size));
    ids.set(this.#ids.subarray(0, this.#size));
    this.#times = times;
    this.#ids = ids;
  }
}
