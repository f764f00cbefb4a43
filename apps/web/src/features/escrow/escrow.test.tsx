import { emptyParty, instructionStates, invoiceRowStates } from "@maru/domain";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { anInstruction } from "../../testing/an-instruction.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  sessionStorage.clear();
});

const counts = <Key extends string>(keys: readonly Key[], some: Partial<Record<Key, number>> = {}) =>
  Object.fromEntries(keys.map((key) => [key, some[key] ?? 0]));

const detail = {
  impUid: "imp_1",
  merchantUid: "A-1001",
  orderName: "책 세트",
  isEscrow: true,
  isTest: false,
  status: "paid",
  pgProvider: "html5_inicis",
  currency: "KRW",
  amount: 30_000,
  paidAt: 1_795_000_000,
  offers: { register: "yes", change: "yes" },
  registerRefusal: null,
  changeRefusal: { rule: "nothing_registered" },
  fields: {
    register: ["receiver.name", "receiver.address", "courier", "invoice", "sentAt"],
    change: ["courier", "invoice", "sentAt"],
    required: [],
  },
  shipment: null,
  isFresh: true,
  isOverdue: true,
  confirmation: null,
  notices: [],
  isMasked: false,
  defaults: {
    sender: {
      ...emptyParty,
      name: "마루상점",
      tel: "02-123-4567",
      postcode: "06236",
      address: "서울 강남구 테헤란로 1",
    },
    receiver: { ...emptyParty, name: "김민수", tel: "010-1234-5678", postcode: "04000" },
    dispatchAddress: null,
    products: [{ id: "A-1001", name: "책 세트", amount: 30_000, quantity: 1 }],
    courier: null,
    invoice: null,
    sentAt: null,
    receivingOn: null,
    sendEmail: null,
  },
  instructions: [],
};
const refused = anInstruction({
  instructionId: "i-1",
  kind: "escrow.register",
  target: { kind: "payment", id: "imp_1" },
  impUid: "imp_1",
  state: "not_sent",
  askedAtMs: 1_795_000_000_000,
  settledAtMs: 1_795_000_000_000,
  problem: { code: "INSTRUCTION_IMPOSSIBLE", reason: "", details: { rule: "already_registered" } },
});

describe("the delivery of a payment", () => {
  test("shows the fields its PG needs, understands a courier in any spelling, and offers an edit where one is registered", async () => {
    const { user, calls } = await renderConsole({
      path: "/payments/imp_1/delivery",
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "escrow.get": () => detail,
        "escrow.register": () => refused,
        "instructions.get": () => ({ instruction: refused, steps: [] }),
      },
    });
    await user.type(await screen.findByLabelText("택배사"), "대한통운");
    expect(screen.getByText("CJ대한통운(CJGLS)로 보내요.")).toBeTruthy();
    await user.type(screen.getByLabelText("송장번호"), "6123-4567-8901");
    await user.click(screen.getByRole("button", { name: "배송 등록" }));
    expect(screen.getByText("이 PG에 꼭 필요해요.")).toBeTruthy();
    expect(calls.map(({ path }) => path)).not.toContain("escrow.register");
    await user.type(screen.getByLabelText("받는 곳 주소"), "서울 마포구 월드컵로 10");
    await user.click(screen.getByRole("button", { name: "배송 등록" }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === "escrow.register")?.input).toMatchObject({
        impUid: "imp_1",
        courier: "CJGLS",
        invoice: "612345678901",
        receiver: { name: "김민수", address: "서울 마포구 월드컵로 10" },
      }),
    );
    expect(await screen.findByRole("button", { name: "수정으로 바꾸기" })).toBeTruthy();
  });

  test("says what webhooks said of the buyer's decision, in which words, and that nothing bears it out", async () => {
    const notices = [
      { code: "4", atMs: 1_795_000_000_000, reason: "색상이 달라요", isFromPublishedAddress: true },
      { code: "2", atMs: 1_794_900_000_000, reason: null, isFromPublishedAddress: true },
    ];
    const { unmount } = await renderConsole({
      path: "/payments/imp_1/delivery",
      procedures: { "sessions.me": () => sessionOf("support"), "escrow.get": () => ({ ...detail, notices }) },
    });
    expect((await screen.findAllByText("구매자가 구매거절")).length).toBeGreaterThan(0);
    expect(screen.getByText("구매자가 적은 이유: 색상이 달라요")).toBeTruthy();
    expect(screen.getByText("배송 등록", { selector: "span" })).toBeTruthy();
    expect(screen.getByText(/아임포트에서 다시 확인할 수 없으니/)).toBeTruthy();
    unmount();
    const forged = notices.map((notice) => ({ ...notice, isFromPublishedAddress: false }));
    const other = { ...detail, impUid: "imp_2", notices: forged };
    await renderConsole({
      path: "/payments/imp_2/delivery",
      procedures: { "sessions.me": () => sessionOf("support"), "escrow.get": () => other },
    });
    expect(await screen.findByText(/공개한 주소에서 오지 않았어요/)).toBeTruthy();
  });
});

describe("the board", () => {
  test("begins with what waits for too long, and every count leads to its rows", async () => {
    const group = (orders: number) => ({ orders, amount: orders * 10_000 });
    const { calls } = await renderConsole({
      path: "/escrow",
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "escrow.counts": () => ({
          groups: { overdue: group(2), waiting: group(5), shipped: group(7), confirmed: group(0) },
          boardDays: 60,
        }),
        "escrow.list": () => ({ items: [], nextCursor: null }),
      },
    });
    const tabs = within(await screen.findByRole("navigation", { name: "배송 단계" }));
    expect((await tabs.findByRole("link", { name: /이틀 넘게 송장 미등록\s*2/ })).getAttribute("aria-current")).toBe(
      "true",
    );
    expect(tabs.getByRole("link", { name: /구매확정 대기\s*7/ }).getAttribute("href")).toBe("/escrow?group=shipped");
    expect(calls.find(({ path }) => path === "escrow.list")?.input).toMatchObject({ group: "overdue" });
    expect(screen.getByText(/합계 2건 · ₩20,000/)).toBeTruthy();
  });
});

describe("a list of invoices", () => {
  test("is read with its columns guessed, and each wrong row is named before anything is brought", async () => {
    const { user, calls } = await renderConsole({
      path: "/escrow/invoices",
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "escrow.bulk.list": () => ({ items: [], nextCursor: null }),
        "escrow.bulk.prepare": () => ({ batchId: "b-1", isKnown: true }),
      },
    });
    await user.click(await screen.findByLabelText("목록 붙여넣기"));
    await user.paste("주문번호\t택배사\t송장번호\nA-1\tCJ 대한통운\t6123-4567-8901\nA-2\t쿠팡\t612345678902");
    expect(await screen.findByText("2건을 읽었어요")).toBeTruthy();
    expect(screen.getByText(/택배사 이름을 알아보지 못했어요/)).toBeTruthy();
    expect((screen.getByLabelText("2번째 칸") as HTMLSelectElement).value).toBe("courier");
    await user.click(screen.getByRole("button", { name: "목록 올리기" }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === "escrow.bulk.prepare")?.input).toMatchObject({
        columns: ["merchantUid", "courier", "invoice"],
        hasHeader: true,
        repeatReason: null,
      }),
    );
    expect(await screen.findByText("전에 올린 목록과 같아요")).toBeTruthy();
  });

  test("that was rehearsed offers changes for what is registered, and is started with its count in the question", async () => {
    const batch = {
      id: "b-1",
      createdAtMs: 1_795_000_000_000,
      createdBy: "김지원",
      source: "paste",
      name: null,
      state: "rehearsed",
      rowCount: 3,
      rows: counts(invoiceRowStates, { will_go: 2, registered: 1 }),
      instructions: counts(instructionStates),
      rehearsedAtMs: 1_795_000_000_000,
      rehearsalHoldsUntilMs: Date.UTC(2100, 0, 1),
      startedAtMs: null,
      startedBy: null,
      pausedBecause: null,
      finishedAtMs: null,
    };
    const row = {
      rowNumber: 3,
      line: 4,
      state: "registered",
      impUid: "imp_3",
      merchantUid: "A-3",
      written: { courierText: "로젠", courier: "KGB", invoice: "612345678903", sentAt: null },
      problems: [],
      findings: [{ code: "already_registered" }],
      mode: null,
      registered: { courier: "HANJIN", invoice: "512345678902" },
      pgProvider: "kcp",
      isTest: false,
      candidates: [],
      instruction: null,
      notAskedBecause: null,
    };
    const { user, calls } = await renderConsole({
      path: "/escrow/invoices/b-1",
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "escrow.bulk.get": () => batch,
        "escrow.bulk.rows": () => ({ items: [row], nextCursor: null }),
        "escrow.bulk.replace": () => undefined,
        "escrow.bulk.start": () => undefined,
      },
    });
    expect((await screen.findAllByText("지금 등록된 송장: 한진택배 512345678902")).length).toBeGreaterThan(0);
    await user.click(screen.getByRole("button", { name: "1건을 수정으로 보내기" }));
    expect(calls.find(({ path }) => path === "escrow.bulk.replace")?.input).toEqual({
      batchId: "b-1",
      rowNumbers: null,
    });
    await user.click(screen.getByRole("button", { name: "2건 보내기" }));
    const question = await screen.findByRole("alertdialog", { name: "송장 2건을 보낼까요?" });
    await user.click(within(question).getByRole("button", { name: "2건 보내기" }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === "escrow.bulk.start")?.input).toEqual({ batchId: "b-1", count: 2 }),
    );
  });

  test("that ended with some rows undone brings these as a new list, and takes no other list away unasked", async () => {
    const batch = {
      id: "b-2",
      createdAtMs: 1_795_000_000_000,
      createdBy: "김지원",
      source: "paste",
      name: null,
      state: "finished",
      rowCount: 4,
      rows: counts(invoiceRowStates, { asked: 3, not_asked: 1 }),
      instructions: counts(instructionStates, { done: 1, refused: 1, not_done: 1 }),
      rehearsedAtMs: 1_795_000_000_000,
      rehearsalHoldsUntilMs: Date.UTC(2100, 0, 1),
      startedAtMs: 1_795_000_000_000,
      startedBy: "김지원",
      pausedBecause: null,
      finishedAtMs: 1_795_000_100_000,
    };
    const row = (rowNumber: number, state: string, outcome: string | null) => ({
      rowNumber,
      line: rowNumber,
      state,
      impUid: `imp_${rowNumber}`,
      merchantUid: `B-${rowNumber}`,
      written: { courierText: "로젠", courier: "KGB", invoice: `61234567890${rowNumber}`, sentAt: null },
      problems: [],
      findings: [],
      mode: "register",
      registered: null,
      pgProvider: "kcp",
      isTest: false,
      candidates: [],
      instruction:
        outcome === null ? null : { id: `i-${rowNumber}`, state: outcome, pgWords: null, settledAtMs: 1, rule: null },
      notAskedBecause: null,
    });
    const items = [
      row(1, "asked", "done"),
      row(2, "asked", "refused"),
      row(3, "asked", "not_done"),
      row(4, "not_asked", null),
    ];
    const nobody = { name: null, tel: null, postcode: null, address: null };
    const rest = [2, 3, 4].map((each) => ({
      impUid: `imp_${each}`,
      merchantUid: `B-${each}`,
      courier: "KGB",
      invoice: `61234567890${each}`,
      sentAt: each === 2 ? Date.UTC(2026, 10, 25, 5, 30) / 1000 : null,
      receiver:
        each === 3
          ? { name: '박"둘"째', tel: "010-1234-5678", postcode: "04000", address: "서울 마포구\n월드컵로 10" }
          : nobody,
    }));
    sessionStorage.setItem(
      "maru.draft.user-1.invoices",
      JSON.stringify({ text: "A-9\t한진\t612345678909", name: null }),
    );
    const { user } = await renderConsole({
      path: "/escrow/invoices/b-2",
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "escrow.bulk.get": () => batch,
        "escrow.bulk.rows": () => ({ items, nextCursor: null }),
        "escrow.bulk.rest": () => ({ rows: rest }),
        "escrow.bulk.list": () => ({ items: [], nextCursor: null }),
      },
    });
    await user.click(await screen.findByRole("button", { name: "처리되지 않은 3건을 새 목록으로" }));
    const question = within(await screen.findByRole("alertdialog", { name: "쓰던 목록을 바꿀까요?" }));
    expect(sessionStorage.getItem("maru.draft.user-1.invoices")).toContain("A-9");
    await user.click(question.getByRole("button", { name: "바꾸기" }));
    expect(await screen.findByText("3건을 읽었어요")).toBeTruthy();
    const brought = (screen.getByLabelText("목록 붙여넣기") as HTMLTextAreaElement).value;
    const lines = brought.split("\n").slice(1);
    expect(lines[0]).toBe("imp_2\tB-2\tKGB\t612345678902\t2026-11-25 14:30:00\t\t\t\t");
    expect(lines.slice(1, 3).join("\n")).toBe(
      'imp_3\tB-3\tKGB\t612345678903\t\t"박""둘""째"\t010-1234-5678\t04000\t"서울 마포구\n월드컵로 10"',
    );
    sessionStorage.clear();
  });
});
