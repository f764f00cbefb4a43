import { judgeRefund, money, type Payment, type RefundRequest } from "@maru/domain";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aPayment } from "../../testing/a-payment.ts";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole, sessionOf } from "../../testing/render-console.tsx";
import { aPreview, aRefund, previewedAtMs } from "./testing/refunds.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  sessionStorage.clear();
});
afterEach(() => vi.useRealTimers());

interface Options {
  readonly payment?: Payment;
  readonly preview?: Partial<ReturnType<typeof aPreview>>;
  readonly procedures?: ConsoleOptions["procedures"];
  readonly language?: "ko" | "en";
  readonly query?: string;
}

function procedures({ payment = aPayment(), preview = {} }: Options) {
  return {
    "payments.get": () => ({
      payment,
      cancellable: money(payment.amount.amount - payment.cancelledAmount.amount, payment.amount.currency),
      disagreement: null,
      cancellationOrigins: [],
      isMasked: false,
      revealedUntilMs: null,
      readAtMs: Date.now(),
      source: "poll",
    }),
    "payments.refresh": () => new Promise(() => undefined),
    "payments.related": () => ({ sameOrder: [], samePhone: null, sameEmail: null, sameCard: null }),
    "payments.note.list": () => ({ items: [] }),
    "payments.timeline": () => ({ entries: [] }),
    "refunds.preview": () => aPreview(payment, preview),
    "refunds.announce": () => ({ repeatAfterMs: 15_000 }),
    "refunds.preparing": () => ({ people: preview.preparing ?? [] }),
  };
}

async function open(options: Options = {}) {
  const payment = options.payment ?? aPayment();
  const shown = await renderConsole({
    path: `/payments/${payment.impUid}/refund${options.query ?? ""}`,
    language: options.language ?? "ko",
    procedures: { ...procedures(options), ...options.procedures },
  });
  const sent = () =>
    shown.calls.filter(({ path }) => path === "refunds.request").map(({ input }) => input as RefundRequest);
  return { ...shown, sent };
}

function aCancel(amount: number): Payment["cancellations"][number] {
  return {
    cancellationId: "can_1",
    pgTid: null,
    amount: money(amount, "KRW"),
    reason: "[R7K3Q9] 단순 변심",
    cancelledAt: previewedAtMs / 1000,
    receiptUrl: "https://pg.example/slip/1",
  };
}

type Opened = Awaited<ReturnType<typeof open>>;

const panel = async () => within(await screen.findByRole("region", { name: /김민수|환불|Refund/ }));
const submit = (name: string | RegExp) => screen.getByRole("button", { name });

async function writePart({ user }: Opened, amount = "45,000") {
  await user.click(await screen.findByRole("radio", { name: /^일부/ }));
  await user.type(screen.getByRole("textbox", { name: "환불 금액" }), amount);
  await user.selectOptions(screen.getByRole("combobox", { name: "사유" }), "change_of_mind");
}

describe("the form", () => {
  test("chooses nothing by itself, and sends nothing until somebody has chosen", async () => {
    const opened = await open();
    expect(await screen.findByRole("radio", { name: /^남은 전액/ })).toHaveProperty("checked", false);
    expect(screen.getByRole("radio", { name: /^일부/ })).toHaveProperty("checked", false);
    await opened.user.click(submit("환불"));
    expect(await screen.findByText("전액과 일부 중 하나를 골라 주세요.")).toBeTruthy();
    expect(screen.getByText("확인할 곳이 2개 있어요.")).toBeTruthy();
    expect(opened.sent()).toEqual([]);
  });

  test("says the amount in its button and sends it once, with the balance that was seen", async () => {
    const opened = await open({ procedures: { "refunds.request": () => new Promise(() => undefined) } });
    await writePart(opened);
    expect(screen.getByText("환불 후 남는 금액 ₩83,000")).toBeTruthy();
    const button = submit("₩45,000 부분 환불");
    fireEvent.click(button);
    fireEvent.click(button);
    fireEvent.submit(screen.getByRole("form"));
    await waitFor(() => expect(opened.sent()).toHaveLength(1));
    expect(opened.sent()[0]).toMatchObject({
      impUid: "imp_448280090638",
      amount: 45_000,
      cancellableAmountSeen: 128_000,
      reasonCode: "change_of_mind",
      notifyShop: true,
      refundAccount: null,
    });
    expect(await screen.findByRole("button", { name: "보내는 중" })).toBeTruthy();
  });

  test("sends everything as a number", async () => {
    const opened = await open({ procedures: { "refunds.request": () => aRefund({ amount: money(128_000, "KRW") }) } });
    await opened.user.click(await screen.findByRole("radio", { name: /^남은 전액/ }));
    await opened.user.selectOptions(screen.getByRole("combobox", { name: "사유" }), "defective");
    await opened.user.click(submit("₩128,000 전액 환불"));
    await waitFor(() => expect(opened.sent()[0]?.amount).toBe(128_000));
  });

  test.each([
    ["0", /0은 환불할 수 없어요/],
    ["1e3", /금액으로 읽을 수 없어요/],
    ["128,001", /₩128,000까지예요/],
  ])("says what is wrong with %s", async (amount, words) => {
    const opened = await open();
    await writePart(opened, amount);
    await opened.user.tab();
    expect(await screen.findByText(words)).toBeTruthy();
    await opened.user.click(submit("환불"));
    expect(opened.sent()).toEqual([]);
  });

  test("offers no part where the rules forbid one, and says why", async () => {
    await open({ payment: aPayment({ method: "phone", card: null, pgProvider: "danal" }) });
    const part = await screen.findByRole("radio", { name: /^일부/ });
    expect(part).toHaveProperty("disabled", true);
    expect(screen.getByText(/휴대폰 결제는 부분 취소가 없어요/)).toBeTruthy();
  });

  test("above a cap asks for an approval instead", async () => {
    await open({
      preview: {
        caps: { perRefund: 100_000, perDay: null, perCustomer: null, refundedToday: 0, refundedToCustomer: 0 },
      },
    }).then(({ user }) => screen.findByRole("radio", { name: /^남은 전액/ }).then((radio) => user.click(radio)));
    expect(submit("₩128,000 승인 요청")).toBeTruthy();
    // What nobody has approved is not promised to the customer.
    expect(screen.getByText(/승인된 뒤에 고객에게 알려 주세요/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "한국어 복사" })).toBeNull();
    expect(screen.getByText(/한 번에 ₩100,000까지 혼자 환불할 수 있어요/)).toBeTruthy();
  });

  test("of a test payment asks for no approval and wears its tag", async () => {
    const { user } = await open({
      payment: aPayment({ isTestChannel: true }),
      preview: { caps: { perRefund: 1, perDay: 1, perCustomer: 1, refundedToday: 0, refundedToCustomer: 0 } },
    });
    await user.click(await screen.findByRole("radio", { name: /^남은 전액/ }));
    expect(submit("₩128,000 전액 환불")).toBeTruthy();
    expect((await panel()).getAllByText("테스트").length).toBeGreaterThan(0);
  });

  test("asks why the same amount again, and goes on when told", async () => {
    const recent = [
      { refundId: null, cancellationId: "c", atMs: previewedAtMs - 4 * 3_600_000, amount: 45_000, by: null },
    ];
    const opened = await open({ preview: { recent }, procedures: { "refunds.request": () => aRefund() } });
    await writePart(opened);
    expect(screen.getByText(/4시간 전 같은 결제에서 같은 금액\(₩45,000\)이 환불됐어요/)).toBeTruthy();
    await opened.user.click(submit("₩45,000 부분 환불"));
    expect(opened.sent()).toEqual([]);
    await opened.user.type(screen.getByRole("textbox", { name: "한 번 더 환불하는 이유" }), "다른 상품이에요");
    await opened.user.click(submit("₩45,000 부분 환불"));
    await waitFor(() => expect(opened.sent()[0]?.repeatReason).toBe("다른 상품이에요"));
  });

  test("splits in proportion where the PG has to be told, and shows the sum", async () => {
    const opened = await open({
      payment: aPayment({ pgProvider: "kcp" }),
      procedures: { "refunds.request": () => aRefund() },
    });
    await writePart(opened, "64,000");
    await opened.user.click(submit("₩64,000 부분 환불"));
    expect(screen.getByText("면세 금액이 있는지 골라 주세요.")).toBeTruthy();
    await opened.user.click(screen.getByRole("radio", { name: /네, 면세 금액이 있어요/ }));
    await opened.user.type(screen.getByRole("textbox", { name: "이 결제에 남은 면세 금액" }), "30,001");
    expect(screen.getByRole("textbox", { name: "이번 환불의 면세 금액" })).toHaveProperty("value", "15,000");
    expect(screen.getByText("과세 ₩49,000 + 면세 ₩15,000 = ₩64,000")).toBeTruthy();
    await opened.user.click(submit("₩64,000 부분 환불"));
    const left = { taxFree: 30_001, vat: null };
    await waitFor(() => expect(opened.sent()[0]?.split).toEqual({ taxFreeAmount: 15_000, vatAmount: null, left }));
  });

  test("begins with what was said of the tax parts before, so that the last refund takes the remainder", async () => {
    const opened = await open({
      payment: aPayment({ pgProvider: "kcp" }),
      preview: { splitLeft: { taxFree: 15_001, vat: null } },
      procedures: { "refunds.request": () => aRefund() },
    });
    await opened.user.click(await screen.findByRole("radio", { name: /^남은 전액/ }));
    expect(screen.getByRole("textbox", { name: "이 결제에 남은 면세 금액" })).toHaveProperty("value", "15,001");
    expect(screen.getByText(/지난 환불에서 적은 값으로 채웠어요/)).toBeTruthy();
    expect(screen.getByRole("textbox", { name: "이번 환불의 면세 금액" })).toHaveProperty("value", "15,001");
    await opened.user.selectOptions(screen.getByRole("combobox", { name: "사유" }), "defective");
    await opened.user.click(submit("₩128,000 전액 환불"));
    await waitFor(() => expect(opened.sent()[0]?.split?.taxFreeAmount).toBe(15_001));
  });

  test("doubts an account number that its bank hardly gives, and lets it pass", async () => {
    const opened = await open({
      payment: aPayment({ method: "vbank", card: null, pgProvider: "tosspayments" }),
      procedures: { "refunds.request": () => aRefund() },
    });
    const { user } = opened;
    await user.click(await screen.findByRole("radio", { name: /^남은 전액/ }));
    await user.selectOptions(screen.getByRole("combobox", { name: "사유" }), "defective");
    await user.selectOptions(screen.getByRole("combobox", { name: "은행" }), "카카오뱅크");
    for (const name of ["계좌번호", "계좌번호 한 번 더"]) {
      await user.type(screen.getByRole("textbox", { name }), "3333-01-234567");
    }
    expect(screen.getByText(/카카오뱅크 계좌번호는 13자리인데 12자리를 적었어요/)).toBeTruthy();
    await user.click(screen.getByRole("checkbox", { name: /고객이 알려준 것과 맞춰 봤어요/ }));
    await user.click(submit("₩128,000 전액 환불"));
    await waitFor(() => expect(opened.sent()[0]?.refundAccount).toMatchObject({ number: "333301234567" }));
  });

  test("tells colleagues that it is open as often as the server asks to be told", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { calls } = await open({ procedures: { "refunds.announce": () => ({ repeatAfterMs: 4_000 }) } });
    await screen.findByRole("radio", { name: /^남은 전액/ });
    const told = () => calls.filter(({ path }) => path === "refunds.announce").length;
    await waitFor(() => expect(told()).toBe(1));
    // The answer changes the pace; what is due by it is due every four seconds from there.
    await act(async () => undefined);
    act(() => void vi.advanceTimersByTime(12_000));
    await waitFor(() => expect(told()).toBe(4));
  });

  test("has a virtual account's new account typed twice, read back and compared again after an edit", async () => {
    const opened = await open({
      payment: aPayment({ method: "vbank", card: null, pgProvider: "tosspayments" }),
      procedures: { "refunds.request": () => aRefund() },
    });
    const { user } = opened;
    await user.click(await screen.findByRole("radio", { name: /^남은 전액/ }));
    await user.selectOptions(screen.getByRole("combobox", { name: "사유" }), "defective");
    await user.selectOptions(screen.getByRole("combobox", { name: "은행" }), "신한은행");
    await user.type(screen.getByRole("textbox", { name: "계좌번호" }), "110-123-456789");
    const again = screen.getByRole("textbox", { name: "계좌번호 한 번 더" });
    await user.type(again, "110123456780");
    await user.tab();
    expect(await screen.findByText(/위의 계좌번호와 달라요/)).toBeTruthy();
    await user.clear(again);
    await user.type(again, "110123456789");
    expect(screen.getByText("신한은행 110 123 456 789")).toBeTruthy();
    const compared = () => screen.getByRole("checkbox", { name: /고객이 알려준 것과 맞춰 봤어요/ });
    await user.click(compared());
    await user.clear(screen.getByRole("textbox", { name: "예금주" }));
    await user.type(screen.getByRole("textbox", { name: "예금주" }), "김민지");
    expect(compared()).toHaveProperty("checked", false);
    expect(screen.getByText(/구매자 이름\(김민수\)과 달라요/)).toBeTruthy();
    await user.click(submit("₩128,000 전액 환불"));
    expect(opened.sent()).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(compared()));
    expect(compared().getAttribute("aria-invalid")).toBe("true");
    await user.click(compared());
    await user.click(submit("₩128,000 전액 환불"));
    await waitFor(() =>
      expect(opened.sent()[0]?.refundAccount).toEqual({
        bankCode: "088",
        number: "110123456789",
        holder: "김민지",
        tel: null,
      }),
    );
  });

  test("looks up whose account it is where somebody tells, and forgets it when the number is edited", async () => {
    const holders = [null, "김 민수", "박서연"];
    const { user, calls } = await open({
      payment: aPayment({ method: "vbank", card: null, pgProvider: "tosspayments" }),
      procedures: { "virtualAccounts.holder": () => ({ holder: holders.shift() ?? null }) },
    });
    await user.click(await screen.findByRole("radio", { name: /^남은 전액/ }));
    await user.selectOptions(screen.getByRole("combobox", { name: "은행" }), "신한은행");
    const write = async (number: string) => {
      for (const name of ["계좌번호", "계좌번호 한 번 더"]) {
        const field = screen.getByRole("textbox", { name });
        await user.clear(field);
        await user.type(field, number);
      }
    };
    await write("110123456789");
    await user.click(await screen.findByRole("button", { name: "예금주 확인" }));
    expect(await screen.findByText(/이 계좌의 예금주를 알 수 없어요/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "예금주 확인" }));
    expect(await screen.findByText("예금주: 김 민수. 적은 이름과 같아요.")).toBeTruthy();
    await write("110123456780");
    expect(screen.queryByText(/적은 이름과 같아요/)).toBeNull();
    await user.click(await screen.findByRole("button", { name: "예금주 확인" }));
    expect(await screen.findByText("예금주: 박서연. 적은 이름과 달라요.")).toBeTruthy();
    const asked = calls.filter(({ path }) => path === "virtualAccounts.holder").map(({ input }) => input);
    expect(asked).toEqual([
      { bank: "088", number: "110123456789" },
      { bank: "088", number: "110123456789" },
      { bank: "088", number: "110123456780" },
    ]);
  });

  test("a late answer about the holder leaves the account that was ticked meanwhile ticked, in the place kept for it", async () => {
    const answer = Promise.withResolvers<{ holder: string }>();
    const { user } = await open({
      payment: aPayment({ method: "vbank", card: null, pgProvider: "tosspayments" }),
      procedures: { "virtualAccounts.holder": () => answer.promise },
    });
    await user.click(await screen.findByRole("radio", { name: /^남은 전액/ }));
    await user.selectOptions(screen.getByRole("combobox", { name: "은행" }), "신한은행");
    for (const name of ["계좌번호", "계좌번호 한 번 더"])
      await user.type(screen.getByRole("textbox", { name }), "110123456789");
    const ask = await screen.findByRole("button", { name: "예금주 확인" });
    const place = ask.nextElementSibling;
    expect(place?.className).not.toContain("min-h");
    await user.click(ask);
    expect(place?.className).toContain("min-h");
    const compared = screen.getByRole("checkbox", { name: /고객이 알려준 것과 맞춰 봤어요/ });
    await user.click(compared);
    answer.resolve({ holder: "박서연" });
    expect(await screen.findByText("예금주: 박서연. 적은 이름과 달라요.")).toBeTruthy();
    expect(compared).toHaveProperty("checked", true);
  });

  test("copies the customer's sentence with one key, in the reader's language", async () => {
    const { user } = await open({ language: "en" });
    await user.click(await screen.findByRole("radio", { name: /^All that is left/ }));
    await user.click(screen.getByRole("heading", { level: 2, name: /김민수/ }));
    await user.keyboard("c");
    expect(await navigator.clipboard.readText()).toBe(
      "Your refund of ₩128,000 should arrive between Mon 30 Nov and Wed 2 Dec. It may vary by card company.",
    );
    await user.click(screen.getByRole("button", { name: "Copy in Korean" }));
    expect(await navigator.clipboard.readText()).toContain("11월 30일(월)에서 12월 2일(수) 사이에");
  });
});

describe("other people", () => {
  test("who prepare a refund of the same payment are named", async () => {
    const people = [{ userId: "user-2", name: "박지원" }];
    const { calls, unmount } = await open({ preview: { preparing: people } });
    expect(await screen.findByText("박지원 님이 이 결제의 환불을 준비하고 있어요.")).toBeTruthy();
    await waitFor(() => expect(calls.filter(({ path }) => path === "refunds.announce")).toHaveLength(1));
    unmount();
    await waitFor(() =>
      expect(calls.at(-1)).toMatchObject({ path: "refunds.announce", input: { isPreparing: false } }),
    );
  });

  test("who change the balance are noticed: old and new stand side by side, and the amount is chosen anew", async () => {
    let payment = aPayment();
    const opened = await open({ procedures: { "refunds.preview": () => aPreview(payment) } });
    await opened.user.click(await screen.findByRole("radio", { name: /^남은 전액/ }));
    payment = aPayment({
      status: "partially_cancelled",
      cancelledAmount: money(32_000, "KRW"),
      cancellations: [aCancel(32_000)],
    });
    act(() =>
      opened.live.handlers?.onEvent({ type: "payment.changed", impUids: [payment.impUid], added: [] } as never),
    );
    const title = await screen.findByText("보고 계신 동안 잔액이 바뀌었어요");
    const notice = within(title.closest<HTMLElement>('[role="alert"]') ?? document.body);
    expect(notice.getByText("₩128,000")).toBeTruthy();
    expect(notice.getByText("₩96,000")).toBeTruthy();
    await opened.user.selectOptions(screen.getByRole("combobox", { name: "사유" }), "defective");
    await opened.user.click(submit(/남은 전액 환불/));
    expect(opened.sent()).toEqual([]);
    await opened.user.click(notice.getByRole("button", { name: "바뀐 금액으로 계속" }));
    expect(screen.getByRole("radio", { name: /^남은 전액/ })).toHaveProperty("checked", false);
  });
});

describe("instead of a form", () => {
  test("what cannot be refunded says why, by which page, and the way forward", async () => {
    await open({ payment: aPayment({ method: "phone", card: null, pgProvider: "danal", paidAt: 1_790_000_000 }) });
    expect(await screen.findByText("여기서 환불할 수 없는 결제예요")).toBeTruthy();
    expect(screen.getByText(/결제한 달\(2026-09\) 안에서만 취소할 수 있어요/)).toBeTruthy();
    expect(screen.getByRole("link", { name: /결제취소\(환불\) 연동하기/ }).getAttribute("href")).toMatch(/^https:/);
    expect(screen.queryByRole("radio")).toBeNull();
  });

  test("what the PG has to be asked says so", async () => {
    await open({ payment: aPayment({ isEscrow: true, pgProvider: "welcome" }) });
    expect(await screen.findByText("PG에 먼저 물어봐야 하는 결제예요")).toBeTruthy();
    expect(screen.queryByRole("radio")).toBeNull();
  });

  test("stopped refunds say what stopped them", async () => {
    await open({ preview: { faults: [{ fault: "disk_nearly_full", freeBytes: 1 }] } });
    expect(await screen.findByText("서버의 저장 공간이 거의 찼어요.")).toBeTruthy();
    expect(screen.queryByRole("radio")).toBeNull();
  });

  test("a refund under way is shown, and no second one begun", async () => {
    const underWay = aRefund({ state: "checking", requestedBy: { userId: "user-2", name: "박지원" } });
    await open({ preview: { openRefund: underWay } });
    expect(await screen.findByText("이 결제에는 끝나지 않은 환불이 있어요: ₩45,000, 박지원")).toBeTruthy();
    expect(screen.queryByRole("radio")).toBeNull();
  });

  test("a balance that cannot be read begins nothing", async () => {
    await open({ procedures: { "refunds.preview": () => Promise.reject(refusal("UPSTREAM_REFUSED")) } });
    expect(await screen.findByText("지금 잔액을 읽지 못했어요")).toBeTruthy();
    expect(screen.queryByRole("radio")).toBeNull();
  });

  test("a role without the right prepares nothing", async () => {
    const { calls } = await open({ procedures: { "sessions.me": () => sessionOf("viewer") } });
    expect(await screen.findByRole("heading", { name: "이 화면을 볼 권한이 없어요" })).toBeTruthy();
    // The navigation counts what needs somebody, and the payment beside it says what has not ended; that is all.
    const besideTheForm = ["refunds.counts", "refunds.list", "refunds.reasons.list"];
    const asked = calls.filter(({ path }) => path.startsWith("refunds.") && !besideTheForm.includes(path));
    expect(asked).toEqual([]);
  });
});

/** Nothing may be called a failure before it is proved to be one. */
function expectNoFailure(): void {
  const words = document.querySelector('section[aria-labelledby="refund-heading"]')?.textContent ?? "";
  expect(words).not.toMatch(/실패|failed/i);
}

describe("what became of it", () => {
  async function send(answer: () => unknown, others: ConsoleOptions["procedures"] = {}) {
    const opened = await open({ procedures: { "refunds.request": answer, ...others } });
    await writePart(opened);
    await opened.user.click(submit("₩45,000 부분 환불"));
    return opened;
  }
  const settled = (facts: Parameters<typeof aRefund>[0]) => {
    const refund = () => ({ refund: aRefund(facts), steps: [] });
    return send(() => aRefund(facts), { "refunds.get": refund });
  };

  test("done: the rest, the slip, the sentence for the customer, and the shop", async () => {
    const payment = aPayment({
      isCashReceiptIssued: true,
      cancellations: [aCancel(45_000)],
    });
    await send(() => aRefund(), {
      "payments.get": procedures({ payment })["payments.get"],
      "refunds.get": () => ({ refund: aRefund(), steps: [] }),
    });
    expect(await screen.findByText("₩45,000 환불을 마쳤어요")).toBeTruthy();
    const told = await panel();
    expect(told.getByText("더 환불할 수 있는 금액: ₩83,000")).toBeTruthy();
    expect((await told.findByRole("link", { name: "취소 전표" })).getAttribute("href")).toBe(
      "https://pg.example/slip/1",
    );
    expect(await told.findByText(/환불 금액\(₩45,000\)은/)).toBeTruthy();
    expect(told.getByText("현금영수증이 발행된 결제예요")).toBeTruthy();
    expect(told.queryByRole("button", { name: "다시 작성" })).toBeNull();
    expect(localStorage.getItem("maru:refund-draft:user-1:imp_448280090638")).toBeNull();
  });

  test("refused by the PG: its words as they came, what they mean, and who acts next", async () => {
    const message = "결제취소에 실패하였습니다. [8178|상계가능 정산금액 부족]";
    await settled({ state: "refused_pg", refusal: { code: -1, message }, cancellationId: null });
    expect(await screen.findByText("PG가 환불을 거절했어요")).toBeTruthy();
    expect(screen.getByText(message)).toBeTruthy();
    expect(await screen.findByText(/다음은 .+ 차례예요/)).toBeTruthy();
  });

  test("words nobody has explained are shown all the same", async () => {
    await settled({ state: "refused_pg", refusal: { code: -1, message: "쿠옹 뷁 9999" }, cancellationId: null });
    expect(await screen.findByText("쿠옹 뷁 9999")).toBeTruthy();
    expect(await screen.findByText(/아직 설명을 모으지 못한 말이에요/)).toBeTruthy();
  });

  test("stale: both balances, who changed it, and the same words again under another id", async () => {
    const problem = {
      code: "CANCELLABLE_AMOUNT_CHANGED" as const,
      reason: "",
      details: {
        currency: "KRW",
        balanceSeen: 128_000,
        balanceNow: 51_000,
        changedBy: [{ amount: 77_000, atMs: previewedAtMs, source: "console", name: null, refundId: null }],
      },
    };
    const opened = await settled({ state: "refused_stale", problem, cancellationId: null });
    const told = within(
      (await screen.findByText("잔액이 달라서 보내지 않았어요")).closest("div")?.parentElement ?? document.body,
    );
    expect(told.getByText("₩128,000")).toBeTruthy();
    expect(told.getByText("₩51,000")).toBeTruthy();
    expect(told.getByText(/포트원 콘솔에서 ₩77,000/)).toBeTruthy();
    const [first] = opened.sent();
    await opened.user.click(screen.getByRole("button", { name: "다시 작성" }));
    expect(await screen.findByRole("combobox", { name: "사유" })).toHaveProperty("value", "change_of_mind");
    await opened.user.click(screen.getByRole("radio", { name: /^일부/ }));
    expect(screen.getByRole("textbox", { name: "환불 금액" })).toHaveProperty("value", "45,000");
    await opened.user.click(submit("₩45,000 부분 환불"));
    await waitFor(() => expect(opened.sent()).toHaveLength(2));
    expect(opened.sent()[1]?.refundId).not.toBe(first?.refundId);
  });

  test.each([
    ["requested", "₩45,000 환불을 PG에 요청했어요"],
    ["waiting_approval", "₩45,000 환불의 승인을 기다려요"],
    ["needs_person", "사람이 확인해야 해요"],
    ["checking", "환불됐는지 확인하고 있어요"],
    ["sending", "보내는 중이에요"],
  ] as const)("%s is said, and nobody is offered to send it again", async (state, words) => {
    await settled({
      state,
      cancellationId: null,
      balanceAfter: null,
      settledAtMs: null,
      checks: 2,
      lastCheckedAtMs: previewedAtMs,
      nextCheckAtMs: previewedAtMs + 15_000,
      approval:
        state === "waiting_approval"
          ? { above: ["per_refund"], expiresAtMs: previewedAtMs, approvedBy: null, approvedAtMs: null }
          : null,
    });
    expect(await screen.findByText(words)).toBeTruthy();
    expect((await panel()).queryByRole("button", { name: /다시|환불$/ })).toBeNull();
    expectNoFailure();
  });

  test("not sent because a rule says no: the rule and its page", async () => {
    const findings = judgeRefund(aPayment({ isEscrow: true, pgProvider: "welcome" }), null, previewedAtMs).findings;
    await settled({
      state: "not_sent",
      cancellationId: null,
      problem: { code: "REFUND_IMPOSSIBLE", reason: "", details: { findings } },
    });
    expect(await screen.findByText("보내지 않았어요")).toBeTruthy();
    expect(screen.getByText(/구매자가 구매를 거절해야 취소할 수 있어요/)).toBeTruthy();
  });

  test("an answer that never came is asked for and not sent again, and no word says it failed", async () => {
    const states = ["checking", "done"] as const;
    let asked = 0;
    const opened = await send(() => Promise.reject(new TypeError("Failed to fetch")), {
      "refunds.get": () => ({ refund: aRefund({ state: states[Math.min(asked++, 1)] ?? "done" }), steps: [] }),
    });
    expect(await screen.findByText("환불됐는지 확인하고 있어요")).toBeTruthy();
    expectNoFailure();
    expect((await panel()).queryByRole("button", { name: /다시|환불$/ })).toBeNull();
    act(() => opened.live.handlers?.onEvent({ type: "refund.changed", refundId: "x", impUid: "imp_448280090638" }));
    expect(await screen.findByText("₩45,000 환불을 마쳤어요")).toBeTruthy();
    expect(opened.sent()).toHaveLength(1);
  });

  test("a request the server never saw can be sent again, as the same refund", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 200 });
    let isReachable = false;
    const opened = await send(() => (isReachable ? aRefund() : Promise.reject(new TypeError("Failed to fetch"))), {
      "refunds.get": () => (isReachable ? { refund: aRefund(), steps: [] } : Promise.reject(refusal("NOT_FOUND"))),
    });
    expect(await screen.findByText(/서버가 이 요청을 받지 못했어요/, undefined, { timeout: 15_000 })).toBeTruthy();
    await opened.user.click(screen.getByRole("button", { name: "다시 작성" }));
    expect(await screen.findByRole("textbox", { name: "환불 금액" })).toHaveProperty("value", "45,000");
    await opened.user.click(submit("₩45,000 부분 환불"));
    await waitFor(() => expect(opened.sent()).toHaveLength(2));
    expect(opened.sent()[1]).toEqual(opened.sent()[0]);
    isReachable = true;
  });

  test("a fresh code is asked for where the server wants one", async () => {
    const { requests } = fakeHttp({
      "/trpc/console.status": () => liveStatus,
      "/api/auth/two-factor/verify-totp": () => ({ body: {} }),
    });
    let isProven = false;
    const opened = await send(() => (isProven ? aRefund() : Promise.reject(refusal("STEP_UP_REQUIRED"))), {
      "refunds.get": () => ({ refund: aRefund(), steps: [] }),
    });
    await opened.user.type(await screen.findByRole("textbox", { name: "인증 앱의 6자리 코드" }), "123456");
    await opened.user.click(screen.getByRole("button", { name: "확인" }));
    await waitFor(() => expect(requests.at(-1)).toMatchObject({ body: { code: "123456" } }));
    isProven = true;
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "인증 앱의 6자리 코드" })).toBeNull());
    await opened.user.click(submit("₩45,000 부분 환불"));
    expect(await screen.findByText("₩45,000 환불을 마쳤어요")).toBeTruthy();
    expect(opened.sent()[1]?.refundId).toBe(opened.sent()[0]?.refundId);
  });
});

describe("a session that ends", () => {
  test("while the form is sent keeps what was typed, and sends the same refund once somebody is signed in again", async () => {
    let isSignedOut = true;
    const opened = await open({
      procedures: {
        "refunds.request": () => {
          if (isSignedOut) throw refusal("SIGNED_OUT");
          return aRefund();
        },
      },
    });
    await writePart(opened);
    await opened.user.click(submit("₩45,000 부분 환불"));
    await waitFor(() => expect(opened.sent()).toHaveLength(1));
    isSignedOut = false;
    expect(await screen.findByRole("textbox", { name: "환불 금액" })).toHaveProperty("value", "45,000");
    await waitFor(() => expect(localStorage.getItem("maru:refund-draft:user-1:imp_448280090638")).toContain("45,000"));
    await opened.user.click(submit("₩45,000 부분 환불"));
    await waitFor(() => expect(opened.sent()).toHaveLength(2));
    expect(opened.sent()[1]).toEqual(opened.sent()[0]);
  });
});

describe("what was typed", () => {
  test("survives a reload", async () => {
    const first = await open();
    await writePart(first);
    first.unmount();
    await open();
    expect(await screen.findByText("적어 두었던 내용을 이어서 보여드려요.")).toBeTruthy();
    expect(screen.getByRole("textbox", { name: "환불 금액" })).toHaveProperty("value", "45,000");
    expect(submit("₩45,000 부분 환불")).toBeTruthy();
  });

  test("can be thrown away", async () => {
    const first = await open();
    await writePart(first);
    first.unmount();
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "새로 쓰기" }));
    expect(screen.getByRole("radio", { name: /^일부/ })).toHaveProperty("checked", false);
  });

  test("and sent before a crash is asked about, not shown as a form again", async () => {
    const first = await open({ procedures: { "refunds.request": () => new Promise(() => undefined) } });
    await writePart(first);
    await first.user.click(submit("₩45,000 부분 환불"));
    await waitFor(() => expect(first.sent()).toHaveLength(1));
    first.unmount();
    const second = await open({
      procedures: { "refunds.get": () => ({ refund: aRefund({ state: "checking" }), steps: [] }) },
    });
    expect(await screen.findByText("환불됐는지 확인하고 있어요")).toBeTruthy();
    expect(second.sent()).toEqual([]);
    expect(second.calls).toContainEqual({
      path: "refunds.get",
      input: { refundId: first.sent()[0]?.refundId },
    });
  });
});
