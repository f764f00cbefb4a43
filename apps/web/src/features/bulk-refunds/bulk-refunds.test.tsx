import { bulkProblemWords, bulkRowStates, refundStates } from "@maru/domain";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { queryClient } from "../../lib/trpc.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";
import { messages as en } from "./messages.en.ts";
import { messages as ko } from "./messages.ko.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  sessionStorage.clear();
});

const counts = <Key extends string>(keys: readonly Key[], some: Partial<Record<Key, number>> = {}) =>
  Object.fromEntries(keys.map((key) => [key, some[key] ?? 0]));

const batch = {
  id: "batch-1",
  createdAtMs: Date.UTC(2026, 10, 21, 5, 0),
  createdBy: "김지원",
  source: "file",
  name: "환불 11월.csv",
  state: "rehearsed",
  rowCount: 3,
  rows: counts(bulkRowStates, { will_go: 2, will_not_go: 1 }),
  refunds: counts(refundStates),
  totals: [
    { method: "card", currency: "KRW", count: 1, amount: 12_300 },
    { method: "vbank", currency: "KRW", count: 1, amount: 20_000 },
  ],
  needApproval: 1,
  rehearsedAtMs: Date.UTC(2026, 10, 21, 5, 1),
  rehearsalHoldsUntilMs: Date.UTC(2100, 0, 1),
  startedAtMs: null,
  startedBy: null,
  pausedBecause: null,
  finishedAtMs: null,
  notifyShop: true,
  concurrency: 2,
};
const row = {
  rowNumber: 1,
  line: 2,
  state: "will_go",
  impUid: "imp_1",
  merchantUid: "A-1001",
  written: { amount: "12,300", taxFree: null, vat: null, reason: "파손", account: null },
  problems: [],
  findings: [],
  currency: "KRW",
  amount: 12_300,
  balanceSeen: 30_000,
  method: "card",
  isTest: false,
  needsApproval: true,
  candidates: [],
  refund: null,
  notAskedBecause: null,
};
const procedures = {
  "refunds.bulk.list": () => ({ items: [], nextCursor: null }),
  "refunds.bulk.get": () => batch,
  "refunds.bulk.rows": () => ({ items: [row], nextCursor: null }),
};

describe("bringing a list", () => {
  async function open(more = {}) {
    const view = await renderConsole({ path: "/refunds/bulk", procedures: { ...procedures, ...more } });
    await screen.findByRole("heading", { level: 1, name: "일괄 환불" });
    return view;
  }

  test("guesses the columns, says at each row what is wrong, and sends cells as they were written", async () => {
    const { user, calls, router } = await open({
      "refunds.bulk.prepare": () => ({ batchId: "batch-1", isKnown: false }),
    });
    await user.click(screen.getByLabelText("목록 붙여넣기"));
    await user.paste("주문번호\t환불금액\nA-1001\t12,300\nA-1002\t");
    expect(await screen.findByText("2건을 읽었어요")).toBeTruthy();
    expect((screen.getByLabelText("1번째 칸") as HTMLSelectElement).value).toBe("merchantUid");
    expect(screen.getByText(/금액이 비어 있어요/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "목록 올리기" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/refunds/bulk/batch-1"));
    expect(calls.find(({ path }) => path === "refunds.bulk.prepare")?.input).toMatchObject({
      source: "paste",
      hasHeader: true,
      columns: ["merchantUid", "amount"],
      lines: [
        ["주문번호", "환불금액"],
        ["A-1001", "12,300"],
        ["A-1002", ""],
      ],
      repeatReason: null,
      notifyShop: true,
    });
  });

  test("reads a file in EUC-KR, and says so when it is no text", async () => {
    const { user } = await open();
    const input = document.querySelector<HTMLInputElement>('input[type="file"]');
    const euckr = new Uint8Array([
      0xc1, 0xd6, 0xb9, 0xae, 0xb9, 0xf8, 0xc8, 0xa3, 0x2c, 0xb1, 0xdd, 0xbe, 0xd7, 0x0a, 0x41, 0x2c, 0x31,
    ]);
    if (input === null) throw new Error("there is no file input");
    await user.upload(input, new File([euckr], "환불.csv", { type: "text/csv" }));
    expect(await screen.findByText("환불.csv 파일에서 읽었어요")).toBeTruthy();
    expect(await screen.findByText("1건을 읽었어요")).toBeTruthy();
    await user.upload(input, new File([new Uint8Array([0x50, 0x4b, 3, 4])], "환불.txt", { type: "text/plain" }));
    expect(await screen.findByText(/글자로 된 파일이 아니에요/)).toBeTruthy();
  });

  test("keeps what was pasted when the page is read anew", async () => {
    const { user, unmount } = await open();
    await user.click(screen.getByLabelText("목록 붙여넣기"));
    await user.paste("imp_1,1000");
    await screen.findByText("1건을 읽었어요");
    unmount();
    await open();
    expect((screen.getByLabelText("목록 붙여넣기") as HTMLTextAreaElement).value).toBe("imp_1,1000");
    expect(JSON.stringify({ ...localStorage })).not.toContain("imp_1");
    cleanup();
    // Nobody else who signs in to this tab finds it.
    queryClient.clear();
    const { user: somebody, ...session } = sessionOf("admin");
    await open({ "sessions.me": () => ({ ...session, user: { ...somebody, id: "somebody-else" } }) });
    expect((screen.getByLabelText("목록 붙여넣기") as HTMLTextAreaElement).value).toBe("");
  });

  test("writes payments that were chosen elsewhere out as a list whose amounts can be changed", async () => {
    await renderConsole({ path: "/refunds/bulk?payment=imp_1&payment=imp_2", procedures });
    const text = await screen.findByLabelText("목록 붙여넣기");
    expect((text as HTMLTextAreaElement).value).toBe("imp_1\t전액\nimp_2\t전액");
  });

  test("leads to the list that was brought before, and takes it again only for a reason", async () => {
    const { user, calls } = await open({ "refunds.bulk.prepare": () => ({ batchId: "batch-0", isKnown: true }) });
    await user.click(screen.getByLabelText("목록 붙여넣기"));
    await user.paste("imp_1,1000");
    await screen.findByText("1건을 읽었어요");
    await user.click(screen.getByRole("button", { name: "목록 올리기" }));
    expect((await screen.findByRole("link", { name: "그 목록 열기" })).getAttribute("href")).toBe(
      "/refunds/bulk/batch-0",
    );
    const again = screen.getByRole("button", { name: "이유를 적고 다시 올리기" });
    expect(again).toHaveProperty("disabled", true);
    await user.type(screen.getByLabelText("같은 목록을 다시 올리는 이유"), "지난번은 취소했어요");
    await user.click(again);
    expect(calls.findLast(({ path }) => path === "refunds.bulk.prepare")?.input).toMatchObject({
      repeatReason: "지난번은 취소했어요",
    });
  });

  test("is not offered to somebody who may not refund in bulk", async () => {
    await open({ "sessions.me": () => sessionOf("support") });
    expect(screen.queryByLabelText("목록 붙여넣기")).toBeNull();
  });
});

describe("a list", () => {
  const path = "/refunds/bulk/batch-1";

  test("shows what will go per method, what will not, and what waits for approval", async () => {
    await renderConsole({ path, procedures });
    const totals = within(await screen.findByRole("table", { name: "환불할 금액" }));
    expect(totals.getByRole("rowheader", { name: "합계" }).closest("tr")?.textContent).toContain("₩32,300");
    expect(screen.getByText("2건을 환불할 수 있어요")).toBeTruthy();
    expect(screen.getByText(/1건은 보내지 않아요/)).toBeTruthy();
    expect(screen.getByText(/1건은 한도를 넘어 승인을 기다리게 돼요/)).toBeTruthy();
  });

  test("starts only when its total is typed", async () => {
    const { user, calls } = await renderConsole({
      path,
      procedures: { ...procedures, "refunds.bulk.start": () => null },
    });
    await user.click(await screen.findByRole("button", { name: "환불 시작" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: "2건을 환불할까요?" }));
    const go = dialog.getByRole("button", { name: "₩32,300 · 2건 환불" });
    await user.click(go);
    expect(dialog.getByText("합계를 입력해 주세요.")).toBeTruthy();
    await user.type(dialog.getByLabelText("합계를 직접 입력해 주세요 (KRW)"), "32,301");
    await user.click(go);
    expect(dialog.getByText("점검한 합계와 달라요.")).toBeTruthy();
    expect(calls.some(({ path: called }) => called === "refunds.bulk.start")).toBe(false);
    await user.clear(dialog.getByLabelText("합계를 직접 입력해 주세요 (KRW)"));
    await user.type(dialog.getByLabelText("합계를 직접 입력해 주세요 (KRW)"), "32,300원");
    await user.click(go);
    await waitFor(() =>
      expect(calls.find(({ path: called }) => called === "refunds.bulk.start")?.input).toEqual({
        batchId: "batch-1",
        count: 2,
        totals: [{ currency: "KRW", amount: 32_300 }],
      }),
    );
  });

  test("does not start on a rehearsal that is too old", async () => {
    const old = { ...batch, rehearsalHoldsUntilMs: 1 };
    await renderConsole({ path, procedures: { ...procedures, "refunds.bulk.get": () => old } });
    expect(await screen.findByText(/점검한 지 한 시간이 지났어요/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "환불 시작" })).toBeNull();
  });

  test("says at the end how many rows were not refunded", async () => {
    const ended = {
      ...batch,
      state: "finished",
      rows: counts(bulkRowStates, { asked: 2, not_asked: 1 }),
      refunds: counts(refundStates, { done: 1, refused_pg: 1 }),
    };
    await renderConsole({ path, procedures: { ...procedures, "refunds.bulk.get": () => ended } });
    expect(await screen.findByText("보낼 수 있는 줄을 모두 요청했어요")).toBeTruthy();
    expect(screen.getByText("완료 1건 · 진행 중 0건 · 환불되지 않음 2건")).toBeTruthy();
  });

  test("shows its progress and can be paused", async () => {
    const running = {
      ...batch,
      state: "running",
      rows: counts(bulkRowStates, { will_go: 1, asked: 2 }),
      refunds: counts(refundStates, { done: 1, checking: 1 }),
    };
    const { user, calls } = await renderConsole({
      path,
      procedures: { ...procedures, "refunds.bulk.get": () => running, "refunds.bulk.pause": () => null },
    });
    const progress = await screen.findByRole("progressbar", { name: "환불을 요청하는 중 · 2 / 3건" });
    expect(progress).toMatchObject({ value: 2, max: 3 });
    expect(screen.getByText("완료 1건 · 진행 중 1건 · 환불되지 않음 0건")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "일시정지" }));
    expect(calls.find(({ path: called }) => called === "refunds.bulk.pause")?.input).toEqual({ batchId: "batch-1" });
  });

  test("says why it stands still and that nothing is sent twice", async () => {
    const paused = { ...batch, state: "paused", pausedBecause: "upstream_down" };
    await renderConsole({ path, procedures: { ...procedures, "refunds.bulk.get": () => paused } });
    expect(await screen.findByText(/아임포트가 응답하지 않아 멈췄어요/)).toBeTruthy();
    expect(screen.getByText(/요청한 줄은 다시 보내지 않아요/)).toBeTruthy();
  });

  test("asks which payment of an order is meant", async () => {
    const candidate = {
      impUid: "imp_7",
      status: "paid",
      method: "card",
      currency: "KRW",
      amount: 9_000,
      cancelledAmount: 0,
      requestedAt: 1_795_000_000,
    };
    const asking = {
      ...row,
      state: "ask_which",
      impUid: null,
      amount: null,
      candidates: [candidate, { ...candidate, impUid: "imp_8", status: "failed" }],
    };
    const { user, calls } = await renderConsole({
      path,
      procedures: {
        ...procedures,
        "refunds.bulk.rows": () => ({ items: [asking], nextCursor: null }),
        "refunds.bulk.choose": () => null,
      },
    });
    expect((await screen.findAllByText("어느 결제인가요?")).length).toBeGreaterThan(0);
    const [choose] = screen.getAllByRole("button", { name: "imp_7 선택" });
    if (choose === undefined) throw new Error("nothing to choose");
    await user.click(choose);
    expect(calls.find(({ path: called }) => called === "refunds.bulk.choose")?.input).toEqual({
      batchId: "batch-1",
      choices: [{ rowNumber: 1, impUid: "imp_7" }],
    });
  });

  test("shows each refund's state with the PG's own words", async () => {
    const refused = {
      ...row,
      state: "asked",
      refund: {
        id: "0123456789abcdef",
        state: "refused_pg",
        pgWords: "취소불가 상태입니다",
        cancellationId: null,
        settledAtMs: null,
      },
    };
    await renderConsole({
      path,
      procedures: { ...procedures, "refunds.bulk.rows": () => ({ items: [refused], nextCursor: null }) },
    });
    expect((await screen.findAllByText("PG사: 취소불가 상태입니다")).length).toBeGreaterThan(0);
    const [link] = screen.getAllByRole("link", { name: "PG 거절" });
    expect(link?.getAttribute("href")).toBe("/refunds/0123456789abcdef");
  });
});

test("what the rehearsal asks one to choose is called as it is on the form of a list", () => {
  const { tax_free_missing, tax_free_unknown, requester_missing, promotion_choice_missing } = bulkProblemWords;
  for (const [language, words, quoted] of [
    ["ko", ko, /‘([^’]+)’/g],
    ["en", en, /“([^”]+)”/g],
  ] as const) {
    const namedBy = (each: (typeof bulkProblemWords)[keyof typeof bulkProblemWords]) =>
      [...each[language].matchAll(quoted)].map(([, name = ""]) => name).toSorted();
    const both = [words.more, words.isAllTaxable].toSorted();
    expect([tax_free_missing, tax_free_unknown].map(namedBy)).toEqual([both, both]);
    expect([requester_missing, promotion_choice_missing].map(namedBy)).toEqual([[words.more], [words.more]]);
  }
});
