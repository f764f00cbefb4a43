import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole } from "../../testing/render-console.tsx";

const status = "/trpc/console.status";

test("turns a one-time link into an account and enters the console", async () => {
  const assign = vi.spyOn(window.location, "assign").mockImplementation(() => {});
  const { requests } = fakeHttp({ [status]: () => liveStatus, "/api/set-up": () => ({ body: { ok: true } }) });
  const { user } = await renderConsole({ path: "/set-up?token=abc" });
  await user.type(await screen.findByLabelText("이름"), "박서연");
  await user.type(screen.getByLabelText("비밀번호"), "긴 문장이 더 안전하다네");
  await user.click(screen.getByRole("button", { name: "계정 만들기" }));
  await waitFor(() => expect(assign).toHaveBeenCalledWith("/payments"));
  expect(requests.at(-1)?.body).toEqual({ token: "abc", name: "박서연", password: "긴 문장이 더 안전하다네" });
});

test("says what is wrong at the field before anything is sent", async () => {
  const { requests } = fakeHttp({ [status]: () => liveStatus });
  const { user } = await renderConsole({ path: "/set-up?token=abc" });
  await user.type(await screen.findByLabelText("이름"), "박서연");
  await user.type(screen.getByLabelText("비밀번호"), "짧아요");
  await user.click(screen.getByRole("button", { name: "계정 만들기" }));
  expect(screen.getByText("비밀번호는 12자 이상이어야 해요.")).toBeTruthy();
  expect(requests.map(({ path }) => path)).not.toContain("/api/set-up");
});

test("explains a link that was used already", async () => {
  fakeHttp({ [status]: () => liveStatus, "/api/set-up": () => ({ status: 412, body: { code: "LINK_SPENT" } }) });
  const { user } = await renderConsole({ path: "/set-up?token=abc" });
  await user.type(await screen.findByLabelText("이름"), "박서연");
  await user.type(screen.getByLabelText("비밀번호"), "긴 문장이 더 안전하다네");
  await user.click(screen.getByRole("button", { name: "계정 만들기" }));
  expect((await screen.findByRole("alert")).textContent).toContain("이 링크는 더 쓸 수 없어요");
});

test("says that an address without a token is not the link", async () => {
  fakeHttp({ [status]: () => liveStatus });
  await renderConsole({ path: "/set-up" });
  expect(await screen.findByText(/토큰이 없어요/)).toBeTruthy();
});
