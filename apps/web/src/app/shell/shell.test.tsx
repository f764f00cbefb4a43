import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus, sandboxStatus, testStatus } from "../../testing/fake-http.ts";
import { healthySync, renderConsole, sessionOf } from "../../testing/render-console.tsx";

const status = "/trpc/console.status";
const password = "/api/auth/sign-in/email";

beforeEach(() => {
  fakeHttp({ [status]: () => liveStatus });
});

async function openAccount(options: Omit<Parameters<typeof renderConsole>[0], "path"> = {}) {
  const view = await renderConsole({ path: "/account", ...options });
  await screen.findByRole("heading", { level: 1, name: options.language === "en" ? "Your account" : "내 계정" });
  return view;
}

describe("arriving", () => {
  test("without a session leads to sign-in and remembers the page", async () => {
    const { router } = await renderConsole({
      path: "/account?x=1",
      procedures: {
        "sessions.me": () => {
          throw refusal("SIGNED_OUT");
        },
      },
    });
    await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
    expect(router.state.location.search).toBe("?from=%2Faccount%3Fx%3D1");
  });

  test("while the server is away says so, and carries on when it is back", async () => {
    let isAway = true;
    const { user } = await renderConsole({
      path: "/account",
      procedures: {
        "sessions.me": () => {
          if (isAway) throw refusal("BUG");
          return sessionOf("admin");
        },
      },
    });
    expect((await screen.findByRole("alert")).textContent).toContain("로그인 상태를 확인하지 못했어요");
    expect(screen.getByText("요청 번호 req-test-1")).toBeTruthy();
    isAway = false;
    await user.click(screen.getByRole("button", { name: "다시 시도" }));
    expect(await screen.findByRole("heading", { level: 1, name: "내 계정" })).toBeTruthy();
  });

  test("with a role that needs a second factor and has none leads to enrolling it", async () => {
    const { router } = await renderConsole({
      path: "/members",
      procedures: {
        "sessions.me": () => sessionOf("admin", { secondFactorRequired: true, secondFactorMissing: true }),
      },
    });
    await waitFor(() => expect(router.state.location.pathname).toBe("/account"));
    expect(await screen.findByText(/켜면 바로 이어서 쓸 수 있어요/)).toBeTruthy();
  });

  test("at an address that does not exist says so", async () => {
    await renderConsole({ path: "/no-such-page" });
    expect(await screen.findByRole("heading", { level: 1, name: "없는 화면이에요" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "결제 목록으로" })).toBeTruthy();
  });

  test("at a page the role does not open names the roles it opens for", async () => {
    await renderConsole({ path: "/audit-log", procedures: { "sessions.me": () => sessionOf("support") } });
    expect(await screen.findByText(/지금은 고객지원 역할이에요. 이 화면은 재무, 승인 또는 관리자 역할이/)).toBeTruthy();
  });
});

describe("the frame", () => {
  test("links only to pages the role opens", async () => {
    await openAccount({ procedures: { "sessions.me": () => sessionOf("viewer") } });
    const menu = within(screen.getByRole("navigation", { name: "주 메뉴" }));
    const names = menu.getAllByRole("link").map((link) => link.textContent);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["결제", "환불", "웹훅"]));
    for (const closed of ["구성원", "감사 기록", "풀이 없는 실패"]) expect(names).not.toContain(closed);
  });

  test("says how many payments its list holds, and leads from waiting refunds to exactly these (N24)", async () => {
    const { calls } = await openAccount({
      procedures: {
        "sessions.me": () => sessionOf("support", { defaultView: { id: "a1", query: "status=failed" } }),
        "payments.counts": () => ({
          total: 1_590,
          byStatus: { ready: 0, paid: 0, partially_cancelled: 0, cancelled: 0, failed: 1_590, pending: 0, unknown: 0 },
          totals: [],
        }),
        "refunds.counts": () => ({ states: [], forPeople: 3 }),
        "instructions.counts": () => ({ states: [], forPeople: 2 }),
      },
    });
    const menu = within(screen.getByRole("navigation", { name: "주 메뉴" }));
    const payments = await menu.findByRole("link", { name: "결제 1,590건" });
    expect(payments.getAttribute("href")).toBe("/payments?status=failed&view=a1");
    expect(calls.find(({ path }) => path === "payments.counts")?.input).toMatchObject({ status: ["failed"] });
    const refunds = await menu.findByRole("link", { name: "확인할 환불 3건" });
    expect(refunds.getAttribute("href")).toBe("/refunds?show=people");
    const requests = await menu.findByRole("link", { name: "확인할 PG 요청 2건" });
    expect(requests.getAttribute("href")).toBe("/requests?show=person");
  });

  test.each([
    [{ perRefund: 300_000 }, "환불 한도 ₩300,000"],
    [{ perRefund: null }, "환불 한도 없음"],
    [{ perRefund: 0 }, "환불할 수 없는 역할"],
  ])("says what the person refunds alone: %o", async (refundCap, text) => {
    await openAccount({ procedures: { "sessions.me": () => sessionOf("support", { refundCap }) } });
    expect(screen.getByText(text)).toBeTruthy();
  });

  test("is drawn once it is known whether the sandbox's band goes above it, so that nothing moves down", async () => {
    let answer: (response: Response) => void = () => undefined;
    vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => (answer = resolve)));
    const { calls } = await renderConsole({ path: "/account" });
    await waitFor(() => expect(calls.map(({ path }) => path)).toContain("sessions.me"));
    expect(await screen.findByText("화면을 불러오는 중")).toBeTruthy();
    expect(screen.queryByRole("navigation")).toBeNull();
    answer(new Response(JSON.stringify(sandboxStatus.body)));
    expect(await screen.findByRole("navigation", { name: "주 메뉴" })).toBeTruthy();
    expect(screen.getByText(/^모의 환경 · 여기서/)).toBeTruthy();
  });

  test("is drawn without the band when nobody can say", async () => {
    fakeHttp({ [status]: () => "unreachable" });
    await renderConsole({ path: "/account" });
    expect(await screen.findByRole("navigation", { name: "주 메뉴" })).toBeTruthy();
    expect(screen.queryByText(/^모의 환경 · 여기서/)).toBeNull();
  });

  test.each([
    ["sandbox", sandboxStatus, "모의", "모의 상점", /^모의 환경 · .*실제 돈을 움직이지 않습니다/],
    ["test", testStatus, "테스트", "shop.example", /^테스트 환경 · .*실제로 승인하는 PG도 있습니다/],
    ["live", liveStatus, "실거래", "shop.example", /^실거래 환경 · .*실제 돈을 움직입니다/],
  ])("wears the %s environment's band, title and icon", async (environment, answer, word, store, band) => {
    fakeHttp({ [status]: () => answer });
    const icon = document.createElement("link");
    icon.id = "favicon";
    document.head.append(icon);
    await openAccount();
    expect(await screen.findByText(band)).toBeTruthy();
    expect(document.title).toBe(`[${word}] 내 계정 · ${store} · Maru`);
    expect(screen.getAllByText(word).length).toBeGreaterThan(0);
    expect(icon.getAttribute("href")).toBe(`/favicon-${environment}.svg`);
    icon.remove();
  });

  test("lets the keyboard skip to the page", async () => {
    const { user } = await openAccount();
    await user.tab();
    expect(document.activeElement?.textContent).toBe("본문으로 건너뛰기");
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("main"));
  });

  test("announces a page and starts the keyboard at its heading", async () => {
    const { user } = await openAccount({ procedures: { "users.list": () => ({ items: [], invites: [] }) } });
    await user.click(screen.getByRole("link", { name: "구성원" }));
    const heading = await screen.findByRole("heading", { level: 1, name: "구성원" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toBe("[실거래] 구성원 · shop.example · Maru");
  });
});

describe("how fresh the page is", () => {
  test("is told in Korean time beside the state of the live connection", async () => {
    const { live } = await openAccount();
    const freshness = await screen.findByRole("button", { name: /14:32:07 기준/ });
    await waitFor(() => expect(freshness.textContent).toContain("실시간"));
    act(() => live.handlers?.onLost());
    expect(freshness.textContent).toContain("다시 연결하는 중");
    act(() => live.handlers?.onOpen());
    expect(freshness.textContent).toContain("실시간");
  });

  test("is said in a banner while upstream does not answer, with what still works", async () => {
    await openAccount({ procedures: { "sync.status": () => ({ ...healthySync, upstream: "down" }) } });
    expect(await screen.findByText("아임포트가 응답하지 않아요")).toBeTruthy();
    expect(screen.getByText(/14:32:07 기준으로 저장된 내용이에요/)).toBeTruthy();
  });

  test("says in English just as much", async () => {
    await openAccount({ language: "en", procedures: { "sync.status": () => ({ ...healthySync, upstream: "down" }) } });
    expect(await screen.findByText(/stored as of 14:32:07.*Reading and searching still work/)).toBeTruthy();
  });

  test("asks for the API key to be checked when upstream refuses it", async () => {
    await openAccount({ procedures: { "sync.status": () => ({ ...healthySync, upstream: "unauthorized" }) } });
    expect(await screen.findByText("아임포트가 API 키를 받아들이지 않아요")).toBeTruthy();
  });

  test("follows the server's events without asking", async () => {
    const { live } = await openAccount();
    await screen.findByRole("button", { name: /14:32:07 기준/ });
    act(() => live.handlers?.onEvent({ type: "sync.progressed", progress: { ...healthySync, upstream: "down" } }));
    expect(await screen.findByText("아임포트가 응답하지 않아요")).toBeTruthy();
  });

  test("says that the browser is offline", async () => {
    const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await openAccount();
    expect(await screen.findByText("인터넷에 연결되어 있지 않아요")).toBeTruthy();
    onLine.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event("online")));
    expect(screen.queryByText("인터넷에 연결되어 있지 않아요")).toBeNull();
  });
});

describe("the first load", () => {
  const loading = { ...healthySync, phase: "loading", loaded: 12_340, expected: 20_000 } as const;

  test("shows how far it is and that one can search already", async () => {
    await openAccount({ procedures: { "sync.status": () => loading } });
    const bar = await screen.findByRole("progressbar", { name: "첫 불러오기" });
    expect(bar.getAttribute("aria-valuenow")).toBe("12340");
    expect(screen.getByText("결제를 불러오는 중 · 12,340 / 20,000건")).toBeTruthy();
    expect(screen.getByText("이미 담은 결제는 지금도 찾을 수 있어요.")).toBeTruthy();
  });

  test("leaves the page when it is done", async () => {
    const { live } = await openAccount({ procedures: { "sync.status": () => loading } });
    await screen.findByRole("progressbar");
    act(() => live.handlers?.onEvent({ type: "sync.progressed", progress: healthySync }));
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  });

  test("does not pretend to know a total it has not been told", async () => {
    await openAccount({ procedures: { "sync.status": () => ({ ...loading, expected: null }) } });
    const bar = await screen.findByRole("progressbar");
    expect(bar.hasAttribute("aria-valuenow")).toBe(false);
    expect(screen.getByText("결제를 불러오는 중 · 12,340건")).toBeTruthy();
  });
});

describe("a session that ends while somebody works", () => {
  async function loseSession(userAfter = "user-1") {
    const state = { isSignedIn: true };
    const view = await openAccount({
      procedures: {
        "sessions.me": () => {
          if (!state.isSignedIn) throw refusal("SIGNED_OUT");
          const session = sessionOf("admin");
          return { ...session, user: { ...session.user, id: userAfter } };
        },
        "sessions.savePreferences": () => {
          if (!state.isSignedIn) throw refusal("SIGNED_OUT");
          return sessionOf("admin").preferences;
        },
      },
    });
    const field = screen.getByLabelText<HTMLInputElement>("새 비밀번호");
    await view.user.type(field, "반쯤 쓴 것");
    state.isSignedIn = false;
    await view.user.selectOptions(screen.getByLabelText("목록 간격"), "compact");
    const dialog = await screen.findByRole("dialog", { name: "다시 로그인해 주세요" });
    return { ...view, state, field, dialog };
  }

  test("is taken up again over the page, which keeps what was typed", async () => {
    const { requests } = fakeHttp({ [status]: () => liveStatus, [password]: () => ({ body: {} }) });
    const { user, state, field, dialog } = await loseSession();
    const form = within(dialog);
    expect(form.getByLabelText<HTMLInputElement>("이메일").value).toBe("jiwon@shop.example");
    state.isSignedIn = true;
    await user.type(form.getByLabelText("비밀번호"), "correct horse battery");
    await user.click(form.getByRole("button", { name: "로그인" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(field.value).toBe("반쯤 쓴 것");
    expect(requests.at(-1)?.path).toBe(password);
  });

  test("stays open and says why when the password is wrong", async () => {
    fakeHttp({
      [status]: () => liveStatus,
      [password]: () => ({ status: 401, body: { code: "INVALID_EMAIL_OR_PASSWORD" } }),
    });
    const { user, dialog } = await loseSession();
    await user.type(within(dialog).getByLabelText("비밀번호"), "wrong");
    await user.click(within(dialog).getByRole("button", { name: "로그인" }));
    expect(await within(dialog).findByText("이메일이나 비밀번호가 맞지 않아요.")).toBeTruthy();
  });

  test("cannot be left with Escape, because nothing behind it would work", async () => {
    const { user } = await loseSession();
    await user.keyboard("{Escape}");
    expect(screen.getByRole("dialog", { name: "다시 로그인해 주세요" })).toBeTruthy();
  });
});

describe("the user menu", () => {
  test("changes the language here and in the account", async () => {
    const { user, calls } = await openAccount({
      procedures: { "sessions.savePreferences": () => sessionOf("admin").preferences },
    });
    await user.click(screen.getByRole("button", { name: /^김지원.*사용자 메뉴$/ }));
    await user.click(await screen.findByRole("menuitemradio", { name: "English" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Your account" })).toBeTruthy();
    expect(calls.find(({ path }) => path === "sessions.savePreferences")?.input).toEqual({ language: "en" });
  });

  test("applies a preference even when the account cannot remember it, and says so", async () => {
    const { user } = await openAccount({
      procedures: {
        "sessions.savePreferences": () => {
          throw refusal("BUG");
        },
      },
    });
    await user.click(screen.getByRole("button", { name: /^김지원.*사용자 메뉴$/ }));
    await user.click(await screen.findByRole("menuitemradio", { name: "촘촘하게" }));
    await waitFor(() => expect(document.documentElement.dataset.density).toBe("compact"));
    expect(await screen.findByText("이 브라우저에는 적용했지만 계정에는 저장하지 못했어요.")).toBeTruthy();
  });

  test("signs out with a full load, so that nothing stays in memory and no half-filled form in the tab", async () => {
    sessionStorage.setItem("maru.draft.user-1.account-issue", "{}");
    sessionStorage.setItem("maru.draft.user-2.invoices", "{}");
    sessionStorage.setItem("maru:given:account-issue", "id-1");
    const assign = vi.spyOn(window.location, "assign").mockImplementation(() => {});
    fakeHttp({ [status]: () => liveStatus, "/api/auth/sign-out": () => ({ body: { success: true } }) });
    const { user } = await openAccount();
    await user.click(screen.getByRole("button", { name: /^김지원.*사용자 메뉴$/ }));
    await user.click(await screen.findByRole("menuitem", { name: "로그아웃" }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/sign-in"));
    expect(Object.keys(sessionStorage)).toEqual(["maru:given:account-issue"]);
    sessionStorage.clear();
  });

  test("stays when signing out could not reach the server", async () => {
    const { user } = await openAccount();
    await user.click(screen.getByRole("button", { name: /^김지원.*사용자 메뉴$/ }));
    await user.click(await screen.findByRole("menuitem", { name: "로그아웃" }));
    expect(await screen.findByText(/로그아웃하지 못했어요/)).toBeTruthy();
  });
});

test("takes over what the account remembers", async () => {
  await renderConsole({
    path: "/account",
    procedures: {
      "sessions.me": () =>
        sessionOf("admin", {
          preferences: { language: "en", theme: "dark", density: "compact", paymentColumns: null },
        }),
    },
  });
  expect(await screen.findByRole("heading", { level: 1, name: "Your account" })).toBeTruthy();
  expect(document.documentElement.dataset).toMatchObject({ theme: "dark", density: "compact" });
});
