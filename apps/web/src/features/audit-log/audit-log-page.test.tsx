import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const entry = {
  sequence: 2,
  atMs: Date.UTC(2026, 10, 21, 5, 32, 7),
  event: "payment.refreshed",
  outcome: "done",
  actor: { userId: "user-1", name: "김지원", role: "admin" },
  ip: "203.0.113.7",
  userAgent: "curl/8",
  requestId: "req-1",
  subject: "imp_448280090638",
  details: { impUid: "imp_448280090638" },
  hash: "abc",
};
const page = (items: readonly unknown[], nextCursor: number | null = null) => ({ items, nextCursor });

test("tells who did what and when, in Korean time, and leads to the payment", async () => {
  const { user } = await renderConsole({ path: "/audit-log", procedures: { "audit.list": () => page([entry]) } });
  const link = await screen.findByRole("link", { name: "imp_448280090638" });
  expect(link.getAttribute("href")).toBe("/payments/imp_448280090638");
  const row = link.closest("tr");
  expect(row?.textContent).toContain("2026-11-21 14:32:07");
  expect(row?.textContent).toContain("결제 다시 읽기");
  expect(row?.textContent).toContain("김지원 · 관리자");
  await user.click(screen.getByRole("button", { name: "2026-11-21 14:32:07 결제 다시 읽기 자세히 보기" }));
  expect(screen.getByText("203.0.113.7")).toBeTruthy();
});

test("shows an event it does not know by its own name", async () => {
  const unknown = { ...entry, event: "refund.teleported", subject: null };
  await renderConsole({ path: "/audit-log", procedures: { "audit.list": () => page([unknown]) } });
  expect(await screen.findByText("refund.teleported")).toBeTruthy();
});

test("narrows by what the URL says, and writes back what is chosen", async () => {
  const { user, router, calls } = await renderConsole({
    path: "/audit-log?outcome=refused&event=nonsense",
    procedures: { "audit.list": () => page([]) },
  });
  expect(await screen.findByText("조건에 맞는 기록이 없어요")).toBeTruthy();
  expect(calls.find(({ path }) => path === "audit.list")?.input).toMatchObject({
    outcome: "refused",
    event: "nonsense",
  });
  await user.selectOptions(screen.getByLabelText("사건"), "session.refused");
  await waitFor(() => expect(router.state.location.search).toBe("?event=session.refused&outcome=refused"));
  await user.type(screen.getByLabelText("대상 번호"), "imp_1");
  await waitFor(() => expect(router.state.location.search).toContain("subject=imp_1"));
});

test("reads on from where the last page ended", async () => {
  const older = { ...entry, sequence: 1, subject: "imp_000000000001" };
  const { user, calls } = await renderConsole({
    path: "/audit-log",
    procedures: {
      "audit.list": (input) =>
        typeof input === "object" && input !== null && "cursor" in input && input.cursor === 2
          ? page([older])
          : page([entry], 2),
    },
  });
  await user.click(await screen.findByRole("button", { name: "더 보기" }));
  expect(await screen.findByRole("link", { name: "imp_000000000001" })).toBeTruthy();
  expect(screen.getByText("모두 보여 드렸어요 · 2건")).toBeTruthy();
  expect(calls.filter(({ path }) => path === "audit.list").every(({ input }) => !("direction" in Object(input)))).toBe(
    true,
  );
});

test("says from which entry on a log that was tampered with cannot be trusted", async () => {
  const { user } = await renderConsole({
    path: "/audit-log",
    procedures: {
      "audit.list": () => page([entry]),
      "audit.verify": () => ({ isIntact: false, entries: 1, sequence: 2, problem: "changed" }),
    },
  });
  await user.click(await screen.findByRole("button", { name: "위변조 확인" }));
  expect(await screen.findByText(/2번 기록부터 믿을 수 없어요/)).toBeTruthy();
});

test("leaves as a file with the filter of the address, and says what did not fit", async () => {
  const saved = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:audit");
  const { user, calls } = await renderConsole({
    path: "/audit-log?event=refund.refused",
    procedures: {
      "audit.list": () => page([entry]),
      "audit.export": () => ({ fileName: "감사기록.csv", text: "a", entries: 20_000, isCut: true }),
    },
  });
  await user.click(await screen.findByRole("button", { name: "CSV로 내려받기" }));
  expect(await screen.findByText(/가장 최근 20,000건만 담았어요/)).toBeTruthy();
  expect(saved).toHaveBeenCalledTimes(1);
  expect(calls.find(({ path }) => path === "audit.export")?.input).toEqual({ event: "refund.refused", locale: "ko" });
});

test("says that the log is intact", async () => {
  const { user } = await renderConsole({
    path: "/audit-log",
    procedures: {
      "audit.list": () => page([entry]),
      "audit.verify": () => ({ isIntact: true, entries: 1234, headHash: "abc" }),
    },
  });
  await user.click(await screen.findByRole("button", { name: "위변조 확인" }));
  expect(await screen.findByText("1,234건이 처음부터 끝까지 이어져 있어요.")).toBeTruthy();
});
