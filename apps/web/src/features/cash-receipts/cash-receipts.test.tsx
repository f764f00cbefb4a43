import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { queryClient } from "../../lib/trpc.ts";
import { anInstruction } from "../../testing/an-instruction.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  sessionStorage.clear();
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const receipt = {
  source: "payment",
  target: "imp_1",
  state: "issued",
  type: "person",
  identifierType: "phone",
  identifierMasked: "010-****-5678",
  amount: 11_000,
  vat: 1_000,
  taxFree: 0,
  orderName: null,
  pgProvider: "html5_inicis",
  receiptTid: "tid-1",
  approvalNumber: "123456789",
  url: "https://pg.invalid/receipt",
  issuedAt: 1_795_000_000,
  cancelledAt: null,
  isOurs: true,
  issuedBy: "김지원",
  readAtMs: 1_795_000_000_000,
};
const desk = {
  impUid: "imp_1",
  merchantUid: "A-1001",
  orderName: "책 세트",
  isTest: false,
  isCashLike: true,
  isFlagged: false,
  currency: "KRW",
  paid: 11_000,
  left: 11_000,
  work: "none",
  buyer: { name: "김민수", tel: "010-1234-5678", email: null },
  truth: { knowledge: "none_known", evidence: "nothing_found" },
  receipt: null,
  isFresh: true,
  pgProvider: "html5_inicis",
  offers: { read: true, issue: true, cancel: true },
  issueRefusal: null,
  cancelRefusal: { rule: "nothing_issued" },
  extras: [],
  cautions: [],
  instructions: [],
};
const instruction = anInstruction({
  instructionId: "i-1",
  kind: "cash_receipt.issue",
  target: { kind: "payment", id: "imp_1" },
  impUid: "imp_1",
  askedAtMs: 1_795_000_000_000,
  settledAtMs: 1_795_000_000_000,
});

const path = "/payments/imp_1/cash-receipt";

describe("the cash receipt of a payment", () => {
  test("is issued for what is left, after its number was checked here", async () => {
    const { user, calls } = await renderConsole({
      path,
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "cashReceipts.get": () => desk,
        "cashReceipts.issue": () => instruction,
        "instructions.get": () => ({ instruction, steps: [] }),
      },
    });
    const number = await screen.findByLabelText("번호");
    await user.clear(number);
    await user.type(number, "02-1234-5678");
    const issue = screen.getByRole("button", { name: "₩11,000 현금영수증 발급" });
    await user.click(issue);
    expect(screen.getByText("010처럼 휴대폰번호로 시작하지 않아요.")).toBeTruthy();
    expect(calls.filter(({ path: procedure }) => procedure === "cashReceipts.issue")).toEqual([]);
    await user.clear(number);
    await user.type(number, "010-1234-5678");
    await user.click(issue);
    await waitFor(() => expect(calls.map(({ path: procedure }) => procedure)).toContain("cashReceipts.issue"));
    expect(calls.find(({ path: procedure }) => procedure === "cashReceipts.issue")?.input).toMatchObject({
      impUid: "imp_1",
      amountSeen: 11_000,
      identifierType: "phone",
      identifier: "01012345678",
      taxFree: 0,
    });
    expect(await screen.findByText("현금영수증 발급 · 처리했어요")).toBeTruthy();
  });

  test("hides a resident number while it is typed, and says that it is stored nowhere", async () => {
    const { user } = await renderConsole({
      path,
      procedures: { "sessions.me": () => sessionOf("support"), "cashReceipts.get": () => desk },
    });
    await user.selectOptions(await screen.findByLabelText("번호 종류"), "주민등록번호");
    expect(screen.getByLabelText("번호").getAttribute("type")).toBe("password");
    expect(screen.getByText("주민등록번호는 PG로 보내기만 하고 어디에도 저장하지 않아요.")).toBeTruthy();
  });

  test("asks for what only this PG needs", async () => {
    const extras = ["companyTel", "companyName", "merchantBusinessNumber"];
    const { user } = await renderConsole({
      path,
      procedures: { "sessions.me": () => sessionOf("support"), "cashReceipts.get": () => ({ ...desk, extras }) },
    });
    expect(await screen.findByLabelText("상점 이름")).toBeTruthy();
    await user.type(screen.getByLabelText("상점 사업자등록번호"), "124-81-00999");
    await user.click(screen.getByRole("button", { name: "₩11,000 현금영수증 발급" }));
    expect(screen.getByText("사업자등록번호가 맞지 않아요. 숫자를 다시 확인해 주세요.")).toBeTruthy();
  });

  test("that is likely automatic is never called absent, and has a sentence for the customer", async () => {
    const truth = { knowledge: "likely_automatic", evidence: "payment_flag" };
    await renderConsole({
      path,
      procedures: {
        "sessions.me": () => sessionOf("viewer"),
        "cashReceipts.get": () => ({ ...desk, truth, isFlagged: true, buyer: null }),
      },
    });
    expect(await screen.findByText("자동 발급된 것으로 보임")).toBeTruthy();
    expect(screen.getByText(/자진발급분 소비자 등록/)).toBeTruthy();
    expect(screen.getByRole("main").textContent).not.toContain("없음");
    expect(screen.queryByRole("button", { name: /현금영수증 발급/ })).toBeNull();
  });

  test("is cancelled only after one more question, and by the number that was seen", async () => {
    const truth = { knowledge: "issued_by_us", evidence: "own_record" };
    const cancelled = { ...instruction, kind: "cash_receipt.cancel" };
    const { user, calls } = await renderConsole({
      path,
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "cashReceipts.get": () => ({
          ...desk,
          truth,
          receipt,
          cancelRefusal: null,
          issueRefusal: { rule: "already_issued" },
        }),
        "cashReceipts.cancel": () => cancelled,
        "instructions.get": () => ({ instruction: cancelled, steps: [] }),
      },
    });
    expect(await screen.findByText("휴대폰번호 010-****-5678")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "₩11,000 현금영수증 취소" }));
    const question = await screen.findByRole("alertdialog", { name: "정말 취소할까요?" });
    expect(calls.map(({ path: procedure }) => procedure)).not.toContain("cashReceipts.cancel");
    await user.click(within(question).getByRole("button", { name: "₩11,000 현금영수증 취소" }));
    await waitFor(() =>
      expect(calls.find(({ path: procedure }) => procedure === "cashReceipts.cancel")?.input).toMatchObject({
        impUid: "imp_1",
        receiptTidSeen: "tid-1",
      }),
    );
  });
});

describe("the lists", () => {
  test("keep payments and outside sales apart, and name what differs with what to do", async () => {
    const outside = { ...receipt, source: "outside", target: "CASH1", orderName: "현장 판매" };
    const difference = {
      impUid: "imp_9",
      merchantUid: "A-9",
      pgProvider: "ksnet",
      isTest: false,
      paid: 11_000,
      left: 7_000,
      receiptAmount: 11_000,
      receiptTid: "t",
      work: "reissue",
      readAtMs: 1,
      changedAt: 1,
    };
    const { user } = await renderConsole({
      path: "/cash-receipts",
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "cashReceipts.list": (input) => ({
          items: JSON.stringify(input).includes("outside") ? [outside] : [receipt],
          nextCursor: null,
        }),
        "cashReceipts.differences": () => ({
          differing: [difference],
          differingCount: 1,
          unreadable: [],
          nextCursor: null,
          checkedOn: null,
        }),
      },
    });
    expect((await screen.findByRole("link", { name: "imp_1" })).getAttribute("href")).toBe(
      "/payments/imp_1/cash-receipt",
    );
    await user.click(screen.getByRole("link", { name: "외부 거래" }));
    expect((await screen.findByRole("link", { name: "CASH1" })).getAttribute("href")).toBe(
      "/cash-receipts/outside/CASH1",
    );
    expect(screen.queryByRole("link", { name: "imp_1" })).toBeNull();
    await user.click(screen.getByRole("link", { name: "금액이 다른 것" }));
    const row = (await screen.findByRole("link", { name: "A-9" })).closest("tr");
    expect(row?.textContent).toContain("₩4,000");
    expect(row?.textContent).toContain("취소 후 재발급 필요");
  });
});

describe("the form of an outside sale", () => {
  const channel = { channelKey: "c-1", pgProvider: "kcp", mid: "A8KX2", name: "KCP", isTest: false, extras: [] };
  const procedures = { "cashReceipts.external.channels": () => [channel] };
  const path = "/cash-receipts/outside";

  test("leads to the first field that is wrong, and the sale is there again after a reload, its number not", async () => {
    const { user } = await renderConsole({ path, procedures });
    const orderName = await screen.findByRole("textbox", { name: "상품명" });
    await user.type(screen.getByRole("textbox", { name: "주문번호" }), "CASH-9");
    await user.type(screen.getByRole("textbox", { name: "발급 금액" }), "12,000");
    await user.click(screen.getByRole("radio", { name: "가상계좌" }));
    await user.type(screen.getByRole("textbox", { name: "번호" }), "01012345678");
    await user.click(screen.getByRole("button", { name: "₩12,000 현금영수증 발급" }));
    await waitFor(() => expect(document.activeElement).toBe(orderName));
    expect(JSON.stringify({ ...sessionStorage })).not.toContain("01012345678");
    cleanup();
    await renderConsole({ path, procedures });
    expect(await screen.findByDisplayValue("CASH-9")).toBeTruthy();
    expect(screen.getByDisplayValue("12,000")).toBeTruthy();
    expect(screen.getByRole("radio", { name: "가상계좌" })).toHaveProperty("checked", true);
    expect(screen.queryByDisplayValue("01012345678")).toBeNull();
  });

  test("begins with a channel that is offered when the one chosen before is offered no more", async () => {
    const other = { ...channel, channelKey: "c-2", name: "KCP 2" };
    const offered = (channels: unknown[]) => ({ "cashReceipts.external.channels": () => channels });
    const { user } = await renderConsole({ path, procedures: offered([channel, other]) });
    await user.selectOptions(await screen.findByRole("combobox", { name: "채널" }), "c-2");
    cleanup();
    queryClient.clear();
    await renderConsole({ path, procedures: offered([{ ...channel, extras: ["companyName"] }]) });
    expect(await screen.findByRole("combobox", { name: "채널" })).toHaveProperty("value", "c-1");
    expect(screen.getByRole("textbox", { name: "상점 이름" })).toBeTruthy();
  });
});
