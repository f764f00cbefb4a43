import { describe, expect, it } from "vitest";
import { Draws } from "./random.ts";
import { TimeIndex } from "./time-index.ts";

describe("the time index", () => {
  it("finds what a plain sorted list finds, after any adding and removing, with many equal times", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const draws = new Draws(seed, 1, 1);
      const plain = new Map<number, number>();
      for (let id = 0; id < 40; id++) plain.set(id, draws.between(100, 110));
      const index = new TimeIndex(1);
      index.fill(Uint32Array.from(plain.keys()), (id) => plain.get(id) ?? 0);
      for (let step = 0; step < 120; step++) {
        const id = draws.below(60);
        const time = plain.get(id);
        if (time !== undefined) index.remove(id, time);
        plain.delete(id);
        if (draws.chance(0.7)) {
          const moved = draws.between(100, 112);
          index.add(id, moved);
          plain.set(id, moved);
        }
        const from = draws.between(99, 112);
        const to = from + draws.below(6);
        const wanted = [...plain]
          .filter(([, at]) => at >= from && at <= to)
          .sort(([a, aAt], [b, bAt]) => aAt - bAt || a - b)
          .map(([one]) => one);
        expect([...index.between(from, to)]).toEqual(wanted);
        expect(index.size).toBe(plain.size);
      }
    }
  });

  it("refuses to forget what it does not hold", () => {
    const index = new TimeIndex(4);
    index.add(1, 100);
    expect(() => index.remove(1, 101)).toThrow("not indexed");
  });
});
