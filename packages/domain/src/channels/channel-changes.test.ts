import { describe, expect, it, test } from "vitest";
import { type ChannelFacts, channelChanges, maskChannelKey } from "./channel-changes.ts";
import { unusualSilence } from "./channel-silence.ts";

const kcp: ChannelFacts = {
  pgProvider: "kcp",
  mid: "A8KX2",
  isTestChannel: false,
  type: "payment",
  name: "KCP 일반결제",
  channelKey: "channel-key-1",
};
const toss: ChannelFacts = { ...kcp, pgProvider: "tosspayments", mid: "maruho8a2k", channelKey: "channel-key-2" };
const keyless: ChannelFacts = { ...kcp, channelKey: null };

describe("what changed between two looks at the channels (N20)", () => {
  test.each<[string, readonly ChannelFacts[], readonly ChannelFacts[], readonly string[]]>([
    ["nothing, whatever the order", [kcp, toss], [toss, kcp], []],
    ["a new channel", [kcp], [kcp, toss], ["added"]],
    ["a channel that is gone", [kcp, toss], [toss], ["removed"]],
    ["a live channel switched to test", [kcp], [{ ...kcp, isTestChannel: true }], ["to_test"]],
    ["a test channel switched to live", [{ ...kcp, isTestChannel: true }], [kcp], ["to_live"]],
    ["another MID under the same key", [kcp], [{ ...kcp, mid: "B9LY3" }], ["mid"]],
    ["another name", [kcp], [{ ...kcp, name: "KCP 모바일" }], ["renamed"]],
    [
      "a name where there was none, and test at once",
      [{ ...kcp, name: null }],
      [{ ...kcp, isTestChannel: true }],
      ["to_test", "renamed"],
    ],
    [
      "a key that was replaced is another channel",
      [kcp],
      [{ ...kcp, channelKey: "channel-key-9" }],
      ["added", "removed"],
    ],
    ["without keys, a switch to test", [keyless], [{ ...keyless, isTestChannel: true }], ["to_test"]],
    ["without keys, another MID is another channel", [keyless], [{ ...keyless, mid: "Z" }], ["added", "removed"]],
    [
      "without keys, one of two twins is gone",
      [keyless, { ...keyless, isTestChannel: true }],
      [{ ...keyless, isTestChannel: true }],
      ["removed"],
    ],
    ["everything is gone", [kcp, toss], [], ["removed", "removed"]],
    ["another PG under the same key", [kcp], [{ ...kcp, pgProvider: "nice_v2" }], ["other"]],
  ])("%s", (_, before, after, kinds) => {
    expect(channelChanges(before, after).map(({ kind }) => kind)).toEqual(kinds);
  });

  it("keeps what was and what is", () => {
    const after = { ...kcp, mid: "B9LY3" };
    expect(channelChanges([kcp, toss], [toss, after])).toEqual([{ kind: "mid", before: kcp, after }]);
  });
});

test.each([
  ["channel-key-0a1b2c3d-4c1e-4d0a-9b7f-0a1b2c3d0a1b", "channel-key-0a1b••••0a1b"],
  ["channel-key-short", "channel-key-••••••••"],
  ["0a1b2c3d4e5f", "0a1b••••4e5f"],
])("the key %s is shown as %s", (key, shown) => {
  expect(maskChannelKey(key)).toBe(shown);
});

test.each<[string, number, readonly number[], number | null]>([
  ["none today where there always were some", 0, [12, 9, 15, 11, 10], 11],
  ["one is enough", 1, [12, 9, 15, 11], null],
  ["a quiet week before makes today ordinary", 0, [12, 0, 15, 11], null],
  ["too few weeks are known", 0, [12, 9, 15], null],
  ["a channel that sells little", 0, [1, 2, 1, 2, 1], null],
])("silence: %s", (_, today, before, usual) => {
  expect(unusualSilence({ today, before })).toBe(usual);
});
