/** Repeatable chance for tests and benches: the same seed makes the same choices (mulberry32). */
export function seededRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    /** In [0, 1). */
    next,
    below,
    chance: (probability: number): boolean => next() < probability,
    pick<Value>(values: readonly Value[]): Value {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError("nothing to pick from");
      return value;
    },
    /** Some characters out of the middle of the text, or all of it. */
    piece(text: string): string {
      if (next() < 0.2) return text;
      const start = below(text.length);
      return text.slice(start, start + 1 + below(8));
    },
  };
}
