import { money, type Payment } from "@maru/domain";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole, sessionOf } from "../../testing/render-console.tsx";
import { aListedPayment, aPayment, aPaymentReading, countsOf } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
});

type Reading = RouterOutputs["payments"]["get"];

function readingOf(payment: Payment, facts: Partial<Reading> = {}): Reading {
  return { ...aPaymentReading(payment), ...facts };
}

const nothingRelated: RouterOutputs["payments"]["related"] = {
  sameOrder: [],
  samePhone: null,
  sameEmail: null,
  sameCard: null,
};

const people: RouterOutputs["payments"]["note"]["people"]["items"] = [
  { userId: "user-2", name: "김서연", role: "finance" },
  { userId: "user-3", name: "박민서", role: "approver" },
];

interface PageOptions {
  readonly payment?: Payment;
  readonly facts?: Partial<Reading>;
  readonly procedures?: ConsoleOptions["procedures"];
  readonly language?: "ko" | "en";
}

async function openPayment({ payment = aPayment(), facts = {}, procedures = {}, language = "ko" }: PageOptions = {}) {
  return renderConsole({
    path: `/payments/${payment.impUid}`,
    language,
    procedures: {
      "payments.get": () => readingOf(payment, facts),
      "payments.refresh": () => readingOf(payment, facts),
      "payments.related": () => nothingRelated,
      "payments.timeline": () => ({ entries: [] }),
      "payments.note.list": () => ({ items: [] }),
      "payments.note.people": () => ({ items: people }),
      ...procedures,
    },
  });
}

/** The payment itself has arrived, not only its place. */
const loaded = () => screen.findByText("결제 승인");

const section = async (name: string | RegExp) => within(await screen.findByRole("region", { name }));

describe("the money", () => {
  test("is a ledger that ends with what can be refunded now", async () => {
    const payment = aPayment({
      status: "partially_cancelled",
      cancelledAmount: money(32_000, "KRW"),
      cancelledAt: 1_795_233_000,
      cancellations: [
        {
          cancellationId: "can_1",
          pgTid: "tid_1",
          amount: money(32_000, "KRW"),
          reason: "단순 변심",
          cancelledAt: 1_795_233_000,
          receiptUrl: "https://pg.example/slip/1",
        },
      ],
    });
    await openPayment({ payment });
    await loaded();
    const ledger = await section("금액");
    expect(ledger.getByText("₩128,000")).toBeTruthy();
    expect(ledger.getByText("₩32,000")).toBeTruthy();
    expect(ledger.getByText("지금 환불 가능").closest("div")?.textContent).toContain("₩96,000");
    const cancellation = within((await section("취소 내역")).getAllByRole("row")[1] ?? document.body);
    expect(cancellation.getByText("단순 변심")).toBeTruthy();
    const slip = cancellation.getByRole("link", { name: /취소 전표/ });
    expect(slip.getAttribute("rel")).toBe("noreferrer");
  });

  test("raises a flag when the history and upstream disagree", async () => {
    const disagreement = { fromHistory: money(32_000, "KRW"), fromUpstream: money(40_000, "KRW") };
    await openPayment({ facts: { disagreement } });
    await loaded();
    const flag = (await section("금액")).getByRole("alert");
    expect(flag.textContent).toContain("₩32,000");
    expect(flag.textContent).toContain("₩40,000");
    expect(flag.textContent).toContain("환불하지 마세요");
  });

  test("says that nothing can be refunded before anything was paid", async () => {
    const payment = aPayment({ status: "ready", wireStatus: "ready", paidAt: null, startedAt: 1_700_000_000 });
    await openPayment({ payment, facts: { cancellable: money(0, "KRW") } });
    await loaded();
    expect((await section("금액")).getByText("결제된 금액이 없어 환불할 것이 없어요.")).toBeTruthy();
  });
});

describe("the facts", () => {
  test("are grouped, named and copied one by one", async () => {
    const { user } = await openPayment();
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await user.click(await screen.findByRole("button", { name: "승인번호 복사" }));
    expect(copied).toHaveBeenCalledWith("30012345");
    expect(screen.getByText("KG이니시스", { selector: "dd span" })).toBeTruthy();
    expect(screen.getByText("일시불")).toBeTruthy();
  });

  test("explain the words of the trade on focus", async () => {
    await openPayment();
    const term = await screen.findByRole("button", { name: "승인번호" });
    await waitFor(() => expect(term.getAttribute("aria-describedby")).not.toBeNull());
    expect(document.getElementById(term.getAttribute("aria-describedby") ?? "")?.textContent).toContain(
      "카드사가 승인",
    );
  });

  test("never turn upstream's text into a link that runs code", async () => {
    await openPayment({ payment: aPayment({ salesSlipUrl: "javascript:alert(1)" }) });
    expect(await screen.findByText("javascript:alert(1)")).toBeTruthy();
    expect(document.querySelector("a[href^=javascript]")).toBeNull();
  });

  test("say where the buyer's details are masked", async () => {
    await openPayment({ facts: { isMasked: true } });
    expect(await screen.findByText(/구매자 정보를 가려서 보여 드려요/)).toBeTruthy();
  });

  test("show a failure in the PG's words, and then what it means", async () => {
    const payment = aPayment({ status: "failed", paidAt: null, failReason: "[8042] 잔액부족" });
    await openPayment({ payment });
    expect((await screen.findAllByText("[8042] 잔액부족")).length).toBeGreaterThan(0);
    expect(screen.getByText("고객 안내 문장")).toBeTruthy();
  });

  test("wear the test tag on a test channel", async () => {
    await openPayment({ payment: aPayment({ isTestChannel: true }) });
    expect((await screen.findAllByText("테스트")).length).toBeGreaterThan(0);
  });
});

describe("freshness", () => {
  test("is restored by opening: an older copy is read again from upstream", async () => {
    const fresh = aPayment({ orderName: "바뀐 주문명" });
    const { calls } = await openPayment({
      facts: { readAtMs: Date.now() - 60_000 },
      procedures: { "payments.refresh": () => readingOf(fresh) },
    });
    expect(await screen.findByRole("heading", { level: 1, name: /바뀐 주문명/ })).toBeTruthy();
    expect(calls.filter(({ path }) => path === "payments.refresh")).toHaveLength(1);
  });

  test("is one press away", async () => {
    const { user, calls } = await openPayment();
    await user.click(await screen.findByRole("button", { name: "다시 읽기" }));
    await waitFor(() => expect(calls.some(({ path }) => path === "payments.refresh")).toBe(true));
  });

  test("that cannot be had leaves what is there, and says as of when", async () => {
    await openPayment({
      facts: { readAtMs: Date.UTC(2026, 9, 21, 5, 32, 7) },
      procedures: {
        "payments.refresh": () => {
          throw refusal("UPSTREAM_UNAVAILABLE");
        },
      },
    });
    expect(await screen.findByText("아임포트에서 다시 읽지 못했어요. 14:32:07 KST에 읽은 내용이에요.")).toBeTruthy();
    expect(screen.getByRole("heading", { level: 1, name: /가을 니트/ })).toBeTruthy();
  });

  test("is kept while a deposit is awaited, and rests while nobody can see the page (B6)", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, now: 1_795_229_500_000 });
    const payment = aPayment({
      status: "ready",
      wireStatus: "ready",
      method: "vbank",
      paidAt: null,
      card: null,
      virtualAccount: {
        bank: { code: "088", name: "신한은행" },
        number: "56211102345678",
        holder: "마루상점",
        dueAt: 1_795_300_000,
        issuedAt: 1_795_229_400,
      },
    });
    const { calls } = await openPayment({ payment });
    expect(await screen.findByText("입금을 기다리는 동안 자동으로 다시 읽어요")).toBeTruthy();
    const readings = () => calls.filter(({ path }) => path === "payments.refresh").length;
    const before = readings();
    await act(() => vi.advanceTimersByTimeAsync(21_000));
    const whileSeen = readings();
    expect(whileSeen).toBeGreaterThan(before);
    const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    await act(() => vi.advanceTimersByTimeAsync(120_000));
    expect(readings()).toBe(whileSeen);
    visibility.mockRestore();
    await act(() => vi.advanceTimersByTimeAsync(21_000));
    expect(readings()).toBeGreaterThan(whileSeen);
    vi.useRealTimers();
  });
});

describe("what belongs to it", () => {
  test("attempts under one order number are counted and told apart", async () => {
    await openPayment({
      procedures: {
        "payments.related": () => ({
          ...nothingRelated,
          sameOrder: [aListedPayment({ impUid: "imp_1", status: "failed" }), aListedPayment({ impUid: "imp_2" })],
        }),
      },
    });
    const attempts = await section("같은 주문번호 · 3번 시도");
    expect(attempts.getAllByRole("listitem")).toHaveLength(3);
    expect(attempts.getAllByRole("link")).toHaveLength(2);
    expect(attempts.getByText("지금 보는 결제")).toBeTruthy();
  });

  test("other payments of the buyer lead to all of them", async () => {
    await openPayment({
      procedures: {
        "payments.related": () => ({
          ...nothingRelated,
          samePhone: { items: [aListedPayment({ impUid: "imp_1" })], total: 12 },
          sameEmail: { items: [], total: 0 },
        }),
      },
    });
    const all = (await section("같은 전화번호 · 12건")).getByRole("link", { name: "목록에서 모두 보기" });
    expect(all.getAttribute("href")).toBe("/payments?q=phone%3A010-1234-5678");
    expect((await section("같은 이메일 · 0건")).getByText("같은 이메일로 한 다른 결제가 없어요.")).toBeTruthy();
    expect(screen.queryByRole("region", { name: /같은 카드/ })).toBeNull();
  });

  test("other payments of a masked buyer are shown here, all of them, since no search can name them (N24, N27)", async () => {
    const others = Array.from({ length: 12 }, (_, at) => aListedPayment({ impUid: `imp_${100 + at}` }));
    const { user } = await openPayment({
      facts: { isMasked: true },
      procedures: {
        "payments.related": (input) => {
          const { isWhole } = input as { isWhole: boolean };
          return { ...nothingRelated, samePhone: { items: isWhole ? others : others.slice(0, 10), total: 12 } };
        },
      },
    });
    const group = await section("같은 전화번호 · 12건");
    expect(group.queryByRole("link", { name: "목록에서 모두 보기" })).toBeNull();
    expect(group.getAllByRole("listitem")).toHaveLength(10);
    await user.click(group.getByRole("button", { name: "12건 모두 보기" }));
    await waitFor(async () =>
      expect((await section("같은 전화번호 · 12건")).getAllByRole("listitem")).toHaveLength(12),
    );
  });

  test("other payments with the same telephone and the same e-mail are listed once", async () => {
    const others = { items: [aListedPayment({ impUid: "imp_1" }), aListedPayment({ impUid: "imp_2" })], total: 2 };
    await openPayment({
      procedures: { "payments.related": () => ({ ...nothingRelated, samePhone: others, sameEmail: others }) },
    });
    const both = await section("같은 전화번호와 이메일 · 2건");
    expect(both.getAllByRole("listitem")).toHaveLength(2);
    expect(screen.queryByRole("region", { name: /^같은 이메일/ })).toBeNull();
  });

  test("the timeline says what happened, when, and how we know", async () => {
    await openPayment({
      procedures: {
        "payments.timeline": () => ({
          entries: [
            { at: 1_795_229_400, kind: "requested", source: "upstream" },
            // Within the second of the request, and after it.
            { at: 1_795_229_400, kind: "paid", source: "upstream", amount: money(128_000, "KRW") },
            { at: 1_795_229_462, kind: "webhook", source: "webhook", text: "paid", claim: "confirmed" },
            { at: 1_795_229_463, kind: "webhook", source: "webhook", text: "cancelled", claim: "contradicted" },
            { at: 1_795_229_464, kind: "webhook", source: "webhook", text: "failed", claim: "unchecked" },
          ],
        }),
      },
    });
    const [unchecked, forged, confirmed, , oldest] = await (await section("지나온 일")).findAllByRole("listitem");
    expect(unchecked?.textContent).toContain("실패(주장) · 아직 아임포트에서 확인하지 못했어요");
    expect(forged?.textContent).toContain("취소(주장) · 아임포트 기록과 달라 반영하지 않았어요");
    expect(confirmed?.textContent).toContain("웹훅을 받았어요 · 결제완료 · 아임포트에서 확인했어요");
    expect(oldest?.textContent).toContain("결제를 요청했어요");
  });

  test("what happened within one second stands newest first as well, what moved money above what was only read", async () => {
    const at = 1_795_229_400;
    await openPayment({
      procedures: {
        "payments.timeline": () => ({
          entries: [
            { at, kind: "requested", source: "upstream" },
            { at, kind: "paid", source: "upstream", amount: money(128_000, "KRW") },
            { at, kind: "webhook", source: "webhook", text: "paid", claim: "confirmed" },
            { at, kind: "read", source: "webhook", text: "paid" },
          ],
        }),
      },
    });
    const lines = await (await section("지나온 일")).findAllByRole("listitem");
    expect(lines.map((line) => line.textContent?.replace(/^[\d-]+ [\d:]+/, "").split(" · ")[0])).toEqual([
      "결제가 승인됐어요 ₩128,000",
      "결제를 요청했어요",
      "웹훅을 받았어요",
      "아임포트에서 읽었어요",
    ]);
  });

  test("the timeline names the state a refund went on to and the step that was refused", async () => {
    const actor = { name: "박서연", role: "approver" };
    const staff = (second: number, event: object) => ({
      at: 1_795_229_400 + second,
      kind: "staff",
      source: "staff",
      actor,
      event: { isRefused: false, ...event },
    });
    await openPayment({
      procedures: {
        "payments.timeline": () => ({
          entries: [
            staff(0, { name: "refund.moved", from: "opened", to: "approved" }),
            staff(1, { name: "refund.moved", from: "opened", to: "waiting_approval" }),
            staff(2, { name: "refund.refused", isRefused: true, step: "approve" }),
            staff(3, { name: "refund.stopped", isRefused: true, to: "withdrawn" }),
            staff(4, { name: "instruction.moved", to: "done" }),
            staff(5, { name: "refund_undo.asked" }),
          ],
        }),
      },
    });
    const lines = await (await section("지나온 일")).findAllByRole("listitem");
    const by = " · 박서연 (승인)";
    expect(lines.map((line) => line.textContent?.replace(/^[\d-]+ [\d:]+/, ""))).toEqual([
      `PG에 취소 원복을 요청했어요${by}`,
      `요청 단계가 바뀌었어요 · 처리 완료${by}`,
      `환불이 돈을 보내지 않고 끝났어요 · 요청 철회${by}`,
      `환불 승인이 받아들여지지 않았어요${by}`,
      `환불 단계가 바뀌었어요 · 승인 대기${by}`,
      `환불 단계가 바뀌었어요 · 승인이 필요 없음${by}`,
    ]);
  });

  test("a broken panel leaves the rest of the page", async () => {
    await openPayment({
      procedures: {
        "payments.timeline": () => {
          throw refusal("BUG");
        },
      },
    });
    expect(await (await section("지나온 일")).findByText(/이 부분을 불러오지 못했어요/)).toBeTruthy();
    expect(await section("금액")).toBeTruthy();
  });

  test("the raw JSON is fetched when it is opened, and not shown to whoever may not see it", async () => {
    const raw = { "payments.raw": () => ({ wire: { imp_uid: "imp_448280090638" }, readAtMs: 0 }) };
    const { user, calls } = await openPayment({ procedures: raw });
    const summary = await screen.findByText("원본 JSON");
    expect(calls.some(({ path }) => path === "payments.raw")).toBe(false);
    await user.click(summary);
    expect(await screen.findByText(/"imp_uid": "imp_448280090638"/)).toBeTruthy();
  });

  test("a viewer is told that the raw JSON is not theirs to see", async () => {
    const { user } = await openPayment({ procedures: { "sessions.me": () => sessionOf("viewer") } });
    await user.click(await screen.findByText("원본 JSON"));
    expect(await screen.findByText("원본을 볼 권한이 없어요.")).toBeTruthy();
  });
});

describe("by keyboard alone", () => {
  test("two keys copy an id", async () => {
    const { user } = await openPayment();
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await section("금액");
    await user.keyboard("ci");
    expect(copied).toHaveBeenLastCalledWith("imp_448280090638");
    await user.keyboard("cm");
    expect(copied).toHaveBeenLastCalledWith("ORD-20261118-00417");
    await user.keyboard("ct");
    expect(copied).toHaveBeenLastCalledWith("INIpayTest20261118140512");
  });

  test("Escape leads back to the list", async () => {
    const { user, router } = await openPayment({
      procedures: {
        "payments.list": () => ({ items: [], nextCursor: null }),
        "payments.counts": () => countsOf(0),
      },
    });
    await section("금액");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/payments"));
  });
});

describe("the faces", () => {
  test("a payment opened from the list shows at once what the row knew", async () => {
    const listed = aListedPayment();
    const { user } = await renderConsole({
      path: "/payments",
      procedures: {
        "payments.list": () => ({ items: [listed], nextCursor: null }),
        "payments.counts": () => countsOf(1),
        "payments.get": () => new Promise(() => undefined),
        "payments.related": () => new Promise(() => undefined),
        "payments.timeline": () => new Promise(() => undefined),
      },
    });
    await user.click(await screen.findByRole("link", { name: listed.merchantUid }));
    expect(await screen.findByRole("heading", { level: 1, name: "김민수 · 가을 니트 카디건 외 2건" })).toBeTruthy();
    expect((await section("금액")).getByText("₩128,000")).toBeTruthy();
  });

  test("a payment opened by its address holds the places of what is on its way (K8)", async () => {
    await openPayment({ procedures: { "payments.get": () => new Promise(() => undefined) } });
    await waitFor(() => expect(document.querySelectorAll("main .animate-shimmer").length).toBeGreaterThan(5));
  });

  test("a payment that may not be seen says which permission is missing (K8)", async () => {
    await openPayment({
      procedures: {
        "payments.get": () => {
          throw refusal("NOT_ALLOWED", { permission: "payment:read" });
        },
      },
    });
    expect(await screen.findByRole("heading", { name: "결제를 볼 권한이 없어요" })).toBeTruthy();
  });

  test("a payment on screen stays while the network is gone, and that is said (K8)", async () => {
    await openPayment();
    await loaded();
    const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    act(() => void window.dispatchEvent(new Event("offline")));
    expect(await screen.findByText(/인터넷에 연결되어 있지 않아요/)).toBeTruthy();
    expect((await section("금액")).getAllByText("₩128,000")).not.toEqual([]);
    onLine.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event("online")));
  });

  test("a payment that is not here can be asked for upstream", async () => {
    let isKnown = false;
    const { user } = await openPayment({
      procedures: {
        "payments.get": () => {
          if (!isKnown) throw refusal("PAYMENT_NOT_FOUND");
          return readingOf(aPayment());
        },
        "payments.lookup": () => {
          isKnown = true;
          return { impUids: ["imp_448280090638"], source: "upstream" };
        },
      },
    });
    expect(await screen.findByRole("heading", { name: "이 결제를 찾지 못했어요" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "아임포트에서 직접 찾기" }));
    expect(await screen.findByRole("heading", { level: 1, name: /가을 니트/ })).toBeTruthy();
  });

  test("a payment that upstream does not have either is said to be so", async () => {
    const { user } = await openPayment({
      procedures: {
        "payments.get": () => {
          throw refusal("PAYMENT_NOT_FOUND");
        },
        "payments.lookup": () => ({ impUids: [], source: "upstream" }),
      },
    });
    await user.click(await screen.findByRole("button", { name: "아임포트에서 직접 찾기" }));
    expect(
      await screen.findByText("아임포트에도 imp_448280090638 결제가 없어요. 번호를 다시 확인해 주세요."),
    ).toBeTruthy();
  });

  test("a payment that cannot be read offers to try again", async () => {
    let fails = true;
    const { user } = await openPayment({
      procedures: {
        "payments.get": () => {
          if (fails) throw refusal("BUG");
          return readingOf(aPayment());
        },
      },
    });
    const retry = await screen.findByRole("button", { name: "다시 시도" });
    fails = false;
    await user.click(retry);
    expect(await section("금액")).toBeTruthy();
  });

  test("speaks English all through", async () => {
    await openPayment({
      language: "en",
      payment: aPayment({
        orderName: "Knit",
        buyer: { name: "Kim", email: null, tel: null, address: null, postcode: null },
      }),
    });
    expect(await section("Money")).toBeTruthy();
    expect(document.querySelector("main")?.textContent).not.toMatch(/[가-힣]/);
  });
});

describe("a refund that has not ended", () => {
  const waiting = { refundId: "test-refund-0000001", state: "waiting_approval", amount: money(45_000, "KRW") };

  test("stands where the next one would be begun, and leads to itself", async () => {
    const { calls } = await openPayment({
      procedures: { "refunds.list": () => ({ items: [waiting], nextCursor: null }) },
    });
    await loaded();
    const link = await screen.findByRole("link", { name: "승인 대기 · ₩45,000 환불 보기" });
    expect(link.getAttribute("href")).toBe("/refunds/test-refund-0000001");
    expect(screen.queryByRole("link", { name: /^환불하기/ })).toBeNull();
    const asked = calls.find(({ path }) => path === "refunds.list")?.input;
    expect(asked).toMatchObject({ impUid: aPayment().impUid, states: expect.arrayContaining(["checking"]) });
    expect(asked).not.toMatchObject({ states: expect.arrayContaining(["done"]) });
  });

  test("is said in English just as much", async () => {
    await openPayment({
      language: "en",
      procedures: { "refunds.list": () => ({ items: [{ ...waiting, state: "checking" }], nextCursor: null }) },
    });
    expect(await screen.findByRole("link", { name: "Checking · see the refund of ₩45,000" })).toBeTruthy();
  });
});
