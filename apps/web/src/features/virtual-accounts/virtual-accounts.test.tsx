import { money, type Payment } from "@maru/domain";
import { cleanup, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { queryClient, type RouterOutputs } from "../../lib/trpc.ts";
import { aPayment } from "../../testing/a-payment.ts";
import { anInstruction } from "../../testing/an-instruction.ts";
import type { FakeProcedures } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  sessionStorage.clear();
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

type Board = RouterOutputs["virtualAccounts"]["list"];

const now = Math.floor(Date.now() / 1000);
const dueAt = now + 24 * 60 * 60;
const account: Partial<Payment> = {
  method: "vbank",
  card: null,
  status: "ready",
  wireStatus: "ready",
  paidAt: null,
  pgProvider: "tosspayments",
  amount: money(33_000, "KRW"),
  virtualAccount: {
    bank: { code: "088", name: "신한은행" },
    number: "56211105948400",
    holder: "마루상점",
    dueAt,
    issuedAt: now,
  },
};

function detailOf(payment: Payment): RouterOutputs["payments"]["get"] {
  return {
    payment,
    cancellable: money(0, "KRW"),
    refundableByHistory: money(0, "KRW"),
    disagreement: null,
    isMasked: false,
    revealedUntilMs: null,
    readAtMs: Date.now(),
    source: "poll",
  } as unknown as RouterOutputs["payments"]["get"];
}

const openAccount = (facts: Partial<Payment>, procedures: FakeProcedures = {}) =>
  renderConsole({
    path: "/virtual-accounts/imp_448280090638",
    procedures: {
      "payments.get": () => detailOf(aPayment({ ...account, ...facts })),
      "instructions.list": () => ({ items: [], nextCursor: null }),
      "sessions.me": () => sessionOf("support"),
      ...procedures,
    },
  });

describe("one account", () => {
  test("is changed at Hecto alone; elsewhere the way is to revoke it and issue another", async () => {
    await openAccount({ pgProvider: "tosspayments" });
    expect(await screen.findByText(/이 PG의 계좌는 바꿀 수 없어요/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "계좌 변경" })).toBeNull();
    const again = screen.getByRole("link", { name: "새로 발급" });
    expect(again.getAttribute("href")).toBe("/virtual-accounts/new?order=ORD-20261118-00417&amount=33000");
  });

  test("at Hecto sends what was seen beside what is wanted", async () => {
    const { user, calls } = await openAccount(
      { pgProvider: "settle" },
      { "virtualAccounts.change": () => anInstruction({ kind: "virtual_account.change" }) },
    );
    const amount = await screen.findByRole("textbox", { name: "입금 금액(원)" });
    await user.clear(amount);
    await user.type(amount, "20,000");
    await user.click(screen.getByRole("button", { name: "계좌 변경" }));
    expect(await screen.findByText("금액과 기한을 바꿨어요.")).toBeTruthy();
    const sent = calls.filter(({ path }) => path === "virtualAccounts.change");
    expect(sent.map(({ input }) => input)).toEqual([
      expect.objectContaining({ amount: 20_000, dueAt, seen: { amount: 33_000, dueAt } }),
    ]);
  });

  test("at KCP says that the documents contradict each other before it is revoked", async () => {
    await openAccount({ pgProvider: "kcp" });
    expect(await screen.findByText("문서마다 설명이 달라요")).toBeTruthy();
    expect(screen.getAllByText(/출처/).length).toBeGreaterThan(1);
    expect(screen.getByRole("button", { name: "계좌 폐기" })).toBeTruthy();
  });

  test("of a PG that revokes none has no control for it", async () => {
    await openAccount({ pgProvider: "daou" });
    expect(await screen.findByText(/이 PG는 API로 계좌를 폐기하지 않아요/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "계좌 폐기" })).toBeNull();
  });

  test("at Inicis asks for the key of its admin, and is revoked once however often it is pressed", async () => {
    const { user, calls } = await openAccount(
      { pgProvider: "html5_inicis" },
      { "virtualAccounts.revoke": () => anInstruction({}) },
    );
    await user.click(await screen.findByRole("button", { name: "계좌 폐기" }));
    expect(await screen.findByText("이 칸을 채워 주세요.")).toBeTruthy();
    await user.type(screen.getByLabelText("KG이니시스 API 키"), "inicis-key");
    await user.click(screen.getByRole("button", { name: "계좌 폐기" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    await user.dblClick(dialog.getByRole("button", { name: "₩33,000 계좌 폐기" }));
    expect(await screen.findByText("계좌를 폐기했어요. 이제 입금할 수 없어요.")).toBeTruthy();
    const sent = calls.filter(({ path }) => path === "virtualAccounts.revoke");
    expect(sent.map(({ input }) => input)).toEqual([expect.objectContaining({ pgApiKey: "inicis-key" })]);
  });

  test("that was refused shows the PG's words; a rule's no shows the rule", async () => {
    const refusal = { code: -1, message: "가상계좌 말소를 지원하지 않는 PG사입니다." };
    const first = await openAccount(
      { pgProvider: "kcp" },
      { "virtualAccounts.revoke": () => anInstruction({ state: "refused", refusal }) },
    );
    await first.user.click(await screen.findByRole("button", { name: "계좌 폐기" }));
    await first.user.click(await screen.findByRole("button", { name: "₩33,000 계좌 폐기" }));
    expect(await screen.findByText("가상계좌 말소를 지원하지 않는 PG사입니다.")).toBeTruthy();
    first.unmount();
    const problem = {
      code: "INSTRUCTION_IMPOSSIBLE",
      reason: "x",
      details: { rule: "account_not_waiting", status: "paid" },
    } as const;
    const second = await openAccount(
      {},
      { "virtualAccounts.revoke": () => anInstruction({ state: "not_sent", problem }) },
    );
    await second.user.click(await screen.findByRole("button", { name: "계좌 폐기" }));
    await second.user.click(await screen.findByRole("button", { name: "₩33,000 계좌 폐기" }));
    expect(await screen.findByText(/입금을 기다리는 상태가 아니에요/)).toBeTruthy();
  });

  test("that a viewer opens offers nothing to change", async () => {
    await openAccount({}, { "sessions.me": () => sessionOf("viewer") });
    expect(await screen.findByText("이 역할은 계좌를 발급하거나 바꿀 수 없어요.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "계좌 폐기" })).toBeNull();
    expect(screen.getByRole("button", { name: "지금 확인" })).toBeTruthy();
  });

  test("tells which hop lost the deposit and which address to look at", async () => {
    const report: RouterOutputs["virtualAccounts"]["diagnose"] = {
      diagnosis: "pg_to_portone",
      pgProvider: "kcp",
      status: "ready",
      paidAt: null,
      dueAt,
      paidClaimAt: null,
      lastWebhookAt: now,
      webhookUrl: "https://maru.example.com/webhooks/iamport",
      readAt: now,
    };
    const { user } = await openAccount({ pgProvider: "kcp" }, { "virtualAccounts.diagnose": () => report });
    await user.click(await screen.findByRole("button", { name: "지금 확인" }));
    expect(await screen.findByText("아임포트는 아직 입금 통보를 받지 못했어요")).toBeTruthy();
    expect(screen.getByText("https://service.iamport.kr/kcp_payments/notice_vbank")).toBeTruthy();
  });
});

describe("the board", () => {
  const counts: Board["counts"] = [
    { due: "all", count: 3, amount: 99_000 },
    { due: "overdue", count: 1, amount: 33_000 },
    { due: "today", count: 1, amount: 33_000 },
    { due: "day", count: 2, amount: 66_000 },
    { due: "later", count: 0, amount: 0 },
    { due: "none", count: 0, amount: 0 },
  ];
  const open = (path: string, procedures: FakeProcedures = {}) =>
    renderConsole({
      path,
      procedures: {
        "virtualAccounts.list": () => ({ counts, items: [], nextCursor: null, now }),
        "virtualAccounts.untold": () => ({ isToldOfAny: true, items: [], hasMore: false }),
        ...procedures,
      },
    });

  test("says how many are due when and for how much, and each number leads to its rows", async () => {
    const { user, calls } = await open("/virtual-accounts");
    const dues = within(await screen.findByRole("navigation", { name: "입금 기한" }));
    const overdue = await dues.findByRole("link", { name: /기한 지남.*1건.*₩33,000/ });
    expect(dues.queryByRole("link", { name: /기한 없음/ })).toBeNull();
    await user.click(overdue);
    expect(await screen.findByText("이 조건의 계좌가 없어요")).toBeTruthy();
    const asked = calls.filter(({ path }) => path === "virtualAccounts.list").map(({ input }) => input);
    expect(asked.at(-1)).toMatchObject({ due: "overdue", mode: "all" });
  });

  test("with a bent address is the whole board", async () => {
    const { calls } = await open("/virtual-accounts?due=yesterday&channels=none");
    expect(await screen.findByText("입금을 기다리는 계좌가 없어요")).toBeTruthy();
    expect(calls.find(({ path }) => path === "virtualAccounts.list")?.input).toMatchObject({ due: "all", mode: "all" });
  });
});

describe("the form of a new account", () => {
  const channel = {
    channelKey: "c-1",
    pgProvider: "html5_inicis",
    mid: "MID1",
    name: "일반결제",
    isTestChannel: false,
  };
  const procedures = { "virtualAccounts.channels": () => ({ items: [channel] }) };
  const path = "/virtual-accounts/new";

  test("is there again after a reload, without the key of the PG", async () => {
    const { user } = await renderConsole({ path, procedures });
    await user.type(await screen.findByRole("textbox", { name: "주문번호" }), "ORD-77");
    await user.type(screen.getByRole("textbox", { name: "입금 금액(원)" }), "33,000");
    await user.type(screen.getByRole("textbox", { name: "구매자 이름" }), "김민수");
    await user.type(screen.getByLabelText("KG이니시스 API 키"), "top-secret-key");
    expect(JSON.stringify({ ...sessionStorage })).not.toContain("top-secret");
    cleanup();
    await renderConsole({ path, procedures });
    expect(await screen.findByDisplayValue("ORD-77")).toBeTruthy();
    expect(screen.getByDisplayValue("33,000")).toBeTruthy();
    expect(screen.getByDisplayValue("김민수")).toBeTruthy();
    expect(screen.queryByDisplayValue("top-secret-key")).toBeNull();
    cleanup();
    // An account that is issued anew begins with its own order, and has a form of its own.
    const again = await renderConsole({ path: `${path}?order=ORD-88&amount=5000`, procedures });
    expect(await screen.findByDisplayValue("ORD-88")).toBeTruthy();
    expect(screen.queryByDisplayValue("김민수")).toBeNull();
    await again.user.type(screen.getByRole("textbox", { name: "구매자 이름" }), "이유나");
    cleanup();
    await renderConsole({ path: `${path}?order=ORD-88&amount=5000`, procedures });
    expect(await screen.findByDisplayValue("이유나")).toBeTruthy();
    cleanup();
    await renderConsole({ path, procedures });
    expect(await screen.findByDisplayValue("ORD-77")).toBeTruthy();
    cleanup();
    // Nobody else who signs in to this tab finds it.
    queryClient.clear();
    const { user: somebody, ...session } = sessionOf("support");
    const other = { ...session, user: { ...somebody, id: "somebody-else" } };
    await renderConsole({ path, procedures: { ...procedures, "sessions.me": () => other } });
    await screen.findByRole("textbox", { name: "주문번호" });
    expect(screen.queryByDisplayValue("ORD-77")).toBeNull();
  });
});
