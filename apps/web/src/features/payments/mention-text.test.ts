import { describe, expect, test } from "vitest";
import { mentionAt, peopleNamed, splitMentions, stillMentioned } from "./mention-text.ts";

const people = [
  { userId: "1", name: "김서연" },
  { userId: "2", name: "김서연 팀장" },
  { userId: "3", name: "John Smith" },
];

describe("what is typed after @", () => {
  test.each([
    ["@", { start: 0, typed: "" }],
    ["@김서", { start: 0, typed: "김서" }],
    ["확인해 주세요 @jo", { start: 8, typed: "jo" }],
    ["(@John Smith", { start: 1, typed: "John Smith" }],
    ["a@b", undefined],
    ["minsu@gmail.com", undefined],
    ["@ 혼자", undefined],
    ["@김서연\n다음 줄", undefined],
    ["아무것도 없음", undefined],
  ])("%j", (text, expected) => {
    expect(mentionAt(text, text.length)).toEqual(expected);
  });

  test("is what stands before the cursor, whatever follows it", () => {
    expect(mentionAt("@김 그리고 더", 2)).toEqual({ start: 0, typed: "김" });
  });
});

describe("people", () => {
  test("are offered by any part of their name, the beginning first", () => {
    expect(peopleNamed(people, "SMITH").map(({ userId }) => userId)).toEqual(["3"]);
    expect(peopleNamed([{ userId: "9", name: "박김서" }, ...people], "김서").map(({ userId }) => userId)).toEqual([
      "1",
      "2",
      "9",
    ]);
    expect(peopleNamed(people, "")).toHaveLength(3);
    expect(peopleNamed(people, "\u1100\u1175\u11b7").map(({ userId }) => userId)).toEqual(["1", "2"]);
  });

  test("are called only while their name stands in the text", () => {
    expect(stillMentioned("@John Smith 봐 주세요", people).map(({ userId }) => userId)).toEqual(["3"]);
    expect(stillMentioned("John Smith", people)).toEqual([]);
  });
});

test("a text is divided at the names it calls, the longest first", () => {
  expect(splitMentions("어, @김서연 팀장님과 @John Smith @누구", people)).toEqual([
    { text: "어, ", userId: null },
    { text: "@김서연 팀장", userId: "2" },
    { text: "님과 ", userId: null },
    { text: "@John Smith", userId: "3" },
    { text: " @누구", userId: null },
  ]);
  expect(splitMentions("", people)).toEqual([]);
});
