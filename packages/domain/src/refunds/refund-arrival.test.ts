import { describe, expect, test } from "vitest";
import { money } from "../money/money.ts";
import type { Payment } from "../payment.ts";
import { aPayment } from "../testing/payment-fixture.ts";
import { refundArrival, refundArrivalSentence } from "./refund-arrival.ts";

const seoul = (text: string) => Date.parse(`${text}+09:00`);
const at = (text: string) => seoul(text) / 1000;
const whole = 30_000;
const some = 10_000;

const transfer: Partial<Payment> = { method: "trans", card: null };
const vbank: Partial<Payment> = { method: "vbank", card: null };
const phone: Partial<Payment> = { method: "phone", card: null };

/** `null` as a day means that no date may be told. */
const cases: readonly (readonly [string, Partial<Payment>, number, string, string, string | null, string | null])[] = [
  ["a card today, all of it", {}, whole, "2026-11-25T09:00:00", "2026-11-25T15:00:00", "2026-11-25", "2026-11-25"],
  ["a card today, a part", {}, some, "2026-11-25T09:00:00", "2026-11-25T15:00:00", "2026-11-30", "2026-12-02"],
  [
    "a card a second after midnight is of yesterday",
    {},
    whole,
    "2026-11-24T23:59:59",
    "2026-11-25T00:00:00",
    "2026-11-30",
    "2026-12-02",
  ],
  [
    "a card of last week on a Friday",
    {},
    whole,
    "2026-11-12T09:00:00",
    "2026-11-20T14:32:07",
    "2026-11-25",
    "2026-11-27",
  ],
  [
    "on a Saturday the count begins on Monday",
    {},
    whole,
    "2026-11-12T09:00:00",
    "2026-11-21T12:00:00",
    "2026-11-25",
    "2026-11-27",
  ],
  ["and on a Sunday as well", {}, whole, "2026-11-12T09:00:00", "2026-11-22T12:00:00", "2026-11-25", "2026-11-27"],
  ["a Monday", {}, whole, "2026-11-12T09:00:00", "2026-11-23T12:00:00", "2026-11-26", "2026-11-30"],
  [
    "before Seollal 2026 the count jumps over it",
    {},
    whole,
    "2026-02-02T09:00:00",
    "2026-02-13T12:00:00",
    "2026-02-23",
    "2026-02-25",
  ],
  ["within Seollal 2026", {}, whole, "2026-02-02T09:00:00", "2026-02-17T12:00:00", "2026-02-23", "2026-02-25"],
  ["before Chuseok 2026", {}, whole, "2026-09-01T09:00:00", "2026-09-22T12:00:00", "2026-09-29", "2026-10-01"],
  ["on the eve of Chuseok 2026", {}, whole, "2026-09-01T09:00:00", "2026-09-23T23:59:59", "2026-09-30", "2026-10-02"],
  [
    "over the substitute for Foundation Day 2026",
    {},
    whole,
    "2026-09-20T09:00:00",
    "2026-10-01T12:00:00",
    "2026-10-07",
    "2026-10-12",
  ],
  [
    "before the long Chuseok of 2025",
    {},
    whole,
    "2025-09-20T09:00:00",
    "2025-10-01T12:00:00",
    "2025-10-13",
    "2025-10-15",
  ],
  [
    "Seollal 2025 with its temporary holiday",
    {},
    whole,
    "2025-01-10T09:00:00",
    "2025-01-24T12:00:00",
    "2025-02-04",
    "2025-02-06",
  ],
  [
    "Seollal 2024 with its substitute",
    {},
    whole,
    "2024-02-01T09:00:00",
    "2024-02-08T12:00:00",
    "2024-02-15",
    "2024-02-19",
  ],
  [
    "Seollal 2027 with its substitute",
    {},
    whole,
    "2027-01-20T09:00:00",
    "2027-02-05T12:00:00",
    "2027-02-12",
    "2027-02-16",
  ],
  ["Chuseok 2024", {}, whole, "2024-09-01T09:00:00", "2024-09-13T12:00:00", "2024-09-23", "2024-09-25"],
  [
    "over the temporary holiday of 1 October 2024",
    {},
    whole,
    "2024-09-01T09:00:00",
    "2024-09-27T12:00:00",
    "2024-10-04",
    "2024-10-08",
  ],
  [
    "over the substitute for 1 March 2026",
    {},
    whole,
    "2026-02-20T09:00:00",
    "2026-02-26T12:00:00",
    "2026-03-04",
    "2026-03-06",
  ],
  ["over Labour Day 2026", {}, whole, "2026-04-20T09:00:00", "2026-04-29T12:00:00", "2026-05-06", "2026-05-08"],
  [
    "over the substitute for Buddha's Birthday 2026",
    {},
    whole,
    "2026-05-10T09:00:00",
    "2026-05-21T12:00:00",
    "2026-05-27",
    "2026-05-29",
  ],
  ["over the election of 2026", {}, whole, "2026-05-20T09:00:00", "2026-06-01T12:00:00", "2026-06-05", "2026-06-09"],
  ["over Constitution Day 2026", {}, whole, "2026-07-10T09:00:00", "2026-07-15T12:00:00", "2026-07-21", "2026-07-23"],
  [
    "over the substitute for Liberation Day 2026",
    {},
    whole,
    "2026-08-01T09:00:00",
    "2026-08-13T12:00:00",
    "2026-08-19",
    "2026-08-21",
  ],
  ["over Christmas and New Year", {}, whole, "2026-12-01T09:00:00", "2026-12-24T12:00:00", "2026-12-30", "2027-01-04"],
  ["around leap day", {}, whole, "2024-02-20T09:00:00", "2024-02-27T12:00:00", "2024-03-04", "2024-03-06"],
  ["a transfer of today", transfer, whole, "2026-11-25T00:00:00", "2026-11-25T23:59:59", "2026-11-25", "2026-11-25"],
  [
    "a part of a transfer of today",
    transfer,
    some,
    "2026-11-25T09:00:00",
    "2026-11-25T15:00:00",
    "2026-11-25",
    "2026-11-25",
  ],
  [
    "a transfer of yesterday",
    transfer,
    whole,
    "2026-11-24T09:00:00",
    "2026-11-25T15:00:00",
    "2026-11-26",
    "2026-11-26",
  ],
  ["a transfer on a Friday", transfer, whole, "2026-11-24T09:00:00", "2026-11-27T15:00:00", "2026-11-30", "2026-11-30"],
  [
    "a transfer on the eve of Seollal",
    transfer,
    whole,
    "2026-02-01T09:00:00",
    "2026-02-13T15:00:00",
    "2026-02-19",
    "2026-02-19",
  ],
  [
    "a virtual account of today returns tomorrow",
    vbank,
    whole,
    "2026-11-25T09:00:00",
    "2026-11-25T15:00:00",
    "2026-11-26",
    "2026-11-26",
  ],
  ["a part of it as well", vbank, some, "2026-11-20T09:00:00", "2026-11-25T15:00:00", "2026-11-26", "2026-11-26"],
  [
    "a virtual account on the eve of Chuseok",
    vbank,
    whole,
    "2026-09-20T09:00:00",
    "2026-09-23T15:00:00",
    "2026-09-28",
    "2026-09-28",
  ],
  [
    "Kiwoom takes seven business days or more",
    { ...vbank, pgProvider: "daou" },
    whole,
    "2026-11-20T09:00:00",
    "2026-11-25T15:00:00",
    "2026-12-04",
    null,
  ],
  [
    "KG Financial on a Tuesday pays this Thursday",
    { ...vbank, pgProvider: "mobilians" },
    whole,
    "2026-11-20T09:00:00",
    "2026-11-24T23:59:59",
    "2026-11-26",
    "2026-11-26",
  ],
  [
    "KG Financial on a Wednesday pays next Thursday",
    { ...vbank, pgProvider: "mobilians" },
    whole,
    "2026-11-20T09:00:00",
    "2026-11-25T00:00:00",
    "2026-12-03",
    "2026-12-03",
  ],
  [
    "KG Financial on a Sunday pays this Thursday",
    { ...vbank, pgProvider: "mobilians" },
    whole,
    "2026-11-20T09:00:00",
    "2026-11-22T12:00:00",
    "2026-11-26",
    "2026-11-26",
  ],
  [
    "KG Financial's Thursday of Chuseok moves on",
    { ...vbank, pgProvider: "mobilians" },
    whole,
    "2026-09-10T09:00:00",
    "2026-09-22T12:00:00",
    "2026-09-28",
    "2026-09-28",
  ],
  [
    "NHN KCP's phone bill of last month",
    { ...phone, pgProvider: "kcp" },
    whole,
    "2026-10-20T09:00:00",
    "2026-11-25T12:00:00",
    "2026-11-26",
    "2026-11-26",
  ],
  [
    "KSNET's card",
    { pgProvider: "ksnet" },
    some,
    "2026-11-20T09:00:00",
    "2026-11-25T12:00:00",
    "2026-11-30",
    "2026-12-02",
  ],
];

describe("the buyer sees the money of", () => {
  test.each(cases)("%s", (_sentence, facts, amount, paid, now, from, to) => {
    const arrival = refundArrival(aPayment({ ...facts, paidAt: at(paid) }), amount, seoul(now));
    expect(arrival).toMatchObject({ kind: "dated", from, to });
    expect(arrival.source.url).toMatch(/^https:/);
  });

  test.each([
    ["a payment whose days leave the calendar", {}, "2027-12-30T12:00:00", "calendar_ends"],
    ["a virtual account at the calendar's end", vbank, "2027-12-31T12:00:00", "calendar_ends"],
    [
      "KG Financial at the calendar's end",
      { ...vbank, pgProvider: "mobilians" },
      "2027-12-31T12:00:00",
      "calendar_ends",
    ],
    ["a phone bill of this month", phone, "2027-12-30T12:00:00", "not_charged"],
    ["PayPal", { pgProvider: "paypal_v2", method: "paypal", card: null }, "2026-11-25T12:00:00", "settled_later"],
    [
      "Kakao Pay money",
      { pgProvider: "kakaopay", method: "kakaopay", card: null },
      "2026-11-25T12:00:00",
      "unpublished",
    ],
  ] as const)("%s on no day that is told", (_sentence, facts, now, why) => {
    const paidAt = seoul(now) / 1000 - 86_400;
    expect(refundArrival(aPayment({ ...facts, paidAt }), whole, seoul(now))).toMatchObject({ kind: "undated", why });
  });
});

describe("the sentence for the buyer", () => {
  const sentence = (facts: Partial<Payment>, paid: string, now: string, amount = some) =>
    refundArrivalSentence(
      refundArrival(aPayment({ ...facts, paidAt: at(paid) }), amount, seoul(now)),
      money(amount, "KRW"),
    );

  test("names both days with their weekdays, and the month once", () => {
    expect(sentence({}, "2026-11-20T09:00:00", "2026-11-20T14:32:07")).toEqual({
      ko: "환불 금액(₩10,000)은 11월 25일(수)에서 27일(금) 사이에 카드에 반영될 예정입니다. 카드사에 따라 다를 수 있습니다.",
      en: "Your refund of ₩10,000 should arrive between Wed 25 Nov and Fri 27 Nov. It may vary by card company.",
    });
  });

  test("names the second month, and a new year", () => {
    expect(sentence({}, "2026-11-20T09:00:00", "2026-11-25T12:00:00").ko).toContain(
      "11월 30일(월)에서 12월 2일(수) 사이에",
    );
    expect(sentence({}, "2026-12-20T09:00:00", "2026-12-24T12:00:00").ko).toContain(
      "12월 30일(수)에서 2027년 1월 4일(월) 사이에",
    );
  });

  test("names a single day once", () => {
    expect(sentence(transfer, "2026-11-24T09:00:00", "2026-11-25T12:00:00")).toEqual({
      ko: "환불 금액(₩10,000)은 11월 26일(목)에 입금될 예정입니다. 은행 사정에 따라 늦어질 수 있습니다.",
      en: "Your refund of ₩10,000 should arrive on Thu 26 Nov. Your bank may take a little longer.",
    });
  });

  test("says when only the earliest day is known", () => {
    expect(sentence({ ...vbank, pgProvider: "daou" }, "2026-11-20T09:00:00", "2026-11-25T12:00:00").ko).toContain(
      "12월 4일(금) 이후에",
    );
  });

  test.each([
    ["the calendar ends", {}, "2027-12-30T12:00:00"],
    ["the PG settles later", { pgProvider: "paymentwall" }, "2026-11-25T12:00:00"],
    ["nobody publishes a time", { method: "point", card: null }, "2026-11-25T12:00:00"],
    ["nothing is charged", phone, "2026-11-25T12:00:00"],
  ])("has no date when %s", (_why, facts, now) => {
    const { ko, en } = sentence(facts, "2026-11-24T09:00:00", now);
    expect(ko).not.toMatch(/\d월|\d일/);
    expect(en).not.toMatch(/\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/);
    expect(ko).toContain("₩10,000");
    expect(en).toContain("₩10,000");
  });
});
