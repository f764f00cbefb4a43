/**
 * Counter-based randomness: every draw is a function of (seed, index, stream), so any payment can be computed alone,
 * in any order, with the same result.
 */
export function drawBits(seed: number, index: number, stream: number): number {
  let h = Math.imul(index, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca77) ^ Math.imul(seed, 0xc2b2ae3d);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  h ^= h >>> 16;
  h = Math.imul(h + seed, 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 15), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A number in [0, 1) that belongs to (seed, index, stream). */
export function drawUnit(seed: number, index: number, stream: number): number {
  return drawBits(seed, index, stream) / 0x1_0000_0000;
}

/** A row of draws for one subject. The same seed, index and first stream always give the same row. */
export class Draws {
  readonly #seed: number;
  readonly #index: number;
  #stream: number;

  constructor(seed: number, index: number, firstStream: number) {
    this.#seed = seed;
    this.#index = index;
    this.#stream = firstStream;
  }

  unit(): number {
    return drawUnit(this.#seed, this.#index, this.#stream++);
  }

  /** An integer in [0, below). */
  below(below: number): number {
    return Math.floor(this.unit() * below);
  }

  /** An integer in [from, to], both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }

  /** `count` characters of `alphabet`. */
  text(count: number, alphabet: string): string {
    let text = "";
    for (let n = 0; n < count; n++) text += alphabet[this.below(alphabet.length)] ?? "";
    return text;
  }

  digits(count: number): string {
    return this.text(count, "0123456789");
  }
}

/** A table that answers "which row does this unit draw fall on" for rows of different weight. */
export class Weighted<T> {
  readonly rows: readonly T[];
  readonly #edges: Float64Array;

  constructor(rows: readonly (readonly [T, number])[]) {
    this.rows = rows.map(([row]) => row);
    const total = rows.reduce((sum, [, weight]) => sum + weight, 0);
    this.#edges = new Float64Array(rows.length);
    let sum = 0;
    rows.forEach(([, weight], n) => {
      sum += weight / total;
      this.#edges[n] = sum;
    });
  }

  indexAt(unit: number): number {
    let low = 0;
    let high = this.#edges.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (unit < (this.#edges[middle] ?? 1)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  at(unit: number): T {
    const row = this.rows[this.indexAt(unit)];
    if (row === undefined) throw new RangeError("an empty table has no rows");
    return row;
  }
}

/** A 32-bit number for a piece of text (FNV-1a). */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) h = Math.imul(h ^ text.charCodeAt(n), 0x01000193);
  return h >>> 0;
}
