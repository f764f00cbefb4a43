import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

const status = "/trpc/console.status";
const enrolled = {
  totpURI: "otpauth://totp/Maru:jiwon%40shop.example?secret=JBSWY3DPEHPK3PXP&issuer=Maru",
  backupCodes: ["aaaaa-11111", "bbbbb-22222"],
};

beforeEach(() => {
  fakeHttp({ [status]: () => liveStatus });
});

async function openAccount(procedures: Parameters<typeof renderConsole>[0]["procedures"] = {}) {
  const view = await renderConsole({
    path: "/account",
    procedures: { "users.ownTel": () => ({ tel: null }), ...procedures },
  });
  await screen.findByRole("heading", { level: 1, name: "내 계정" });
  return view;
}

describe("two-step sign-in", () => {
  test("is turned on by a first code, and the recovery codes are shown once", async () => {
    const { requests } = fakeHttp({
      [status]: () => liveStatus,
      "/api/auth/two-factor/enable": () => ({ body: enrolled }),
      "/api/auth/two-factor/verify-totp": () => ({ body: {} }),
    });
    const { user } = await openAccount();
    await user.click(screen.getByRole("button", { name: "2단계 인증 켜기" }));
    await user.type(screen.getByLabelText("비밀번호 확인"), "correct horse battery{Enter}");
    expect(await screen.findByRole("img", { name: "인증 앱 등록용 QR 코드" })).toBeTruthy();
    expect(screen.getByText("JBSW Y3DP EHPK 3PXP")).toBeTruthy();
    await user.type(screen.getByLabelText("인증 앱에 표시된 6자리 코드"), "123 456{Enter}");
    expect(await screen.findByText("bbbbb-22222")).toBeTruthy();
    expect(requests.at(-1)?.body).toEqual({ code: "123456" });
    await user.click(screen.getByRole("button", { name: "보관했어요" }));
    expect(screen.queryByText("bbbbb-22222")).toBeNull();
  });

  test("is not turned on by a wrong password", async () => {
    fakeHttp({
      [status]: () => liveStatus,
      "/api/auth/two-factor/enable": () => ({ status: 400, body: { code: "INVALID_PASSWORD" } }),
    });
    const { user } = await openAccount();
    await user.click(screen.getByRole("button", { name: "2단계 인증 켜기" }));
    await user.type(screen.getByLabelText("비밀번호 확인"), "wrong{Enter}");
    expect(await screen.findByText("비밀번호가 맞지 않아요.")).toBeTruthy();
  });

  test("cannot be turned off where the role requires it", async () => {
    await openAccount({
      "sessions.me": () => {
        const session = sessionOf("admin", { secondFactorRequired: true });
        return { ...session, user: { ...session.user, twoFactorEnabled: true } };
      },
    });
    expect(screen.queryByRole("button", { name: "2단계 인증 끄기" })).toBeNull();
    expect(screen.getByRole("button", { name: "복구 코드 다시 만들기" })).toBeTruthy();
  });
});

describe("one's telephone number", () => {
  test("is added once it is one", async () => {
    const known: { tel: string | null } = { tel: null };
    const { user, calls } = await openAccount({
      "users.ownTel": () => ({ ...known }),
      "users.addOwnTel": (input) => Object.assign(known, input),
    });
    const field = await screen.findByLabelText("휴대폰 번호");
    await user.type(field, "1234{Enter}");
    expect(screen.getByText("010-1234-5678처럼 적어 주세요.")).toBeTruthy();
    await user.clear(field);
    await user.type(field, "010-1234-5678{Enter}");
    expect(await screen.findByText("전화번호를 등록했어요.")).toBeTruthy();
    expect(calls.filter(({ path }) => path === "users.addOwnTel").map(({ input }) => input)).toEqual([
      { tel: "010-1234-5678" },
    ]);
    expect(await screen.findByText(/관리자에게 요청해 주세요/)).toBeTruthy();
  });

  test("is changed by administrators alone", async () => {
    await openAccount({ "users.ownTel": () => ({ tel: "010-1234-5678" }) });
    expect(await screen.findByText("010-1234-5678")).toBeTruthy();
    expect(screen.queryByLabelText("휴대폰 번호")).toBeNull();
  });
});

describe("devices", () => {
  const session = {
    id: "s-1",
    isCurrent: true,
    ip: "203.0.113.7",
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    startedAtMs: Date.UTC(2026, 10, 21, 1),
    lastUsedAtMs: Date.UTC(2026, 10, 21, 5),
    expiresAtMs: Date.UTC(2026, 10, 21, 13),
  };
  const phone = {
    ...session,
    id: "s-2",
    isCurrent: false,
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  };

  test("are signed out one by one, never the one in use", async () => {
    let items = [session, phone];
    const { user, calls } = await openAccount({
      "sessions.list": () => ({ items }),
      "sessions.revoke": () => {
        items = [session];
        return { revoked: 1 };
      },
    });
    const devices = within(await screen.findByRole("region", { name: "로그인한 기기" }));
    expect(await devices.findByText("지금 이 기기")).toBeTruthy();
    expect(devices.queryByRole("button", { name: "Chrome 140 · Windows 로그아웃" })).toBeNull();
    await user.click(devices.getByRole("button", { name: "Safari 18 · iOS 로그아웃" }));
    await waitFor(() => expect(devices.queryByText("Safari 18 · iOS")).toBeNull());
    expect(calls.find(({ path }) => path === "sessions.revoke")?.input).toEqual({ id: "s-2" });
  });
});

test("changes the password only when the new one is long enough", async () => {
  const { requests } = fakeHttp({
    [status]: () => liveStatus,
    "/api/auth/change-password": () => ({ body: {} }),
  });
  const { user } = await openAccount();
  await user.type(screen.getByLabelText("지금 비밀번호"), "correct horse battery");
  await user.type(screen.getByLabelText("새 비밀번호"), "짧아요");
  await user.click(screen.getByRole("button", { name: "비밀번호 변경" }));
  expect(screen.getByText("새 비밀번호는 12자 이상이어야 해요.")).toBeTruthy();
  expect(requests.some(({ path }) => path === "/api/auth/change-password")).toBe(false);
  await user.type(screen.getByLabelText("새 비밀번호"), " 그래서 길게 다시");
  await user.click(screen.getByRole("button", { name: "비밀번호 변경" }));
  expect(await screen.findByText(/비밀번호를 바꿨어요/)).toBeTruthy();
});

test("saves how one likes to see the console", async () => {
  const { user, calls } = await openAccount({ "sessions.savePreferences": () => sessionOf("admin").preferences });
  await user.selectOptions(screen.getByLabelText("목록 간격"), "compact");
  await waitFor(() => expect(document.documentElement.dataset.density).toBe("compact"));
  expect(calls.find(({ path }) => path === "sessions.savePreferences")?.input).toEqual({ density: "compact" });
});
