import { money, type TestPaymentVerdict, testPaymentVerdicts } from "@maru/domain";
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { fakeHttp, liveStatus } from "../../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../../testing/render-console.tsx";
import { stepsOf, type TestPaymentDetail } from "./step-states.ts";
import { checkTestPayment, type WindowChannel } from "./test-payment-draft.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const at = Date.UTC(2026, 10, 20, 3);
const base: TestPaymentDetail = {
  id: "test-payment-0001",
  merchantUid: "marutest0123456789abcdef0123456789abcdef",
  pgProvider: "kcp",
  mid: "T0000",
  isTestChannel: true,
  channelName: "KCP 테스트",
  method: "card",
  amount: money(1_000, "KRW"),
  orderName: "테스트 결제",
  startedBy: "박개발",
  startedAtMs: at,
  preparation: { state: "prepared", atMs: at, code: null, words: null },
  claim: null,
  otherClaims: 0,
  verdict: null,
  found: null,
  readAtMs: null,
  verifiedAtMs: null,
  windowProblem: null,
  webhooks: [],
  refunds: [],
};
const claim = {
  impUid: "imp_1",
  merchantUid: base.merchantUid,
  successName: "imp_success" as const,
  success: true,
  errorCode: null,
  errorMessage: null,
  isOdd: false,
  atMs: at,
  isFromWindow: true,
};
const found = {
  impUid: "imp_1",
  merchantUid: base.merchantUid,
  status: "paid" as const,
  amount: money(1_000, "KRW"),
  pgProvider: "kcp",
  mid: "T0000",
  isTestChannel: true,
  failReason: null,
  startedAt: at / 1000,
  paidAt: at / 1000,
  account: null,
};
const came = (verdict: TestPaymentVerdict, change: Partial<TestPaymentDetail> = {}): TestPaymentDetail => ({
  ...base,
  claim,
  found,
  readAtMs: at,
  verdict,
  ...change,
});
const arrived = { deliveryId: "d1", impUid: "imp_1", receivedAtMs: at, status: "paid", verdict: "verified" as const };
const refunded = { refundId: "refund-1", state: "done" as const, amount: 1_000, currency: "KRW" };

describe("the steps of a test payment", () => {
  test.each([
    ["just prepared", base, "done next waiting waiting waiting waiting waiting"],
    [
      "not registered",
      { ...base, preparation: { ...base.preparation, state: "refused" as const } },
      "wrong waiting waiting waiting waiting waiting waiting",
    ],
    ["back, not read yet", { ...base, claim }, "done done done next waiting waiting waiting"],
    ["verified", came("paid"), "done done done done done waiting next"],
    [
      "verified, told and refunded",
      came("paid", { webhooks: [arrived], refunds: [refunded] }),
      "done done done done done done done",
    ],
    [
      "closed",
      came("not_finished", { claim: { ...claim, success: false }, found: { ...found, status: "ready", paidAt: null } }),
      "done done done done skipped skipped skipped",
    ],
    [
      "closed, and success claimed",
      came("not_finished", { found: { ...found, status: "ready", paidAt: null } }),
      "done done wrong done skipped skipped skipped",
    ],
    [
      "forged",
      came("amount_differs", { found: { ...found, amount: money(100, "KRW") } }),
      "done done wrong done wrong waiting next",
    ],
    ["checked without coming back", came("paid", { claim: null }), "done done skipped done done waiting next"],
    [
      "refused by the window",
      came("no_payment", { claim: { ...claim, impUid: null, success: false }, found: null }),
      "done wrong done wrong skipped skipped skipped",
    ],
    [
      "an account to pay into",
      came("waiting_for_deposit", {
        found: { ...found, status: "ready", paidAt: null, account: { bank: "KB", dueAt: at } },
      }),
      "done done done done done waiting waiting",
    ],
  ])("%s", (_, detail, states) => {
    expect(Object.values(stepsOf(detail)).join(" ")).toBe(states);
  });

  test("are shown with what came back quoted, what was read, and the way to the refund", async () => {
    const detail = came("paid", { webhooks: [arrived], otherClaims: 2 });
    await renderConsole({
      path: `/settings/test-payments/${detail.id}`,
      procedures: { "testPayments.get": () => detail },
    });
    const step = async (name: string) => within(await screen.findByRole("listitem", { name }));
    expect(await screen.findByRole("heading", { level: 1, name: "테스트 결제 ₩1,000" })).toBeTruthy();
    expect((await step("돌아오며 받은 값")).getByText("브라우저가 전한 값")).toBeTruthy();
    expect((await step("돌아오며 받은 값")).getAllByText(base.merchantUid)).toHaveLength(1);
    expect((await step("돌아오며 받은 값")).getByText(/다른 값을 전하는 주소가 2번 더 열렸어요/)).toBeTruthy();
    expect((await step("등록한 값과 비교")).getAllByText("같음")).toHaveLength(3);
    expect((await step("웹훅")).getByRole("link", { name: "paid 웹훅" })).toBeTruthy();
    const refund = (await step("환불")).getByRole("link", { name: "환불하기" });
    expect(refund.getAttribute("href")).toBe("/payments/imp_1/refund");
    expect((await step("결제창")).queryByRole("link")).toBeNull();
  });

  test.each(testPaymentVerdicts)("%s says what it means and what the shop's code has to do", async (verdict) => {
    const detail = came(verdict);
    await renderConsole({
      path: `/settings/test-payments/${detail.id}`,
      language: "en",
      procedures: { "testPayments.get": () => detail },
    });
    expect(await screen.findByText("What the shop's code has to do")).toBeTruthy();
  });

  test("can be looked at, not walked, without the right", async () => {
    await renderConsole({
      path: `/settings/test-payments/${base.id}`,
      procedures: { "sessions.me": () => sessionOf("viewer"), "testPayments.get": () => base },
    });
    expect(await screen.findByText("결제창은 개발 또는 관리자 역할이 열 수 있어요.")).toBeTruthy();
    expect(screen.queryByRole("link", { name: /결제창 열기/ })).toBeNull();
  });

  test("an amount that may not have arrived is registered again by a press", async () => {
    const detail = { ...base, preparation: { ...base.preparation, state: "unsure" as const } };
    const { user, calls } = await renderConsole({
      path: `/settings/test-payments/${base.id}`,
      procedures: { "testPayments.get": () => detail, "testPayments.prepare": () => base },
    });
    await user.click(await screen.findByRole("button", { name: "다시 등록" }));
    expect(calls.find(({ path }) => path === "testPayments.prepare")?.input).toEqual({ testPaymentId: base.id });
  });
});

const testChannel: WindowChannel = {
  channelKey: "key-test",
  pgProvider: "kcp",
  mid: "T0000",
  name: "KCP 테스트",
  isTestChannel: true,
  methods: ["card", "vbank"],
  currency: "KRW",
};
const liveChannel: WindowChannel = {
  ...testChannel,
  channelKey: "key-live",
  mid: "A8KX2",
  name: "KCP",
  isTestChannel: false,
};

describe("a new test payment", () => {
  const draft = {
    channelKey: "key-test",
    method: "card" as const,
    amount: "1,000",
    orderName: "시험",
    isAgreed: false,
  };
  test.each([
    ["as typed", {}, testChannel, {}],
    ["without an amount", { amount: " " }, testChannel, { amount: "amount_empty" }],
    ["with a fraction of a won", { amount: "10.5" }, testChannel, { amount: "amount_wrong" }],
    ["of too much", { amount: "1,000,001" }, testChannel, { amount: "amount_too_large" }],
    ["without a name", { orderName: " " }, testChannel, { orderName: "order_name" }],
    ["on a live channel, not agreed to", {}, liveChannel, { isAgreed: "not_agreed" }],
    ["on a live channel, agreed to", { isAgreed: true }, liveChannel, {}],
  ])("%s", (_, change, channel, problems) => {
    const checked = checkTestPayment({ ...draft, ...change }, channel, !channel.isTestChannel);
    expect(checked.problems).toEqual(problems);
    expect(checked.form !== undefined).toBe(Object.keys(problems).length === 0);
  });

  test("on a live channel asks for a word before real money is taken, and is begun once", async () => {
    const { user, calls, router } = await renderConsole({
      path: "/settings/test-payments",
      procedures: {
        "testPayments.channels": () => ({ problem: null, items: [testChannel, liveChannel] }),
        "testPayments.list": () => ({ items: [], nextCursor: null }),
        "testPayments.start": () => base,
        "testPayments.get": () => base,
      },
    });
    await user.selectOptions(await screen.findByRole("combobox", { name: "채널" }), "key-live");
    await user.click(screen.getByRole("button", { name: "결제 준비" }));
    expect(await screen.findByText("실연동 채널로 결제하려면 확인해 주세요.")).toBeTruthy();
    expect(calls.some(({ path }) => path === "testPayments.start")).toBe(false);
    await user.click(screen.getByRole("checkbox", { name: "실제로 결제된다는 것을 알고 있어요" }));
    await user.click(screen.getByRole("button", { name: "₩1,000 결제 준비" }));
    await screen.findByRole("heading", { level: 1, name: "테스트 결제 ₩1,000" });
    expect(router.state.location.pathname).toBe(`/settings/test-payments/${base.id}`);
    expect(calls.filter(({ path }) => path === "testPayments.start")).toMatchObject([
      { input: { channelKey: "key-live", method: "card", amount: 1_000, currency: "KRW", orderName: "테스트 결제" } },
    ]);
  });

  test("cannot begin while the merchant's id code is not known, and says where it is found", async () => {
    await renderConsole({
      path: "/settings/test-payments",
      procedures: {
        "testPayments.channels": () => ({ problem: "no_merchant_code", items: [] }),
        "testPayments.list": () => ({ items: [], nextCursor: null }),
      },
    });
    expect(await screen.findByText(/IMPORT_MERCHANT_CODE/)).toBeTruthy();
  });
});

describe("coming back from the window", () => {
  test("hands the whole query to the server and shows what it found", async () => {
    const { calls, router } = await renderConsole({
      path: "/payments/complete?test_payment=test-payment-0001&imp_uid=imp_1&success=true",
      procedures: { "testPayments.complete": () => came("paid"), "testPayments.get": () => came("paid") },
    });
    await screen.findByText("결제가 확인됐어요");
    expect(router.state.location.pathname).toBe(`/settings/test-payments/${base.id}`);
    expect(calls.filter(({ path }) => path === "testPayments.complete")).toMatchObject([
      { input: { query: "test_payment=test-payment-0001&imp_uid=imp_1&success=true" } },
    ]);
  });

  test("is not for whoever may not begin one", async () => {
    const { calls } = await renderConsole({
      path: "/payments/complete?imp_uid=imp_1&imp_success=true",
      procedures: { "sessions.me": () => sessionOf("viewer") },
    });
    await screen.findByRole("heading", { level: 1 });
    expect(calls.some(({ path }) => path === "testPayments.complete")).toBe(false);
  });
});
