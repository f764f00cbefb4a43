import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { aPayment } from "../../testing/a-payment.ts";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const won = (amount: number) => ({ amount, currency: "KRW" });
const requestedAtMs = Date.UTC(2026, 10, 21, 5, 32, 7);

const refund = {
  refundId: "0123456789abcdef",
  impUid: "imp_448280090638",
  merchantUid: "ORD-20261120-000123",
  state: "waiting_approval",
  tag: "[R7K3Q9]",
  amount: won(5_000_000),
  balanceSeen: won(8_000_000),
  balanceAfter: null,
  taxFreeAmount: null,
  vatAmount: null,
  reasonCode: "defective",
  reasonText: "상품 파손",
  repeatReason: null,
  refundAccount: null,
  notifyShop: true,
  isTest: false,
  pgProvider: "html5_inicis",
  mid: "MID1",
  method: "card",
  requestedBy: { userId: "user-2", name: "박서연" },
  requestedAtMs,
  approval: { above: ["per_refund"], expiresAtMs: requestedAtMs + 86_400_000, approvedBy: null, approvedAtMs: null },
  sentAtMs: null,
  settledAtMs: null,
  checks: 0,
  lastCheckedAtMs: null,
  nextCheckAtMs: null,
  alertedAtMs: null,
  cancellationId: null,
  refusal: null,
  problem: null,
  proposal: null,
};
const checking = {
  ...refund,
  refundId: "fedcba9876543210",
  tag: "[ABCDEF]",
  state: "checking",
  approval: null,
  amount: won(30_000),
  checks: 3,
  lastCheckedAtMs: requestedAtMs + 15_000,
  nextCheckAtMs: requestedAtMs + 60_000,
};
const counts = {
  states: [
    { state: "waiting_approval", count: 1, oldestAtMs: requestedAtMs },
    { state: "checking", count: 2, oldestAtMs: requestedAtMs },
  ],
  forPeople: 1,
};
const review = {
  refund,
  payment: aPayment({ orderName: "민수네 사과 5kg" }),
  balance: won(8_000_000),
  isMasked: false,
  readAtMs: requestedAtMs + 60_000,
  ofCustomer: [{ ...refund, refundId: "another000000001", state: "done", amount: won(20_000) }],
  refundedToCustomer: 20_000,
  verdict: { verdict: "allowed", findings: [], part: { verdict: "allowed", findings: [] }, needs: {} },
};
const steps = [
  {
    atMs: requestedAtMs,
    from: null,
    to: "opened",
    by: { userId: "user-2", name: "박서연" },
    details: { balanceSeen: 8_000_000 },
  },
  { atMs: requestedAtMs + 1000, from: "opened", to: "waiting_approval", by: null, details: { above: ["per_refund"] } },
];

const procedures = {
  "refunds.counts": () => counts,
  "refunds.list": () => ({ items: [refund, checking], nextCursor: null }),
  "refunds.safeMode": () => ({ faults: [] }),
  "refunds.get": () => ({ refund, steps }),
  "refunds.review": () => review,
};

describe("the desk", () => {
  test("lists refunds with the cap they are above and what was looked at, and says in the menu how many wait", async () => {
    await renderConsole({ path: "/refunds", procedures });
    const table = within(await screen.findByRole("table", { name: "환불" }));
    const waiting = table.getByRole("link", { name: "[R7K3Q9] ₩5,000,000 환불 열기" });
    expect(waiting.getAttribute("href")).toBe("/refunds/0123456789abcdef");
    expect(waiting.closest("tr")?.textContent).toContain("한 건 한도 초과");
    const looked = table.getByRole("link", { name: "[ABCDEF] ₩30,000 환불 열기" }).closest("tr")?.textContent;
    expect(looked).toContain("3번 확인함 · 마지막 14:32:22");
    expect(looked).not.toContain("실패");
    expect(await screen.findByRole("link", { name: "확인할 환불 1건" })).toBeTruthy();
  });

  test("asks for the states of the tab that the address names", async () => {
    const { user, calls, router } = await renderConsole({ path: "/refunds?show=nonsense", procedures });
    await user.click(await screen.findByRole("link", { name: /^확인 중/ }));
    expect(router.state.location.search).toBe("?show=checking");
    await waitFor(() =>
      expect(calls.findLast(({ path }) => path === "refunds.list")?.input).toMatchObject({
        states: ["opened", "approved", "sending", "checking"],
      }),
    );
  });

  test("says why refunds are stopped", async () => {
    await renderConsole({
      path: "/refunds",
      procedures: { ...procedures, "refunds.safeMode": () => ({ faults: [{ fault: "index_lags", behindMs: 1e6 }] }) },
    });
    expect(await screen.findByText("아임포트에서 읽어 온 내용이 15분 넘게 밀려 있어요.")).toBeTruthy();
  });

  test("has words for an empty desk and for an empty tab", async () => {
    const none = { ...procedures, "refunds.list": () => ({ items: [], nextCursor: null }) };
    const { user } = await renderConsole({ path: "/refunds", procedures: none });
    expect(await screen.findByText("아직 환불이 없어요")).toBeTruthy();
    await user.click(screen.getByRole("link", { name: /^환불 완료/ }));
    expect(await screen.findByText("여기에 해당하는 환불이 없어요")).toBeTruthy();
  });
});

describe("a refund that waits for approval", () => {
  const path = "/refunds/0123456789abcdef";

  test("shows the fresh balance and the customer's history to its approver, and is sent by the button with the amount", async () => {
    const { user, calls } = await renderConsole({
      path,
      procedures: { ...procedures, "refunds.approve": () => ({ ...refund, state: "done" }) },
    });
    const section = within(await screen.findByRole("region", { name: "승인 검토" }));
    expect(await section.findByText("₩8,000,000")).toBeTruthy();
    expect(section.getByText("최근 30일 동안 ₩20,000")).toBeTruthy();
    expect(section.getByRole("link", { name: "₩20,000" })).toBeTruthy();
    // A double click is one approval, and no refused second one in the log.
    await user.dblClick(section.getByRole("button", { name: "승인하고 ₩5,000,000 환불" }));
    await waitFor(() =>
      expect(calls.flatMap(({ path: called, input }) => (called === "refunds.approve" ? [input] : []))).toEqual([
        { refundId: refund.refundId },
      ]),
    );
  });

  test("says once it is done when the customer sees the money, ready to be copied", async () => {
    const done = { ...refund, state: "done", approval: null, sentAtMs: requestedAtMs, settledAtMs: requestedAtMs };
    await renderConsole({
      path,
      procedures: {
        ...procedures,
        "refunds.get": () => ({ refund: done, steps: [] }),
        "payments.get": () => ({
          payment: aPayment({ amount: won(8_000_000) }),
          isMasked: false,
          readAtMs: requestedAtMs,
        }),
      },
    });
    expect(await screen.findByText(/환불 금액\(₩5,000,000\)은/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "한국어 복사" })).toBeTruthy();
  });

  test("shows its approver what was bought and by whom, as far as the role may see it", async () => {
    const masked = aPayment({ orderName: "민수네 사과 5kg", buyer: { ...aPayment().buyer, name: "김*수", tel: null } });
    await renderConsole({
      path,
      procedures: { ...procedures, "refunds.review": () => ({ ...review, payment: masked, isMasked: true }) },
    });
    const shown = within(await screen.findByRole("region", { name: "승인 검토" }));
    expect(await shown.findByText("민수네 사과 5kg")).toBeTruthy();
    expect(shown.getByText(/^김\*수/)).toBeTruthy();
    expect(shown.getByText("구매자 정보는 역할에 따라 가려져 있어요.")).toBeTruthy();
  });

  test("is asked about at once where nobody knows yet what became of it", async () => {
    const { user, calls } = await renderConsole({
      path: `/refunds/${checking.refundId}`,
      procedures: {
        ...procedures,
        "refunds.get": () => ({ refund: checking, steps }),
        "refunds.checkNow": () => checking,
      },
    });
    await user.click(await screen.findByRole("button", { name: "지금 확인" }));
    expect(await screen.findByText(/아임포트에 지금 물어보고 있어요/)).toBeTruthy();
    expect(calls.find(({ path: called }) => called === "refunds.checkNow")?.input).toEqual({
      refundId: checking.refundId,
    });
  });

  test("cannot be approved once the balance is another, and shows both", async () => {
    await renderConsole({
      path,
      procedures: { ...procedures, "refunds.review": () => ({ ...review, balance: won(1_000_000) }) },
    });
    expect(await screen.findByText("남은 금액이 바뀌었어요")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /승인하고/ })).toBeNull();
    expect(screen.getByRole("button", { name: "반려" })).toBeTruthy();
  });

  test("asks its approver for a fresh code where the server wants one", async () => {
    const { user } = await renderConsole({
      path,
      procedures: {
        ...procedures,
        "refunds.approve": () => {
          throw refusal("STEP_UP_REQUIRED");
        },
      },
    });
    await user.click(await screen.findByRole("button", { name: "승인하고 ₩5,000,000 환불" }));
    expect(await screen.findByLabelText("인증 앱의 6자리 코드")).toBeTruthy();
  });

  test("is turned down only with a reason", async () => {
    const { user, calls } = await renderConsole({
      path,
      procedures: { ...procedures, "refunds.reject": () => ({ ...refund, state: "rejected" }) },
    });
    await user.click(await screen.findByRole("button", { name: "반려" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: "이 환불을 반려할까요?" }));
    await user.click(dialog.getByRole("button", { name: "반려" }));
    expect(dialog.getByText("다섯 자 이상 적어 주세요.")).toBeTruthy();
    await user.type(dialog.getByLabelText("반려하는 이유"), "금액이 주문과 달라요");
    await user.click(dialog.getByRole("button", { name: "반려" }));
    expect(await screen.findByText("환불을 반려했어요.")).toBeTruthy();
    expect(calls.find(({ path: called }) => called === "refunds.reject")?.input).toEqual({
      refundId: refund.refundId,
      reason: "금액이 주문과 달라요",
    });
  });

  test("offers its requester to take it back and nothing else", async () => {
    const own = { ...refund, requestedBy: { userId: "user-1", name: "김지원" } };
    await renderConsole({ path, procedures: { ...procedures, "refunds.get": () => ({ refund: own, steps }) } });
    expect(await screen.findByRole("button", { name: "요청 철회" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /승인하고|반려/ })).toBeNull();
  });

  test("tells somebody who may not approve whom it waits for", async () => {
    await renderConsole({ path, procedures: { ...procedures, "sessions.me": () => sessionOf("support") } });
    expect(await screen.findByText("승인 권한이 있는 사람이 검토할 수 있어요.")).toBeTruthy();
  });
});

describe("a refund whose answer was lost", () => {
  test("is being checked: says what was looked at, offers no second try, and never says that it failed", async () => {
    await renderConsole({
      path: "/refunds/fedcba9876543210",
      procedures: { ...procedures, "refunds.get": () => ({ refund: checking, steps }) },
    });
    expect(await screen.findByText(/돈이 움직였는지 아직 몰라요/)).toBeTruthy();
    expect(screen.getByText(/3번 확인함 · 마지막 2026-11-21 14:32:22/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /다시|환불$/ })).toBeNull();
    expect(document.querySelector("main")?.textContent).not.toContain("실패");
  });

  test("is settled by people only with a choice and a written reason, the second word agreeing with the first", async () => {
    const person = {
      ...checking,
      state: "needs_person",
      proposal: {
        outcome: "done",
        reason: "PG 담당자 확인",
        by: { userId: "user-9", name: "이도윤" },
        atMs: requestedAtMs,
      },
    };
    const { user, calls } = await renderConsole({
      path: "/refunds/fedcba9876543210",
      procedures: {
        ...procedures,
        "refunds.get": () => ({ refund: person, steps }),
        "refunds.decide": () => ({ ...person, state: "done" }),
      },
    });
    expect(await screen.findByText("이도윤 님의 판단: 환불되었어요")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "판단 남기기" }));
    expect(screen.getByText("어떻게 되었는지 골라 주세요.")).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "환불되었어요" }));
    await user.type(screen.getByLabelText("어떻게 확인했나요?"), "고객센터에 전화로 확인");
    await user.click(screen.getByRole("button", { name: "같은 판단으로 마무리" }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === "refunds.decide")?.input).toEqual({
        refundId: person.refundId,
        outcome: "done",
        reason: "고객센터에 전화로 확인",
      }),
    );
  });
});

test("the PG's refusal is shown in its own words beside what it means", async () => {
  const refused = {
    ...refund,
    state: "refused_pg",
    approval: null,
    refusal: { code: 1, message: "[8178] 상계가능 정산금액 부족" },
  };
  await renderConsole({
    path: "/refunds/0123456789abcdef",
    procedures: { ...procedures, "refunds.get": () => ({ refund: refused, steps }) },
  });
  expect(await screen.findByText("[8178] 상계가능 정산금액 부족")).toBeTruthy();
  expect(screen.getByText("뜻")).toBeTruthy();
});

test("an address of no refund says so", async () => {
  await renderConsole({
    path: "/refunds/0000000000000000",
    procedures: {
      ...procedures,
      "refunds.get": () => {
        throw refusal("NOT_FOUND");
      },
    },
  });
  expect(await screen.findByRole("heading", { level: 1, name: "이 환불을 찾지 못했어요" })).toBeTruthy();
});

describe("the caps", () => {
  const limits = {
    roles: [{ role: "support", perRefund: 100_000, perDay: 1_000_000, perCustomer: null }],
    stepUpAbove: 1_000_000,
  };

  test("are changed as people type amounts; an empty field is no cap, and zero refunds nothing", async () => {
    const { user, calls } = await renderConsole({
      path: "/refunds/limits",
      procedures: { ...procedures, "refunds.limits": () => limits, "refunds.changeCaps": () => limits },
    });
    const perRefund = await screen.findByLabelText("고객지원 한 건 한도(원)");
    await user.clear(perRefund);
    await user.type(perRefund, "만원");
    const row = within(screen.getByRole("form", { name: "고객지원" }));
    await user.click(row.getByRole("button", { name: "저장" }));
    expect(row.getByRole("alert").textContent).toContain("0 이상의 원 단위");
    await user.clear(perRefund);
    await user.type(perRefund, "50,000원");
    await user.clear(screen.getByLabelText("고객지원 하루 한도(원)"));
    await user.type(screen.getByLabelText("고객지원 고객별 30일 한도(원)"), "0");
    await user.click(row.getByRole("button", { name: "저장" }));
    expect(await screen.findByText("한도를 저장했어요.")).toBeTruthy();
    expect(calls.find(({ path }) => path === "refunds.changeCaps")?.input).toEqual({
      role: "support",
      perRefund: 50_000,
      perDay: null,
      perCustomer: 0,
    });
  });

  test("are for administrators", async () => {
    await renderConsole({ path: "/refunds/limits", procedures: { "sessions.me": () => sessionOf("approver") } });
    expect(await screen.findByText("이 화면을 볼 권한이 없어요")).toBeTruthy();
  });
});

describe("undoing a cancel", () => {
  const closesAtMs = Date.now() + 3 * 3_600_000;
  const offer = {
    cancellationId: "cancel-1",
    amount: won(4_000),
    cancelledAt: Math.floor(Date.now() / 1000) - 60,
    verdict: {
      verdict: "possible",
      findings: [],
      closesAtMs,
      contact: {
        name: { ko: "NHN KCP", en: "NHN KCP" },
        tel: "1544-8667",
        telSource: { title: "안내", url: "https://help.example/tel" },
        way: { ko: "전화로 요청하세요.", en: "Ask by phone." },
      },
      source: { title: "안내", url: "https://help.example/undo" },
    },
    requestText: { ko: "취소를 원복해 주세요.", en: "Please undo." },
    undoCase: null,
  };
  const help = { impUid: "imp_1", offers: [offer], restored: [], readAtMs: Date.now() };
  const path = "/payments/imp_1/undo";

  test("shows until when, whom to call and what to send, and has the payment watched", async () => {
    const { user, calls } = await renderConsole({
      path,
      procedures: { "refunds.undo.get": () => help, "refunds.undo.watch": () => help },
    });
    const article = within(await screen.findByRole("article", { name: "₩4,000 취소 원복" }));
    expect(article.getByRole("timer").textContent).toMatch(/^2시간 59분 \d+초 남음/);
    expect(article.getByRole("link", { name: "1544-8667" }).getAttribute("href")).toBe("tel:1544-8667");
    expect(article.getByText("취소를 원복해 주세요.")).toBeTruthy();
    await user.click(article.getByRole("button", { name: "요청했어요, 지켜보기" }));
    expect(calls.find(({ path: called }) => called === "refunds.undo.watch")?.input).toEqual({
      impUid: "imp_1",
      cancellationId: "cancel-1",
    });
  });

  test("says why it is hopeless, and offers nothing to send", async () => {
    const sentence = { ko: "취소는 취소한 당일에만 되돌릴 수 있어요.", en: "Only on the day." };
    const verdict = {
      ...offer.verdict,
      verdict: "impossible",
      findings: [{ rule: "not_today", verdict: "impossible", sentence }],
    };
    await renderConsole({
      path,
      procedures: { "refunds.undo.get": () => ({ ...help, offers: [{ ...offer, verdict }] }) },
    });
    expect(await screen.findByText(sentence.ko)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "요청했어요, 지켜보기" })).toBeNull();
    expect(screen.queryByRole("timer")).toBeNull();
  });

  test("is over only by what upstream says", async () => {
    const undoCase = {
      state: "watching",
      openedBy: "박서연",
      openedAtMs: requestedAtMs,
      checks: 2,
      lastCheckedAtMs: requestedAtMs,
      nextCheckAtMs: null,
      closedAtMs: null,
    };
    const restored = [
      { ...undoCase, state: "restored", cancellationId: "cancel-0", amount: won(1_000), closedAtMs: requestedAtMs },
    ];
    await renderConsole({
      path,
      procedures: { "refunds.undo.get": () => ({ ...help, offers: [{ ...offer, undoCase }], restored }) },
    });
    expect(await screen.findByText("요청한 결과를 지켜보고 있어요")).toBeTruthy();
    expect(screen.getByText("₩1,000 취소가 되돌려졌어요")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "요청했어요, 지켜보기" })).toBeNull();
  });
});
