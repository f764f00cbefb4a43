import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => fakeHttp({ "/trpc/console.status": () => liveStatus }));

type Answer = RouterOutputs["payments"]["unexplainedFailures"];

const answer: Answer = {
  items: [
    {
      message: "[E-9] 처음 보는 문장",
      count: 1_204,
      isSearchable: true,
      latest: { impUid: "imp_448280090638", pgProvider: "kcp", at: 1_795_229_460 },
    },
    { message: "문의 010-****-5678", count: 2, isSearchable: false, latest: null },
  ],
  messages: 2,
  explained: [{ message: "[3095] 한도초과", count: 3_794, isSearchable: true, latest: null }],
  explainedMessages: 1,
  failedPayments: 5_000,
  explainedPayments: 3_794,
};

const open = (failures: () => Answer, role: "developer" | "viewer" = "developer", language: "ko" | "en" = "ko") =>
  renderConsole({
    path: "/failure-messages",
    language,
    procedures: { "payments.unexplainedFailures": failures, "sessions.me": () => sessionOf(role) },
  });

test("each message stands verbatim with how often it came and the latest payment it came with", async () => {
  await open(() => answer);
  const table = within(await screen.findByRole("table", { name: "풀이 없는 실패 문장" }));
  const first = within(table.getAllByRole("row")[1] ?? document.body);
  expect(first.getByText("[E-9] 처음 보는 문장")).toBeTruthy();
  expect(first.getByText("1,204")).toBeTruthy();
  expect(first.getByRole("link", { name: "imp_448280090638" }).getAttribute("href")).toBe("/payments/imp_448280090638");
  expect(screen.getByText("실패한 결제 5,000건 가운데 3,794건의 문장에 풀이가 있어요.")).toBeTruthy();
});

test("each count leads to its payments and to no other, unless the message is masked (N24)", async () => {
  await open(() => answer);
  const table = within(await screen.findByRole("table", { name: "풀이 없는 실패 문장" }));
  const link = table.getByRole("link", { name: "‘[E-9] 처음 보는 문장’로 실패한 결제 1,204건 보기" });
  const address = new URL(link.getAttribute("href") ?? "", "http://localhost");
  expect(Object.fromEntries(address.searchParams)).toEqual({ status: "failed", fail: "[E-9] 처음 보는 문장" });
  const masked = within(table.getAllByRole("row")[2] ?? document.body);
  expect(masked.getByText("2")).toBeTruthy();
  expect(masked.queryByRole("link")).toBeNull();
  const every = screen.getByRole("link", { name: "실패한 결제 5,000건 보기" });
  expect(every.getAttribute("href")).toBe("/payments?status=failed");
});

test("the total of what is explained leads to its messages, and those to their payments", async () => {
  const { user } = await open(() => answer);
  await user.click(await screen.findByRole("link", { name: "풀이가 있는 결제 3,794건의 문장 보기" }));
  const heading = screen.getByRole("heading", { level: 2, name: "풀이가 있는 실패 문장" });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  const table = within(screen.getByRole("table", { name: "풀이가 있는 실패 문장" }));
  const link = table.getByRole("link", { name: "‘[3095] 한도초과’로 실패한 결제 3,794건 보기" });
  const address = new URL(link.getAttribute("href") ?? "", "http://localhost");
  expect(address.searchParams.get("fail")).toBe("[3095] 한도초과");
});

test("nothing unexplained is said to be so", async () => {
  await open(() => ({ ...answer, items: [], messages: 0, failedPayments: 3, explainedPayments: 3 }), "developer", "en");
  expect(await screen.findByText("Nothing is unexplained")).toBeTruthy();
});

test("a failed reading says so and tries again", async () => {
  await open(() => {
    throw refusal("BUG");
  });
  expect(await screen.findByRole("button", { name: "다시 시도" })).toBeTruthy();
});

test("a role that may not see it is told which permission it needs", async () => {
  const { calls } = await open(() => answer, "viewer");
  expect(await screen.findByText(/이 화면을 볼 권한이 없어요/)).toBeTruthy();
  expect(calls.some(({ path }) => path === "payments.unexplainedFailures")).toBe(false);
});
