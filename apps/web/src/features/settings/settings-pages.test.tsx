import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
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

describe("the keys", () => {
  const atMs = declaredAtMs;
  const setting = (name: string, variable: string, shown: string | null, fingerprint: string | null) => ({
    name,
    variable,
    shown,
    fingerprint,
    origin: { kind: "environment" },
    file: null,
  });
  const keys = {
    settings: [
      { ...setting("merchantCode", "IMPORT_MERCHANT_CODE", null, null), origin: { kind: "unset" } },
      setting("key", "IMPORT_API_KEY", "••••••••3456", "0a1b2c3d"),
      {
        ...setting("secret", "IMPORT_API_SECRET", null, "9f8e7d6c"),
        origin: { kind: "file", path: "/run/secrets/s" },
        file: "changed",
      },
      { ...setting("address", "IMPORT_API_URL", "https://api.iamport.kr", null), origin: { kind: "unset" } },
    ],
    verdict: "accepted",
    sinceMs: atMs - 3_600_000,
    token: { receivedAtMs: atMs, expiresAtMs: atMs + 1_800_000, isLive: true },
    lastUse: { atMs, operation: "listPayments" },
    lastFailure: null,
    clocks: [{ source: "token", measuredAtMs: atMs, aheadMs: -90_500, uncertaintyMs: 600, verdict: "behind" }],
    mostClockErrorMs: 60_000,
    refusals: [],
    refusalDays: 7,
    checks: [],
    refundsOnTheirWay: 2,
  };
  const failure = {
    atMs,
    code: "UPSTREAM_UNAUTHORIZED",
    httpStatus: 401,
    hint: "credentials",
    message: "인증에 실패하였습니다.",
  };
  const page = (procedures: Record<string, () => unknown>, role: "admin" | "developer" | "viewer" = "developer") =>
    renderConsole({ path: "/settings/keys", procedures: { "sessions.me": () => sessionOf(role), ...procedures } });

  test("say what is in use, where it comes from, and that a file has changed since", async () => {
    await page({ "settings.keys.get": () => keys });
    expect(await screen.findByText("••••••••3456")).toBeTruthy();
    expect(screen.getByText("화면에 보여 드리지 않아요")).toBeTruthy();
    expect(screen.getByText("환경 변수 IMPORT_API_KEY에서 읽었어요.")).toBeTruthy();
    expect(screen.getByText("파일에서 읽었어요: /run/secrets/s")).toBeTruthy();
    expect(screen.getByText(/파일의 내용이 지금 쓰는 값과 달라요/)).toBeTruthy();
    expect(screen.getByText("지문 9f8e7d6c")).toBeTruthy();
    // The steps name the place at hand and what is on its way.
    expect(screen.getByText("이 파일의 내용을 바꿔 주세요: /run/secrets/s")).toBeTruthy();
    expect(screen.getByText("보내는 중이거나 확인 중인 환불이 2건 있어요.")).toBeTruthy();
  });

  test("say by how much the clock is off, and that refunds stop for it", async () => {
    await page({ "settings.keys.get": () => keys });
    expect(await screen.findByText("이 서버가 90.5초 늦어요 (±0.6초).")).toBeTruthy();
    expect(screen.getByText("시계가 60초 넘게 달라요")).toBeTruthy();
  });

  test("are tried on request, and say in i'mport's words why they are not accepted", async () => {
    const refused = {
      ...keys,
      verdict: "refused",
      lastFailure: failure,
      refusals: [
        {
          operation: "cancelPayment",
          calls: 3,
          firstAtMs: atMs,
          lastAtMs: atMs,
          httpStatus: 401,
          message: "인증에 실패하였습니다.",
        },
      ],
      checks: [
        {
          id: "k1",
          atMs,
          byName: "박개발",
          verdict: "refused",
          message: "인증에 실패하였습니다.",
          secretFingerprint: "9f8e7d6c",
        },
      ],
    };
    const { user, calls } = await page({
      "settings.keys.get": () => keys,
      "settings.keys.check": () => refused,
    });
    expect(await screen.findByText("아임포트가 이 키를 받아들이고 있어요")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "지금 확인" }));
    expect(calls.some(({ path }) => path === "settings.keys.check")).toBe(true);
    expect(await screen.findByText("아임포트의 답")).toBeTruthy();
    expect(screen.getAllByText("인증에 실패하였습니다.").length).toBeGreaterThan(1);
    const table = screen.getByRole("table", { name: "최근 7일 동안 키 때문에 거절된 요청" });
    expect(within(table).getByRole("row", { name: /cancelPayment 3/ })).toBeTruthy();
    expect(screen.getByText(/박개발 · 시크릿 지문 9f8e7d6c/)).toBeTruthy();
  });

  test("that live off a token from before say when they end", async () => {
    await page({ "settings.keys.get": () => ({ ...keys, verdict: "runs_out", lastFailure: failure }) });
    expect(await screen.findByText(/끝나는 2026-11-20 12:30부터 조회와 환불이 모두 멈춰요/)).toBeTruthy();
  });

  test("cannot be tried too often", async () => {
    const { user } = await page({
      "settings.keys.get": () => keys,
      "settings.keys.check": () => {
        throw refusal("TOO_MANY_REQUESTS");
      },
    });
    await user.click(await screen.findByRole("button", { name: "지금 확인" }));
    expect(await screen.findByText("요청이 너무 잦아요")).toBeTruthy();
  });

  test("are not for roles without the right, whose settings do not offer them", async () => {
    await page({}, "viewer");
    expect(await screen.findByRole("heading", { level: 1, name: "이 화면을 볼 권한이 없어요" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "API 키" })).toBeNull();
  });
});
