import { expect, it } from "vitest";
import { limitConcurrency } from "./limit-concurrency.ts";

it("runs at most as many at a time as it was told, in order, and goes on after a failure", async () => {
  const inTurn = limitConcurrency(2);
  const started: number[] = [];
  const finish: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = (index: number) => () =>
    new Promise<number>((resolve, reject) => {
      started.push(index);
      running += 1;
      most = Math.max(most, running);
      finish.push(() => {
        running -= 1;
        if (index === 1) reject(new Error("broken"));
        else resolve(index);
      });
    });

  const results = Promise.allSettled([0, 1, 2, 3, 4].map((index) => inTurn(work(index))));
  for (let index = 0; index < 5; index += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    finish[index]?.();
  }

  expect((await results).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
  ]);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});
