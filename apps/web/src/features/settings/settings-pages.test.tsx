import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const declaredAtMs = Date.UTC(2026, 10, 20, 3);
const entry = (cidr: string, memo: string) => ({ cidr, memo, declaredBy: "박개발", declaredAtMs });
const list = (entries: readonly object[], isOn = true) => ({
  isOn,
  version: 3,
  changedBy: "박개발",
  changedAtMs: declaredAtMs,
  entries,
});
const whitelist = {
  iamport: list([entry("52.78.100.0/24", "본사")]),
  required: list([entry("52.78.5.241", "쇼핑몰")]),
  egress: { address: "10.1.2.3", isPublic: false },
  contradictions: [],
};
const form = (name: string) => screen.findByRole("form", { name: new RegExp(name) });

describe("the declared whitelist", () => {
  test("says whose word it is, since when, and which of our addresses it leaves out", async () => {
    await renderConsole({
      path: "/settings/whitelist",
      procedures: { "settings.whitelist.get": () => whitelist },
    });
    const declared = await form("관리자 콘솔의 화이트리스트");
    expect(within(declared).getByText("여기에 적음")).toBeTruthy();
    expect(within(declared).getByText("박개발 · 2026-11-20 12:00")).toBeTruthy();
    expect(within(declared).getByText("52.78.5.241 (쇼핑몰)가 들어 있지 않아요.")).toBeTruthy();
    expect(screen.getByText(/내부 주소 10\.1\.2\.3뿐/)).toBeTruthy();
  });

  test("flags what traffic contradicts", async () => {
    await renderConsole({
      path: "/settings/whitelist",
      procedures: {
        "settings.whitelist.get": () => ({ ...whitelist, contradictions: ["answered_though_outside"] }),
      },
    });
    expect(await screen.findByText("오간 기록과 달라요")).toBeTruthy();
  });

  test("reads a line of the vendor's own page by its word, and offers what was meant", async () => {
    const { user } = await renderConsole({
      path: "/settings/whitelist",
      procedures: { "settings.whitelist.get": () => whitelist },
    });
    await user.type(await screen.findByRole("textbox", { name: "주소 또는 CIDR" }), "1.1.1.1/3");
    expect(screen.getByText("536,870,912개")).toBeTruthy();
    expect(screen.getByText("31.255.255.255")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "1.1.1.1/32로 바꾸기" }));
    expect(screen.getByText("1개")).toBeTruthy();
  });

  test("keeps a doubtful line only once a person says that it is meant", async () => {
    const { user, calls } = await renderConsole({
      path: "/settings/whitelist",
      procedures: {
        "settings.whitelist.get": () => whitelist,
        "settings.whitelist.declare": () => whitelist,
      },
    });
    const declared = await form("관리자 콘솔의 화이트리스트");
    await user.click(within(declared).getByRole("button", { name: "줄 더하기" }));
    await user.type(within(declared).getByRole("textbox", { name: "2번 줄의 주소" }), "52.0.0.0/8");
    await user.type(within(declared).getByRole("textbox", { name: "2번 줄의 메모" }), "클라우드");
    await user.click(within(declared).getByRole("button", { name: "저장" }));
    expect(calls.some(({ path }) => path === "settings.whitelist.declare")).toBe(false);
    await user.click(within(declared).getByRole("checkbox", { name: /뜻한 대로/ }));
    await user.click(within(declared).getByRole("button", { name: "저장" }));
    expect(calls.find(({ path }) => path === "settings.whitelist.declare")?.input).toEqual({
      list: "iamport",
      isOn: true,
      version: 3,
      entries: [
        { cidr: "52.78.100.0/24", memo: "본사" },
        { cidr: "52.0.0.0/8", memo: "클라우드" },
      ],
      accepted: ["52.78.100.0/24", "52.0.0.0/8"],
    });
  });

  test("takes many pasted lines at once", async () => {
    const { user } = await renderConsole({
      path: "/settings/whitelist",
      procedures: { "settings.whitelist.get": () => whitelist },
    });
    const declared = await form("관리자 콘솔의 화이트리스트");
    await user.click(within(declared).getByRole("button", { name: "여러 줄 붙여 넣기" }));
    await user.click(within(declared).getByRole("textbox", { name: "붙여 넣을 줄" }));
    await user.paste("1.1.1.1 - 1.1.1.3 시험\n8.8.8.8 외부");
    await user.click(within(declared).getByRole("button", { name: "3줄 더하기" }));
    expect(within(declared).getAllByRole("textbox", { name: /줄의 주소/ })).toHaveLength(4);
  });

  test("is for reading only where the role does not include changing it", async () => {
    await renderConsole({
      path: "/settings/whitelist",
      procedures: { "sessions.me": () => sessionOf("viewer"), "settings.whitelist.get": () => whitelist },
    });
    const declared = await form("관리자 콘솔의 화이트리스트");
    expect(within(declared).queryByRole("textbox")).toBeNull();
    expect(within(declared).getByText(/개발 또는 관리자 역할이 바꿀 수 있어요/)).toBeTruthy();
  });
});

test("the allow list is not saved while it would lock out whoever saves it", async () => {
  const own = { list: list([], false), ownAddress: "203.0.113.9" };
  const { user, calls } = await renderConsole({
    path: "/settings/access",
    procedures: { "settings.allowList.get": () => own, "settings.allowList.declare": () => own },
  });
  const editor = await form("들어올 수 있는 주소");
  await user.click(within(editor).getByRole("checkbox", { name: "이 주소에서만 들어오게 하기" }));
  expect(within(editor).getByText(/스스로 못 들어오니/)).toBeTruthy();
  await user.click(within(editor).getByRole("button", { name: "저장" }));
  expect(calls.some(({ path }) => path === "settings.allowList.declare")).toBe(false);
  await user.click(within(editor).getByRole("button", { name: "내 주소 더하기" }));
  await user.click(within(editor).getByRole("button", { name: "저장" }));
  expect(calls.find(({ path }) => path === "settings.allowList.declare")?.input).toMatchObject({
    isOn: true,
    entries: [{ cidr: "203.0.113.9", memo: "내 주소" }],
  });
});

describe("the channels", () => {
  const channel = {
    pgProvider: "kcp",
    mid: "A8KX2",
    isTestChannel: false,
    type: "payment",
    name: "KCP 일반결제",
    maskedKey: "channel-key-0a1b••••0a1b",
    payments: 1_204,
    succeeded: 40,
    lastSuccessAt: Date.UTC(2026, 10, 20, 3) / 1000,
    usualByNow: 12,
    isShared: false,
  };
  const facts = { pgProvider: "kcp", mid: "A8KX2", isTestChannel: false, type: "payment", name: "KCP 일반결제" };
  const procedures = {
    "settings.channels": () => ({
      readAtMs: declaredAtMs,
      weeks: 8,
      items: [
        channel,
        { ...channel, mid: "T0000", name: "KCP 테스트", isTestChannel: true, usualByNow: null, payments: 0 },
      ],
      unlisted: [{ pgProvider: "nice", mid: "old01", payments: 3 }],
    }),
    "settings.channelChanges": () => ({
      items: [
        {
          id: "c1",
          kind: "to_test",
          seenAtMs: declaredAtMs,
          sinceMs: declaredAtMs - 600_000,
          before: facts,
          after: { ...facts, isTestChannel: true },
        },
      ],
    }),
  };

  test("stand apart by live and test, with what was seen of each and a way to the payments", async () => {
    await renderConsole({ path: "/settings/channels", procedures });
    const live = await screen.findByRole("table", { name: /실연동 채널/ });
    expect(within(live).getByText(/보통 12건이에요/)).toBeTruthy();
    const link = within(live).getByRole("link", { name: "KCP 일반결제 결제 1,204건 보기" });
    expect(link.getAttribute("href")).toBe("/payments?pg=kcp&mid=A8KX2&mode=live");
    expect(within(await screen.findByRole("table", { name: /테스트 채널/ })).getAllByText("T0000")).toHaveLength(2);
    expect(screen.getByText("old01")).toBeTruthy();
    expect(screen.getByText("테스트로 바뀜")).toBeTruthy();
    expect(screen.getByText(/이제 실제로 승인되지 않아요/)).toBeTruthy();
  });

  test("offer the code that asks for a payment through them", async () => {
    const { user } = await renderConsole({ path: "/settings/channels", procedures });
    await user.click(await screen.findByRole("button", { name: "KCP 일반결제 결제 코드" }));
    expect(screen.getByText(/pg: "kcp\.A8KX2"/)).toBeTruthy();
  });
});
