import { describe, expect, it, test } from "vitest";
import { type BrowserCell, browserCellOf } from "./browser-cells.ts";
import { judgeLaunchBox } from "./judge-launch-box.ts";
import { type LaunchSign, launchBoxIds, launchBoxRule, launchGroups, launchSigns } from "./launch-boxes.ts";

const seen = (...signs: readonly LaunchSign[]) => Object.fromEntries(signs.map((sign) => [sign, "here"]));

describe("the boxes of the launch checklist (N12)", () => {
  it("are the 37 of the vendor's list, in its groups", () => {
    expect(launchBoxIds).toHaveLength(37);
    const sizes = launchGroups.map((group) => launchBoxIds.filter((id) => launchBoxRule(id).group === group).length);
    expect(sizes).toEqual([7, 10, 6, 5, 2, 2, 1, 2, 2]);
  });

  it("decide themselves in at least twenty cases", () => {
    expect(launchBoxIds.filter((id) => launchBoxRule(id).needs.length > 0).length).toBeGreaterThanOrEqual(20);
  });

  it("leave no sign without a box it speaks for or against", () => {
    const used = new Set(launchBoxIds.flatMap((id) => [...launchBoxRule(id).needs, ...launchBoxRule(id).against]));
    expect(launchSigns.filter((sign) => !used.has(sign))).toEqual([]);
  });
});

const idsWhere = (holds: (rule: ReturnType<typeof launchBoxRule>) => boolean) =>
  launchBoxIds.filter((id) => holds(launchBoxRule(id)));

describe("a box of the launch checklist", () => {
  it.each(launchBoxIds)("is open while nothing is known: %s", (id) => {
    const verdict = launchBoxRule(id).needs.length > 0 ? "unseen" : "person";
    expect(judgeLaunchBox(id, {}, false)).toEqual({ verdict, isSettled: false });
  });

  it.each(launchBoxIds)("is settled by a person where no record speaks: %s", (id) => {
    expect(judgeLaunchBox(id, {}, true)).toEqual({ verdict: "person", isSettled: true });
  });

  it.each(idsWhere(({ needs }) => needs.length > 0))("is proved by all its signs and not by all but one: %s", (id) => {
    const { needs } = launchBoxRule(id);
    expect(judgeLaunchBox(id, seen(...needs), false)).toEqual({ verdict: "proved", isSettled: true });
    for (const sign of needs) {
      const others = seen(...needs.filter((each) => each !== sign));
      expect(judgeLaunchBox(id, others, false), sign).toEqual({ verdict: "unseen", isSettled: false });
    }
  });

  it.each(idsWhere(({ against }) => against.length > 0))(
    "is disproved by each sign against it, whatever else is seen or said: %s",
    (id) => {
      const { needs, against } = launchBoxRule(id);
      for (const sign of against) {
        const judged = judgeLaunchBox(id, seen(...needs, sign), true);
        expect(judged, sign).toEqual({ verdict: "disproved", isSettled: false });
      }
    },
  );
});

const cell = (system: BrowserCell["system"], browser: BrowserCell["browser"]): BrowserCell => ({ system, browser });
const chromeOn = (system: string) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36`;
const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

test.each<[string, BrowserCell | null]>([
  [chromeOn("Windows NT 10.0; Win64; x64"), cell("windows", "chrome")],
  [`${chromeOn("Windows NT 10.0; Win64; x64")} Edg/131.0.0.0`, cell("windows", "edge")],
  ["Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", cell("windows", "edge")],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", cell("windows", "firefox")],
  [`${chromeOn("Windows NT 10.0; Win64; x64")} Whale/3.28.266.14`, cell("windows", "whale")],
  [chromeOn("Macintosh; Intel Mac OS X 10_15_7"), cell("macos", "chrome")],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    cell("macos", "safari"),
  ],
  [chromeOn("Linux; Android 14; SM-S921N"), cell("android", "chrome")],
  [`${chromeOn("Linux; Android 14; SM-S921N; wv")} NAVER(inapp; search; 2000; 12.9.1)`, cell("android", "portal")],
  [`${chromeOn("Linux; Android 14; SM-S921N; wv")} KAKAOTALK/25.1.0 (INAPP)`, cell("android", "social")],
  [`${phone} Version/18.1 Mobile/15E148 Safari/604.1`, cell("ios", "safari")],
  [`${phone} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`, cell("ios", "chrome")],
  [`${phone} FxiOS/132.0 Mobile/15E148 Safari/605.1.15`, cell("ios", "firefox")],
  [`${phone} Mobile/15E148 Instagram 350.0.0.0 (iPhone14,2; iOS 18_1)`, cell("ios", "social")],
  [`${phone} Mobile/15E148 NAVER(inapp; search; 2000; 12.9.1)`, cell("ios", "portal")],
  [`${phone} EdgiOS/131.0 Version/18.0 Mobile/15E148 Safari/604.1`, cell("ios", "edge")],
  ["curl/8.5.0", null],
  [phone, null],
])("%s is told by its name", (userAgent, expected) => {
  expect(browserCellOf(userAgent)).toEqual(expected);
});
