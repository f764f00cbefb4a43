import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestApp, type TestApi, type TestApp } from "../../testing/create-test-app.ts";

let app: TestApp;
let viewer: TestApi;

beforeAll(async () => {
  app = await createTestApp();
  viewer = await app.api("viewer");
});

// What one test has spent has come back before the next.
beforeEach(() => app.clock.advance(600_000));

afterAll(() => app.close());

const search = (api: TestApi, text: string) => api.payments.list({ text });
const tooShort = { cause: { code: "SEARCH_TOO_SHORT" } };
const tooMany = { cause: { code: "TOO_MANY_REQUESTS", details: expect.objectContaining({ limit: "masked_search" }) } };

describe("a role that sees masked buyers", () => {
  test.each([
    ["three digits", "567"],
    ["three digits with a separator", "5-67"],
    ["full-width digits", "５６７"],
    ["digits behind a key", "phone:567"],
    ["digits that must not match", "김민수 -567"],
    ["digits in quotes", '"567"'],
    ["one of two numbers", "5678 12"],
  ])("is refused %s", async (_, text) => {
    await expect(search(viewer, text)).rejects.toMatchObject(tooShort);
    await expect(viewer.payments.counts({ text })).rejects.toMatchObject(tooShort);
  });

  test("is refused them as conditions beside the text, and in what explains an empty list", async () => {
    const where = ["phone:567"];
    await expect(viewer.payments.list({ where })).rejects.toMatchObject(tooShort);
    await expect(viewer.payments.explainEmpty({ where })).rejects.toMatchObject(tooShort);
    await expect(viewer.payments.explainEmpty({ text: "567" })).rejects.toMatchObject(tooShort);
  });

  test.each([
    "5678",
    "010-1234-5678",
    "010 1234 5678",
    "imp_12",
    "김민수",
    "300원",
    "1,234",
    "amount:>500",
    "금액:500",
    "date:2026",
  ])("may search for %s", async (text) => {
    expect((await search(viewer, text)).items).toEqual([]);
  });

  test("cannot spell a number out: guesses are limited and written down once", async () => {
    const admin = await app.api("admin");
    const before = (await admin.audit.list({ event: "request.limited" })).items.length;
    let answered = 0;
    let refused = 0;
    for (let guess = 1_000; guess < 1_100; guess += 1) {
      await search(viewer, String(guess)).then(
        () => {
          answered += 1;
        },
        () => {
          refused += 1;
        },
      );
    }
    expect(answered).toBe(12);
    expect(refused).toBe(88);
    const { items } = await admin.audit.list({ event: "request.limited" });
    expect(items).toHaveLength(before + 1);
    expect(items[0]?.details).toMatchObject({ limit: "masked_search" });
    // A text that was answered before, and its next page, are answered again.
    await search(viewer, "1003");
    await expect(search(viewer, "1999")).rejects.toMatchObject(tooMany);
    app.clock.advance(60_000);
    await search(viewer, "1999");
  });

  test("gains nothing from putting many guesses into one search", async () => {
    const guesses = Array.from({ length: 20 }, (_, guess) => `-${1_000 + guess}`).join(" ");
    await expect(search(viewer, guesses)).rejects.toMatchObject(tooMany);
    await expect(search(viewer, `${guesses} 2222`)).rejects.toMatchObject(tooMany);
  });

  test("pays once for a Korean name that is typed key by key", async () => {
    const stages = ["ㄱ", "고", "과", "곽", "곽ㅈ", "곽지", "곽짛", "곽지후", "곽지훈", "곽지훈ㅅ"];
    for (const before of ["가", "나", "다", "라", "마", "바", "사", "아", "자", "차"]) {
      for (const stage of stages) await search(viewer, `${before} ${stage}`);
    }
  });

  test("pays for every name it changes to", async () => {
    const names = Array.from({ length: 80 }, (_, at) => `김${String.fromCharCode(0xac00 + at * 28)}`);
    await expect(Promise.all(names.map((name) => search(viewer, name)))).rejects.toMatchObject(tooMany);
  });

  test("pays once for a number that is typed digit by digit", async () => {
    for (let repeat = 0; repeat < 10; repeat += 1) {
      const number = `20261120${repeat}0417`;
      for (let length = 4; length <= number.length; length += 1) await search(viewer, number.slice(0, length));
    }
  });
});

test("a role that sees buyers searches as it likes", async () => {
  const support = await app.api("support");
  for (let guess = 1_000; guess < 1_100; guess += 1) await search(support, String(guess));
  await search(support, "567");
});
