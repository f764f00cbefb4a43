import { launchBoxIds, launchBoxRule } from "@maru/domain";
import { describe, expect, test } from "vitest";
import { messages as en } from "./messages.en.ts";
import { messages as ko } from "./messages.ko.ts";

describe.each([
  ["ko", ko],
  ["en", en],
])("the words of the launch checklist, %s", (_, words) => {
  test("say what to do about every sign that an item waits for", () => {
    const waitedFor = new Set(launchBoxIds.flatMap((id) => launchBoxRule(id).needs));
    expect([...waitedFor].filter((sign) => words.todo[sign] === undefined)).toEqual([]);
  });

  test("ask a question about every item that no record decides", () => {
    const left = launchBoxIds.filter((id) => launchBoxRule(id).needs.length === 0);
    expect(Object.keys(words.questions).toSorted()).toEqual(left.toSorted());
  });
});
