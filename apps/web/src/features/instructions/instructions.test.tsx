import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { anInstruction } from "../../testing/an-instruction.ts";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole } from "../../testing/render-console.tsx";

beforeEach(() => fakeHttp({ "/trpc/console.status": () => liveStatus }));

type Instruction = RouterOutputs["instructions"]["get"]["instruction"];

const askedAtMs = Date.UTC(2026, 10, 20, 3);
const unconfirmed = anInstruction({
  state: "unconfirmed",
  contents: { amount: 33_000, dueAt: 1_795_229_460 },
  askedAtMs,
  sentAtMs: askedAtMs,
  settledAtMs: null,
  isReadBack: false,
});
const steps: RouterOutputs["instructions"]["get"]["steps"] = [
  { atMs: askedAtMs, from: null, to: "written", by: { userId: "user-1", name: "김지원" }, details: {} },
  { atMs: askedAtMs, from: "sending", to: "unconfirmed", by: null, details: {} },
];
const counts: RouterOutputs["instructions"]["counts"] = {
  states: [
    { family: "virtual_account", state: "unconfirmed", count: 1, oldestAtMs: askedAtMs },
    { family: "virtual_account", state: "done", count: 4, oldestAtMs: askedAtMs },
  ],
  forPeople: 1,
};

test("what waits for a person is counted, and the count leads to its rows", async () => {
  const { user, calls } = await renderConsole({
    path: "/requests",
    procedures: {
      "instructions.list": () => ({ items: [unconfirmed], nextCursor: null }),
      "instructions.counts": () => counts,
    },
  });
  await user.click(await screen.findByRole("link", { name: /담당자 확인\s*1/ }));
  const table = within(await screen.findByRole("table", { name: "PG 요청" }));
  expect(table.getByRole("link", { name: "imp_448280090638 가상계좌 폐기 열기" }).getAttribute("href")).toBe(
    "/requests/instruction-of-a-test",
  );
  const asked = calls.filter(({ path }) => path === "instructions.list").map(({ input }) => input);
  expect(asked.at(-1)).toMatchObject({ states: ["unconfirmed"] });
});

test("a person says what happened and how they know, once both are given", async () => {
  let now: Instruction = unconfirmed;
  const { user, calls } = await renderConsole({
    path: "/requests/instruction-of-a-test",
    procedures: {
      "instructions.get": () => ({ instruction: now, steps }),
      "instructions.confirm": () => {
        now = {
          ...unconfirmed,
          state: "done",
          confirmation: {
            reason: "PG 관리자 화면에서 확인",
            by: { userId: "user-1", name: "김지원" },
            atMs: askedAtMs,
          },
        };
        return now;
      },
    },
  });
  expect(await screen.findByText("아임포트에 다시 읽을 기록이 없는 요청이에요.")).toBeTruthy();
  const send = screen.getByRole("button", { name: "확인 결과 남기기" });
  await user.click(send);
  expect(calls.some(({ path }) => path === "instructions.confirm")).toBe(false);
  await user.click(screen.getByRole("radio", { name: "처리됐어요" }));
  await user.type(screen.getByRole("textbox", { name: "어떻게 확인했나요?" }), "PG 관리자 화면에서 확인");
  await user.click(send);
  expect(await screen.findByText("담당자가 확인한 결과예요")).toBeTruthy();
  expect(calls.find(({ path }) => path === "instructions.confirm")?.input).toEqual({
    instructionId: "instruction-of-a-test",
    outcome: "done",
    reason: "PG 관리자 화면에서 확인",
  });
});

test("one that nobody ever asked is said to be none", async () => {
  await renderConsole({
    path: "/requests/instruction-of-nobody",
    procedures: {
      "instructions.get": () => {
        throw refusal("NOT_FOUND");
      },
    },
  });
  expect(await screen.findByText("요청을 찾지 못했어요")).toBeTruthy();
});
