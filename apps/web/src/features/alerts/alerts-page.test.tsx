import { alertRules } from "@maru/domain";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const atMs = Date.UTC(2026, 10, 21, 5, 32, 7);
const send = {
  id: "s1",
  destinationName: "운영 채널",
  atMs,
  isTrial: false,
  state: "failed",
  attempts: 4,
  nextAttemptAtMs: null,
  problem: "mail_refused",
};
const alert = {
  id: "a1",
  rule: "webhook_missing",
  raisedAtMs: atMs,
  facts: { count: 2, impUids: ["imp_1", "imp_2"] },
  isMuted: false,
  sends: [send],
};
const settings = {
  rules: alertRules.map((rule) => ({ rule, isEnabled: true, figures: {}, mutedUntilMs: null, mutedByName: null })),
  destinations: [],
  canMail: false,
};

test("says what happened, where to look, whom it reached and why it did not", async () => {
  await renderConsole({
    path: "/alerts",
    procedures: {
      "alerts.list": () => ({ items: [alert, { ...alert, id: "a2", isMuted: true, sends: [] }], nextCursor: null }),
    },
  });
  expect(await screen.findAllByText("웹훅 2건이 오지 않았어요: imp_1, imp_2")).toHaveLength(2);
  expect(screen.getByText(/메일 서버가 받지 않았어요/)).toBeTruthy();
  expect(screen.getByText(/아무에게도 알리지 않았어요/)).toBeTruthy();
  expect(screen.getAllByRole("link", { name: "확인하기" })[0]?.getAttribute("href")).toBe("/webhooks/missing");
});

test("takes only figures within a rule's bounds", async () => {
  const { user, calls } = await renderConsole({
    path: "/alerts/settings",
    procedures: { "alerts.settings": () => settings, "alerts.changeRule": () => undefined },
  });
  const rule = within(await screen.findByRole("form", { name: "결제 실패율" }));
  const percent = rule.getByLabelText("비율(%)");
  await user.clear(percent);
  await user.type(percent, "101");
  await user.click(rule.getByRole("button", { name: "저장" }));
  expect(rule.getByText("1부터 100까지의 숫자로 적어 주세요.")).toBeTruthy();
  expect(calls.some(({ path }) => path === "alerts.changeRule")).toBe(false);
  await user.clear(percent);
  await user.type(percent, "60");
  await user.click(rule.getByRole("button", { name: "저장" }));
  await waitFor(() =>
    expect(calls.find(({ path }) => path === "alerts.changeRule")?.input).toEqual({
      rule: "failure_rate",
      isEnabled: true,
      figures: { percent: 60, atLeast: 20 },
    }),
  );
});

test("says at the field why alerts cannot go to an address", async () => {
  const { user } = await renderConsole({
    path: "/alerts/settings",
    procedures: {
      "alerts.settings": () => settings,
      "alerts.addDestination": () => {
        throw refusal("OUTBOUND_REFUSED", { problem: "redirected" });
      },
    },
  });
  const form = within(await screen.findByRole("form", { name: "받는 곳 추가" }));
  await user.click(form.getByRole("button", { name: "받는 곳 추가" }));
  expect(form.getByText("웹훅 주소를 적어 주세요.")).toBeTruthy();
  await user.type(form.getByLabelText("이름"), "운영");
  await user.type(form.getByLabelText("웹훅 주소"), "https://hooks.example.com/x");
  await user.click(form.getByRole("button", { name: "받는 곳 추가" }));
  expect(await form.findByText(/다른 주소로 넘기는 응답/)).toBeTruthy();
});

test("shows rules to whoever may not change them, without a way to", async () => {
  await renderConsole({
    path: "/alerts/settings",
    procedures: { "sessions.me": () => sessionOf("viewer"), "alerts.settings": () => settings },
  });
  expect(await screen.findByText(/개발 또는 관리자 역할이 바꿀 수 있어요/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "저장" })).toBeNull();
  expect(screen.queryByRole("button", { name: "조용히 하기" })).toBeNull();
});
