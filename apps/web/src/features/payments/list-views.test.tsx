import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole, sessionOf } from "../../testing/render-console.tsx";
// Fetched before the tests begin: a busy machine may take its time to bring them.
import "./manage-views.tsx";
import "./views-panel.tsx";
import type { SavedView } from "./saved-views.ts";
import { aListedPayment, countsOf } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
});

const view = (facts: Partial<SavedView>): SavedView => ({
  id: "a1",
  name: "실패한 결제",
  query: "status=failed&cols=status.failReason.merchantUid",
  isShared: false,
  isMine: true,
  ownerName: "김지원",
  updatedAtMs: 0,
  ...facts,
});

const shared = view({
  id: "b2",
  name: "오늘 볼 것",
  query: "sort=-amount",
  isShared: true,
  isMine: false,
  ownerName: "박재무",
});

/** A server that keeps these views. */
async function openList(initial: readonly SavedView[], options: Partial<ConsoleOptions> = {}) {
  let views = [...initial];
  const change = (input: unknown, what: Partial<SavedView>) => {
    const { id } = input as { id: string };
    views = views.map((each) => (each.id === id ? { ...each, ...what } : each));
    return { view: views.find((each) => each.id === id) };
  };
  const rendered = await renderConsole({
    path: "/payments",
    ...options,
    procedures: {
      "payments.list": () => ({ items: [aListedPayment()], nextCursor: null }),
      "payments.counts": () => countsOf(1),
      "payments.attempts": () => ({ orders: [] }),
      "visits.list": () => ({ impUids: [] }),
      "views.list": () => ({ items: views, defaultId: null }),
      "views.noteUse": () => undefined,
      "views.create": (input) => {
        const made = view({ id: "c3", ...(input as Partial<SavedView>) });
        views = [...views, made];
        return { view: made };
      },
      "views.save": (input) => change(input, { query: (input as SavedView).query }),
      "views.rename": (input) => change(input, { name: (input as SavedView).name }),
      "views.share": (input) => change(input, { isShared: (input as SavedView).isShared }),
      "views.remove": (input) => {
        views = views.filter((each) => each.id !== (input as SavedView).id);
      },
      "views.chooseDefault": () => undefined,
      "views.usage": () => ({
        people: [
          { name: "이상담", isMe: false, lastUsedAtMs: 1, isDefault: true },
          { name: "최개발", isMe: false, lastUsedAtMs: 1, isDefault: false },
          { name: "김지원", isMe: true, lastUsedAtMs: 1, isDefault: false },
        ],
      }),
      ...options.procedures,
    },
  });
  const { user, router, calls } = rendered;
  const button = (name: RegExp) => screen.findByRole("button", { name });
  const panel = async (name = /^보기 저장/) => {
    await user.click(await button(name));
    const opened = within(await screen.findByRole("dialog", { name: "저장한 보기" }));
    await opened.findByRole("textbox", { name: "보기 이름" });
    return opened;
  };
  const manage = async (name?: RegExp) => {
    await user.click((await panel(name)).getByRole("button", { name: "보기 관리" }));
    return screen.findByRole("dialog", { name: "보기 관리" });
  };
  const called = (path: string) => calls.filter((call) => call.path === path).map(({ input }) => input);
  return { ...rendered, button, panel, manage, called, search: () => router.state.location.search };
}

describe("a saved view (A10)", () => {
  test("keeps what the list shows now, and its id is in the address", async () => {
    const { user, panel, called, search, button } = await openList([], { path: "/payments?status=failed&sort=amount" });
    const views = await panel();
    await user.type(views.getByRole("textbox", { name: "보기 이름" }), "비싼 실패{Enter}");
    await waitFor(() => expect(search()).toBe("?sort=amount&status=failed&view=c3"));
    expect(called("views.create")).toEqual([
      { name: "비싼 실패", query: "sort=amount&status=failed", isShared: false },
    ]);
    await button(/^비싼 실패$/);
  });

  test("opens with its filters, order and columns", async () => {
    const { user, panel, search } = await openList([view({}), shared]);
    const views = await panel();
    await user.click(views.getByRole("link", { name: /실패한 결제/ }));
    await waitFor(() => expect(search()).toBe("?status=failed&cols=status.failReason.merchantUid&view=a1"));
    await waitFor(() => expect(document.querySelectorAll("th")).toHaveLength(3));
  });

  test("that has been changed says so, and is saved or shown as it was", async () => {
    const { user, panel, search, button, called } = await openList([view({ query: "status=failed" })], {
      path: "/payments?status=failed&view=a1",
    });
    await button(/^실패한 결제$/);
    const tabs = await screen.findByRole("navigation", { name: "상태별 보기" });
    await user.click(within(tabs).getByRole("link", { name: /^결제완료/ }));
    await button(/실패한 결제.*저장 안 됨/);
    expect(search()).toBe("?status=paid&view=a1");
    const changed = await panel(/실패한 결제.*저장 안 됨/);
    expect(changed.getByRole("link", { name: "저장한 대로 되돌리기" }).getAttribute("href")).toBe(
      "/payments?status=failed&view=a1",
    );
    await user.click(changed.getByRole("button", { name: "변경 저장" }));
    await button(/^실패한 결제$/);
    expect(called("views.save")).toEqual([{ id: "a1", query: "status=paid" }]);
  });

  test("that is shared changes by nobody who may not share", async () => {
    const { user, panel, manage, button } = await openList([shared], {
      path: "/payments?view=b2",
      procedures: { "sessions.me": () => sessionOf("support") },
    });
    await button(/오늘 볼 것.*저장 안 됨/);
    const views = await panel(/오늘 볼 것/);
    expect(views.queryByRole("button", { name: "변경 저장" })).toBeNull();
    expect(views.queryByRole("checkbox", { name: "모든 구성원과 함께 쓰기" })).toBeNull();
    await user.keyboard("{Escape}");
    const dialog = within(await manage(/오늘 볼 것/));
    await dialog.findByText("함께 쓰는 보기 · 만든 사람 박재무");
    for (const name of ["이름 바꾸기", "지우기", "함께 쓰기 해제"])
      expect(dialog.queryByRole("button", { name })).toBeNull();
    expect(dialog.getByRole("button", { name: "기본 보기로" })).toBeTruthy();
  });

  test("tells who uses it before it is removed, and the list goes on without it", async () => {
    const { user, manage, search, called } = await openList([shared], { path: "/payments?sort=-amount&view=b2" });
    await user.click(within(await manage(/오늘 볼 것/)).getByRole("button", { name: "지우기" }));
    const question = await screen.findByRole("alertdialog", { name: "‘오늘 볼 것’ 보기를 지울까요?" });
    await within(question).findByText(/다른 구성원 2명이 이 보기를 쓰고 있어요/);
    expect(question.textContent).toContain("이상담, 최개발");
    expect(question.textContent).toContain("결제 목록을 이 보기로 여는 구성원: 이상담");
    await user.click(within(question).getByRole("button", { name: "지우기" }));
    await waitFor(() => expect(search()).toBe("?sort=-amount"));
    expect(called("views.remove")).toEqual([{ id: "b2" }]);
  });

  test("is renamed, shared and made the one the list opens with", async () => {
    const { user, manage, called } = await openList([view({})]);
    const dialog = within(await manage());
    await user.click(dialog.getByRole("button", { name: "이름 바꾸기" }));
    const name = dialog.getByRole("textbox", { name: "보기 이름" });
    await user.clear(name);
    await user.type(name, "실패만{Enter}");
    await dialog.findByText("실패만", { selector: "span" });
    await user.click(dialog.getByRole("button", { name: "함께 쓰기" }));
    await dialog.findByRole("button", { name: "함께 쓰기 해제" });
    await user.click(dialog.getByRole("button", { name: "기본 보기로" }));
    await waitFor(() => expect(called("views.chooseDefault")).toEqual([{ id: "a1" }]));
    expect(called("views.rename")).toEqual([{ id: "a1", name: "실패만" }]);
    expect(called("views.share")).toEqual([{ id: "a1", isShared: true }]);
  });

  test("that could not be saved stays to be tried again", async () => {
    const { user, panel, search } = await openList([], {
      procedures: {
        "views.create": () => {
          throw refusal("STORAGE_FULL");
        },
      },
    });
    const views = await panel();
    await user.click(views.getByRole("button", { name: "새 보기로 저장" }));
    expect(await views.findByText("보기 이름을 적어 주세요.")).toBeTruthy();
    await user.type(views.getByRole("textbox", { name: "보기 이름" }), "이름{Enter}");
    expect(await views.findByRole("alert")).toBeTruthy();
    expect(views.getByRole("textbox", { name: "보기 이름" })).toHaveProperty("value", "이름");
    expect(search()).toBe("");
  });
});

test("the list opens with the view one chose, and everything else is one press away", async () => {
  const { user, search, router } = await openList([view({ query: "status=failed" })], {
    procedures: {
      "sessions.me": () => sessionOf("viewer", { defaultView: { id: "a1", query: "status=failed" } }),
    },
  });
  await waitFor(() => expect(search()).toBe("?status=failed&view=a1"));
  const tabs = await screen.findByRole("navigation", { name: "상태별 보기" });
  await user.click(within(tabs).getByRole("link", { name: /^전체/ }));
  await waitFor(() => expect(search()).toBe("?view=a1"));
  await user.click(screen.getByRole("link", { name: /^결제( 1건)?$/ }));
  await waitFor(() => expect(router.state.location.search).toBe("?status=failed&view=a1"));
});
