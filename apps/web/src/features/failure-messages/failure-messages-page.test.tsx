import { screen, within } from "@testing-library/react";
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
      latest: { impUid: "imp_448280090638", pgProvider: "kcp", at: 1_795_229_460 },
    },
    { message: "Unknown thing", count: 2, latest: null },
  ],
  messages: 2,
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

test("nothing unexplained is said to be so", async () => {
  await open(() => ({ items: [], messages: 0, failedPayments: 3, explainedPayments: 3 }), "developer", "en");
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
