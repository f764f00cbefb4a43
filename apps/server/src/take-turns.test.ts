import { pino } from "pino";
import { expect, test } from "vitest";
import { takeTurns } from "./take-turns.ts";

const logger = pino({ level: "silent" });
const longMs = 3_600_000;

test("a sleeper that is woken takes its next turn, and one that is told to stop takes none", async () => {
  const turns: PromiseWithResolvers<void>[] = [Promise.withResolvers(), Promise.withResolvers()];
  let taken = 0;
  let isReleased = false;
  const work = takeTurns({
    async step() {
      turns[taken]?.resolve();
      taken += 1;
      return longMs;
    },
    name: "the work",
    logger,
    async release() {
      isReleased = true;
    },
  });
  work.start();
  work.start();
  await turns[0]?.promise;
  await Promise.resolve();
  work.wake();
  await turns[1]?.promise;
  expect(work.isStopping()).toBe(false);
  await work.stop();
  expect({ taken, isReleased, isStopping: work.isStopping() }).toEqual({
    taken: 2,
    isReleased: true,
    isStopping: true,
  });
});

test("who is woken in the middle of a turn does not sleep after it", async () => {
  const second = Promise.withResolvers<void>();
  let taken = 0;
  const work = takeTurns({
    async step() {
      taken += 1;
      if (taken === 1) work.wake();
      else second.resolve();
      return longMs;
    },
    name: "the work",
    logger,
  });
  work.start();
  await second.promise;
  await work.stop();
  expect(taken).toBe(2);
});

test("a turn that fails all the same is an entry in the log", async () => {
  const lines: string[] = [];
  const work = takeTurns({
    step: () => Promise.reject(new Error("unforeseen")),
    name: "the work",
    logger: pino({ level: "error" }, { write: (line) => lines.push(line) }),
  });
  work.start();
  await work.stop();
  expect(lines.join("")).toContain("the work ended");
});
