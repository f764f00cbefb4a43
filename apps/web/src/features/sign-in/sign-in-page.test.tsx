import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type FakeAnswer, fakeHttp, liveStatus, sandboxStatus } from "../../testing/fake-http.ts";
import { renderConsole } from "../../testing/render-console.tsx";

const status = "/trpc/console.status";
const password = "/api/auth/sign-in/email";
const totp = "/api/auth/two-factor/verify-totp";
const recovery = "/api/auth/two-factor/verify-backup-code";

const wrong: FakeAnswer = { status: 401, body: { code: "INVALID_EMAIL_OR_PASSWORD" } };
const secondStep: FakeAnswer = { body: { twoFactorRedirect: true, twoFactorMethods: ["totp"] } };

async function fillIn(user: Awaited<ReturnType<typeof renderConsole>>["user"]) {
  await user.type(await screen.findByLabelText("이메일"), "jiwon@shop.example");
  await user.type(screen.getByLabelText("비밀번호"), "correct horse battery");
  await user.click(screen.getByRole("button", { name: "로그인" }));
}

let assign: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  assign = vi.spyOn(window.location, "assign").mockImplementation(() => {});
});

describe("the first step", () => {
  test("leads back to the page one came from", async () => {
    fakeHttp({ [status]: () => liveStatus, [password]: () => ({ body: {} }) });
    const { user } = await renderConsole({ path: "/sign-in?from=%2Fpayments%3Fq%3Dminsu" });
    await fillIn(user);
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/payments?q=minsu"));
  });

  test("never leads to another site", async () => {
    fakeHttp({ [status]: () => liveStatus, [password]: () => ({ body: {} }) });
    const { user } = await renderConsole({ path: "/sign-in?from=%2F%2Fevil.example%2F" });
    await fillIn(user);
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/payments"));
  });

  test("keeps what was typed when the password is wrong, and says so", async () => {
    fakeHttp({ [status]: () => liveStatus, [password]: () => wrong });
    const { user } = await renderConsole({ path: "/sign-in" });
    await fillIn(user);
    expect((await screen.findByRole("alert")).textContent).toBe("이메일이나 비밀번호가 맞지 않아요.");
    expect(screen.getByLabelText<HTMLInputElement>("이메일").value).toBe("jiwon@shop.example");
    expect(screen.getByLabelText<HTMLInputElement>("비밀번호").value).toBe("correct horse battery");
  });

  test("says when to try again after too many attempts", async () => {
    const tooMany = { status: 429, body: { code: "TOO_MANY_REQUESTS" }, headers: { "retry-after": "90" } };
    fakeHttp({ [status]: () => liveStatus, [password]: () => tooMany });
    const { user } = await renderConsole({ path: "/sign-in" });
    await fillIn(user);
    expect((await screen.findByRole("alert")).textContent).toContain("90초 뒤에 다시 시도해 주세요.");
  });

  test("says that the server cannot be reached, and that nothing is lost", async () => {
    fakeHttp({ [status]: () => liveStatus, [password]: () => "unreachable" });
    const { user } = await renderConsole({ path: "/sign-in" });
    await fillIn(user);
    expect((await screen.findByRole("alert")).textContent).toContain("연결하지 못했어요");
    expect(screen.getByLabelText<HTMLInputElement>("비밀번호").value).toBe("correct horse battery");
  });

  test("asks for what is missing at the field, and sends nothing", async () => {
    const { requests } = fakeHttp({ [status]: () => liveStatus });
    const { user } = await renderConsole({ path: "/sign-in" });
    await user.click(await screen.findByRole("button", { name: "로그인" }));
    const email = screen.getByLabelText("이메일");
    expect(document.activeElement).toBe(email);
    expect(email.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("이메일을 입력해 주세요.")).toBeTruthy();
    expect(requests.map(({ path }) => path)).not.toContain(password);
  });

  test("sends one request however often the button is pressed", async () => {
    const { requests } = fakeHttp({ [status]: () => liveStatus, [password]: () => ({ body: {} }) });
    const { user } = await renderConsole({ path: "/sign-in" });
    await user.type(await screen.findByLabelText("이메일"), "jiwon@shop.example");
    await user.type(screen.getByLabelText("비밀번호"), "correct horse battery");
    await user.dblClick(screen.getByRole("button", { name: "로그인" }));
    await waitFor(() => expect(assign).toHaveBeenCalled());
    expect(requests.filter(({ path }) => path === password)).toHaveLength(1);
  });
});

describe("the second step", () => {
  test("verifies the code as soon as its six digits are there", async () => {
    const { requests } = fakeHttp({
      [status]: () => liveStatus,
      [password]: () => secondStep,
      [totp]: () => ({ body: {} }),
    });
    const { user } = await renderConsole({ path: "/sign-in" });
    await fillIn(user);
    await user.type(await screen.findByLabelText("인증 앱의 6자리 코드"), "123 456");
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/payments"));
    expect(requests.at(-1)).toEqual({ path: totp, body: { code: "123456" } });
  });

  test("keeps a wrong code and explains it", async () => {
    fakeHttp({
      [status]: () => liveStatus,
      [password]: () => secondStep,
      [totp]: () => ({ status: 401, body: { code: "INVALID_CODE" } }),
    });
    const { user } = await renderConsole({ path: "/sign-in" });
    await fillIn(user);
    const code = await screen.findByLabelText<HTMLInputElement>("인증 앱의 6자리 코드");
    await user.type(code, "000000");
    expect((await screen.findByRole("alert")).textContent).toContain("코드가 맞지 않아요");
    expect(code.value).toBe("000000");
  });

  test("takes a recovery code instead", async () => {
    const { requests } = fakeHttp({
      [status]: () => liveStatus,
      [password]: () => secondStep,
      [recovery]: () => ({ body: {} }),
    });
    const { user } = await renderConsole({ path: "/sign-in" });
    await fillIn(user);
    await user.click(await screen.findByRole("button", { name: "복구 코드로 로그인" }));
    await user.type(screen.getByLabelText("복구 코드"), "abcde-12345{Enter}");
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/payments"));
    expect(requests.at(-1)).toEqual({ path: recovery, body: { code: "abcde-12345" } });
  });

  test("begins again, with what was typed, when it took too long", async () => {
    fakeHttp({
      [status]: () => liveStatus,
      [password]: () => secondStep,
      [totp]: () => ({ status: 401, body: { code: "INVALID_TWO_FACTOR_COOKIE" } }),
    });
    const { user } = await renderConsole({ path: "/sign-in" });
    await fillIn(user);
    await user.type(await screen.findByLabelText("인증 앱의 6자리 코드"), "123456");
    expect((await screen.findByRole("alert")).textContent).toContain("처음부터 다시 로그인");
    expect(screen.getByLabelText<HTMLInputElement>("이메일").value).toBe("jiwon@shop.example");
  });

  test("says that the account rests after too many wrong codes", async () => {
    fakeHttp({
      [status]: () => liveStatus,
      [password]: () => secondStep,
      [totp]: () => ({ status: 429, body: { code: "ACCOUNT_TEMPORARILY_LOCKED" } }),
    });
    const { user } = await renderConsole({ path: "/sign-in" });
    await fillIn(user);
    await user.type(await screen.findByLabelText("인증 앱의 6자리 코드"), "123456");
    expect((await screen.findByRole("alert")).textContent).toContain("잠시 잠겼어요");
  });
});

describe("the sandbox", () => {
  test("offers every demo role with what it may do, in one press", async () => {
    const { requests } = fakeHttp({
      [status]: () => sandboxStatus,
      "/api/demo/sign-in": () => ({ body: { ok: true } }),
    });
    const { user } = await renderConsole({ path: "/sign-in" });
    const roles = within(await screen.findByRole("region", { name: "역할을 골라 바로 시작" }));
    expect(roles.getAllByRole("button")).toHaveLength(6);
    expect(roles.getByText("다른 사람이 요청한 환불을 승인할 수 있어요.")).toBeTruthy();
    await user.click(roles.getByRole("button", { name: "고객지원 역할로 시작" }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/payments"));
    expect(requests.at(-1)).toEqual({ path: "/api/demo/sign-in", body: { role: "support" } });
  });

  test("says on the page and in the title that no money is real", async () => {
    fakeHttp({ [status]: () => sandboxStatus });
    await renderConsole({ path: "/sign-in" });
    expect(await screen.findByText(/실제 돈을 움직이지 않습니다/)).toBeTruthy();
    await waitFor(() => expect(document.title).toBe("[모의] 로그인 · 모의 상점 · Maru"));
  });

  test("is not offered with real credentials", async () => {
    fakeHttp({ [status]: () => liveStatus });
    await renderConsole({ path: "/sign-in" });
    await waitFor(() => expect(document.title).toBe("[실거래] 로그인 · shop.example · Maru"));
    expect(screen.queryByRole("region", { name: "역할을 골라 바로 시작" })).toBeNull();
    expect(screen.queryByText(/실제 돈을 움직이지 않습니다/)).toBeNull();
  });
});

test("changes the language at once and keeps what was typed", async () => {
  fakeHttp({ [status]: () => liveStatus });
  const { user } = await renderConsole({ path: "/sign-in" });
  await user.type(await screen.findByLabelText("이메일"), "jiwon@shop.example");
  await user.selectOptions(screen.getByLabelText("언어"), "en");
  expect((await screen.findByLabelText<HTMLInputElement>("E-mail")).value).toBe("jiwon@shop.example");
  expect(document.documentElement.lang).toBe("en");
});
