import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const delivery = {
  id: "d2",
  receivedAtMs: Date.UTC(2026, 10, 21, 5, 32, 7),
  ip: "203.0.113.7",
  isPublishedAddress: false,
  contentType: "application/json",
  impUid: "imp_448280090638",
  merchantUid: "order-1",
  status: "paid",
  cancellationId: null,
  verdict: "verified",
  note: null,
  attempts: 1,
  settledAtMs: Date.UTC(2026, 10, 21, 5, 32, 8),
  answer: { status: 200, inMs: 12 },
  mode: "test",
  replay: null,
};
const page = (items: readonly unknown[]) => ({ items, nextCursor: null });

test("says how many calls were turned away unread, and who sent them; nothing where there were none", async () => {
  const floods = {
    days: 7,
    refused: 1_234,
    senders: [
      { ip: "203.0.113.9", isPublishedAddress: false, refused: 1_230, lastAtMs: Date.UTC(2026, 10, 21, 5, 32, 7) },
      { ip: "", isPublishedAddress: false, refused: 4, lastAtMs: Date.UTC(2026, 10, 21, 5, 32, 7) },
    ],
  };
  const { unmount } = await renderConsole({
    path: "/webhooks",
    procedures: { "webhooks.list": () => page([delivery]), "webhooks.floods": () => floods },
  });
  expect(await screen.findByText(/최근 7일 동안 1,234건 있어요/)).toBeTruthy();
  expect(screen.getByText("203.0.113.9")).toBeTruthy();
  expect(screen.getByText("1,230건")).toBeTruthy();
  expect(screen.getByText("그 밖의 주소")).toBeTruthy();
  unmount();
});

test("tells what came, from where, what became of it and what was answered", async () => {
  await renderConsole({ path: "/webhooks", procedures: { "webhooks.list": () => page([delivery]) } });
  const link = await screen.findByRole("link", { name: "imp_448280090638" });
  expect(link.getAttribute("href")).toBe("/payments/imp_448280090638");
  const row = link.closest("tr")?.textContent ?? "";
  for (const text of [
    "2026-11-21 14:32:07",
    "확인됨",
    "결제완료",
    "테스트",
    "203.0.113.7",
    "공개되지 않은 주소",
    "200 · 12ms",
  ])
    expect(row).toContain(text);
});

test("offers no link to a payment that does not exist, and shows a claim it does not know as it came", async () => {
  const forged = { ...delivery, verdict: "rejected", status: "teleported", mode: null };
  await renderConsole({ path: "/webhooks", procedures: { "webhooks.list": () => page([forged]) } });
  expect(await screen.findByText("teleported")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "imp_448280090638" })).toBeNull();
});

test("narrows by what the address says, and writes back what is chosen", async () => {
  const { user, router, calls } = await renderConsole({
    path: "/webhooks?verdict=rejected&slowerThanMs=nonsense&ip=203.0.113.7",
    procedures: { "webhooks.list": () => page([]) },
  });
  expect(await screen.findByText("조건에 맞는 웹훅이 없어요")).toBeTruthy();
  expect(calls.find(({ path }) => path === "webhooks.list")?.input).toEqual({
    verdict: "rejected",
    ip: "203.0.113.7",
    limit: 50,
  });
  await user.selectOptions(screen.getByLabelText("응답"), "413 크기 초과");
  await user.clear(screen.getByLabelText("보낸 주소"));
  await waitFor(() => expect(router.state.location.search).toBe("?verdict=rejected&answer=413"));
});

test("says what one call was, with its body and its headers", async () => {
  await renderConsole({
    path: "/webhooks/d2",
    procedures: {
      "webhooks.get": () => ({
        delivery: { ...delivery, replay: { of: "d1", byName: "김지원" }, answer: null },
        headers: [{ name: "user-agent", value: "iamport" }],
        body: '{"imp_uid":"imp_448280090638"}',
        replays: [],
        forwards: [],
      }),
      "webhooks.settings": () => settings,
    },
  });
  expect(await screen.findByText(/"imp_uid": "imp_448280090638"/)).toBeTruthy();
  expect(screen.getByText("user-agent")).toBeTruthy();
  expect(screen.getByRole("link", { name: "원래 웹훅 보기" }).getAttribute("href")).toBe("/webhooks/d1");
});

const settings = {
  retentionDays: 90,
  retentionBounds: { min: 7, max: 1095 },
  isGated: false,
  missingAfterMinutes: 10,
  missingBounds: { min: 2, max: 1440 },
  receipts: { live: { deliveryId: "d2", atMs: delivery.receivedAtMs }, test: null, testCall: null },
  receiverUrl: "https://maru.example.com/webhooks/iamport",
  publishedAddresses: ["52.78.100.19"],
  forwarding: { url: null, isForwarding: false, hasSecret: false, pauses: [10, 60, 7200] },
};

test("takes only a number of days it can keep, and says so before anything is sent", async () => {
  const { user, calls } = await renderConsole({
    path: "/webhooks/settings",
    procedures: { "webhooks.settings": () => settings, "webhooks.changeSettings": () => settings },
  });
  const saveButton = () =>
    within(screen.getByRole("form", { name: "받기와 보관" })).getByRole("button", { name: "저장" });
  const days = await screen.findByLabelText("보관 기간(일)");
  await user.clear(days);
  await user.type(days, "3");
  await user.click(saveButton());
  expect(screen.getByText("7일부터 1,095일까지의 숫자로 적어 주세요.")).toBeTruthy();
  expect(calls.some(({ path }) => path === "webhooks.changeSettings")).toBe(false);
  await user.clear(days);
  await user.type(days, "365");
  await user.click(saveButton());
  await waitFor(() =>
    expect(calls.find(({ path }) => path === "webhooks.changeSettings")?.input).toEqual({
      retentionDays: 365,
      isGated: false,
      missingAfterMinutes: 10,
    }),
  );
});

test("shows settings to whoever may not change them, without a way to", async () => {
  await renderConsole({
    path: "/webhooks/settings",
    procedures: { "sessions.me": () => sessionOf("viewer"), "webhooks.settings": () => settings },
  });
  expect(await screen.findByText(/개발 또는 관리자 역할이 바꿀 수 있어요/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "저장" })).toBeNull();
});

test("says why an address is not sent to, at the field", async () => {
  const { user } = await renderConsole({
    path: "/webhooks/settings",
    procedures: {
      "webhooks.settings": () => settings,
      "webhooks.setForwarding": () => {
        throw refusal("OUTBOUND_REFUSED", { problem: "private_address" });
      },
    },
  });
  const url = await screen.findByLabelText("상점 서버 주소");
  await user.type(url, "https://10.0.0.1/");
  const form = within(screen.getByRole("form", { name: "상점 서버로 전달" }));
  await user.click(form.getByRole("button", { name: "저장" }));
  expect(await screen.findByText(/내부망으로 이어지는 주소라서 부르지 않아요/)).toBeTruthy();
  expect(url.getAttribute("aria-invalid")).toBe("true");
});

test("shows the signing secret once, when it is made", async () => {
  const forwarding = { ...settings.forwarding, url: "https://shop.example.com/", hasSecret: true };
  const { user } = await renderConsole({
    path: "/webhooks/settings",
    procedures: {
      "webhooks.settings": () => ({ ...settings, forwarding }),
      "webhooks.renewForwardSecret": () => ({ newSecret: "whsec_new" }),
    },
  });
  await user.click(await screen.findByRole("button", { name: "서명 키 새로 만들기" }));
  expect(await screen.findByText("whsec_new")).toBeTruthy();
});

test("one press is one replay, and the next press another", async () => {
  const { user, calls } = await renderConsole({
    path: "/webhooks/d2",
    procedures: {
      "webhooks.get": () => ({ delivery, headers: [], body: "", replays: [], forwards: [] }),
      "webhooks.settings": () => settings,
      "webhooks.replay": () => ({ count: 1, isRepeat: false }),
    },
  });
  const press = () => screen.getByRole("button", { name: "다시 처리" });
  await user.click(await screen.findByRole("button", { name: "다시 처리" }));
  expect(await screen.findByText("웹훅 1건을 다시 처리하고 있어요.")).toBeTruthy();
  await user.click(press());
  await waitFor(() => expect(calls.filter(({ path }) => path === "webhooks.replay")).toHaveLength(2));
  const ids = calls.filter(({ path }) => path === "webhooks.replay").map(({ input }) => Object(input).replayId);
  expect(new Set(ids).size).toBe(2);
  expect(screen.queryByRole("button", { name: "상점 서버로 보내기" })).toBeNull();
});

test("says which webhooks did not come, which came late, and what never comes anyway", async () => {
  const miss = {
    id: "m1",
    impUid: "imp_448280090638",
    status: "paid",
    cancellationId: null,
    happenedAtMs: delivery.receivedAtMs,
    noticedAtMs: delivery.receivedAtMs + 600_000,
    noticedBy: "poll",
    mode: "live",
    arrivedAtMs: null,
  };
  await renderConsole({
    path: "/webhooks/missing",
    procedures: {
      "webhooks.missing": () => ({
        items: [miss, { ...miss, id: "m2", impUid: "imp_2", arrivedAtMs: miss.noticedAtMs }],
        nextCursor: null,
        watchedSince: { live: delivery.receivedAtMs, test: null },
      }),
    },
  });
  const row = (await screen.findByRole("link", { name: miss.impUid })).closest("tr")?.textContent ?? "";
  for (const text of ["오지 않음", "결제완료", "주기 확인"]) expect(row).toContain(text);
  expect(screen.getByRole("link", { name: "imp_2" }).closest("tr")?.textContent).toContain("늦게 옴");
  expect(screen.getByText("아직 받은 웹훅이 없어 살펴보지 않아요.")).toBeTruthy();
  expect(screen.getByText(/PG 관리자에서 직접 한 취소/)).toBeTruthy();
});

test("calls its own address and says whether the call arrived", async () => {
  const { user } = await renderConsole({
    path: "/webhooks/settings",
    procedures: {
      "webhooks.settings": () => settings,
      "webhooks.test": () => ({ status: null, tookMs: 10_000, deliveryId: null }),
    },
  });
  await user.click(await screen.findByRole("button", { name: "이 주소로 호출 테스트" }));
  expect(await screen.findByText("호출이 도착하지 않았어요")).toBeTruthy();
  expect(screen.getByText(/PUBLIC_URL과 프록시 설정/)).toBeTruthy();
});
