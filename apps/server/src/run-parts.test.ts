import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";
import { type BackgroundPart, startParts, stopParts } from "./run-parts.ts";

function noted() {
  const notes: string[] = [];
  const part = (name: string, failing?: "start" | "stop"): BackgroundPart => ({
    start() {
      if (failing === "start") throw new Error("no port");
      notes.push(`${name} starts`);
    },
    async stop() {
      if (failing === "stop") throw new Error("gone away");
      notes.push(`${name} stops`);
    },
  });
  const lines: string[] = [];
  return { notes, part, lines, logger: createLogger("debug", [], { write: (line) => lines.push(line) }) };
}

test("parts start in their order and stop the other way round", async () => {
  const { notes, part, logger } = noted();
  const parts = { keeper: part("keeper"), sync: part("sync") };
  startParts(parts);
  await stopParts(parts, logger);
  expect(notes).toEqual(["keeper starts", "sync starts", "sync stops", "keeper stops"]);
});

test("a part that does not start is named, and none after it starts", () => {
  const { notes, part } = noted();
  const parts = { keeper: part("keeper"), sync: part("sync", "start"), alerts: part("alerts") };
  expect(() => startParts(parts)).toThrow('"sync"');
  expect(notes).toEqual(["keeper starts"]);
});

test("a part that does not stop is told in the log, and the others stop", async () => {
  const { notes, part, lines, logger } = noted();
  await stopParts({ keeper: part("keeper"), sync: part("sync", "stop") }, logger);
  expect(notes).toEqual(["keeper stops"]);
  expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ part: "sync", err: { message: "gone away" } });
});
