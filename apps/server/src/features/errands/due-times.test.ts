import { expect, test } from "vitest";
import { createDueTimes } from "./due-times.ts";

const minute = 60_000;

function watched() {
  let elapsed = 5;
  const times = createDueTimes({ elapsedMs: () => elapsed, longestMs: 5 * minute });
  const dueAt = (nowMs: number, atMs: number) => [...times.sort([{ id: "a", atMs }], nowMs).due];
  return {
    times,
    dueAt,
    passes(ms: number) {
      elapsed += ms;
    },
  };
}

test("what is put off is due by the wall clock", () => {
  const { times, dueAt } = watched();
  expect(times.sort([{ id: "a", atMs: 2_000 }], 0)).toEqual({ due: new Set(), nextInMs: 2_000 });
  expect(dueAt(1_999, 2_000)).toEqual([]);
  expect(dueAt(2_000, 2_000)).toEqual(["a"]);
});

test("a wall clock that is set back holds nothing up", () => {
  const { times, dueAt, passes } = watched();
  expect(dueAt(60 * minute, 60 * minute + 2_000)).toEqual([]);
  passes(1_500);
  expect(times.sort([{ id: "a", atMs: 60 * minute + 2_000 }], 0)).toEqual({ due: new Set(), nextInMs: 500 });
  passes(500);
  expect(dueAt(0, 60 * minute + 2_000)).toEqual(["a"]);
});

test("what was put off by a clock that ran ahead comes no later than anything is put off for", () => {
  const { dueAt, passes } = watched();
  expect(dueAt(0, 60 * minute)).toEqual([]);
  passes(5 * minute);
  expect(dueAt(0, 60 * minute)).toEqual(["a"]);
});

test("put off anew, it waits anew", () => {
  const { dueAt, passes } = watched();
  expect(dueAt(0, 2_000)).toEqual([]);
  passes(2_000);
  expect(dueAt(0, 4_000)).toEqual([]);
});
