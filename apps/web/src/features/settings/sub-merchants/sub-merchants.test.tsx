import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const atMs = Date.UTC(2026, 10, 20, 3);
const pop = {
  id: "s1",
  code: "POP",
  name: "마루 성수 팝업스토어",
  readAtMs: atMs,
  isKnown: true,
  address: "https://pop.example.com",
  declaredBy: "박관리",
  declaredAtMs: atMs,
};
const path = "/settings/sub-merchants";
const listing = (items: readonly object[], here: object | null = null) => ({
  "settings.subMerchants.list": () => ({ here, items }),
});

test("each fact says where it comes from, and a code that i'mport no longer knows is flagged", async () => {
  const gone = {
    ...pop,
    id: "s2",
    code: "B2B",
    name: "마루 도매몰",
    isKnown: false,
    address: "https://b2b.example.com",
  };
  await renderConsole({ path, procedures: listing([pop, gone]) });
  const known = within((await screen.findByText("마루 성수 팝업스토어")).closest("li") ?? document.body);
  expect(known.getByText("아임포트에서 읽음")).toBeTruthy();
  expect(known.getByText("박관리 님이 2026-11-20 12:00에 적었어요.")).toBeTruthy();
  expect(known.getByRole("link", { name: pop.address }).getAttribute("href")).toBe(pop.address);
  const unknown = within(screen.getByText("마루 도매몰").closest("li") ?? document.body);
  expect(unknown.getByText("아임포트에 이 코드가 없어요")).toBeTruthy();
  expect(unknown.queryByText("아임포트에서 읽음")).toBeNull();
});

test("only an address people may be led to is sent, as it is kept, and a refusal says what it means", async () => {
  const { user, calls } = await renderConsole({
    path,
    procedures: {
      ...listing([]),
      "settings.subMerchants.declare": () => {
        throw refusal("SUB_MERCHANT_UNKNOWN");
      },
    },
  });
  const form = within(await screen.findByRole("form", { name: "콘솔 적기" }));
  expect(form.queryByRole("checkbox")).toBeNull();
  await user.type(form.getByRole("textbox", { name: "하위 상점 코드" }), "zzz");
  await user.type(form.getByRole("textbox", { name: "콘솔 주소" }), "http://zzz.example.com");
  await user.click(form.getByRole("button", { name: "저장" }));
  expect(form.getByText(/경로 없이 https:\/\/로 시작하는 주소를/)).toBeTruthy();
  expect(calls.some(({ path }) => path === "settings.subMerchants.declare")).toBe(false);
  await user.clear(form.getByRole("textbox", { name: "콘솔 주소" }));
  await user.type(form.getByRole("textbox", { name: "콘솔 주소" }), "https://ZZZ.example.com/");
  await user.click(form.getByRole("button", { name: "저장" }));
  expect(await form.findByText("아임포트에 없는 하위 상점 코드예요")).toBeTruthy();
  expect(calls.find(({ path }) => path === "settings.subMerchants.declare")?.input).toEqual({
    code: "ZZZ",
    address: "https://zzz.example.com",
  });
});

test("a changed address is written in the place of the one that was seen", async () => {
  const moved = { ...pop, address: "https://pop2.example.com" };
  const { user, calls } = await renderConsole({
    path,
    procedures: { ...listing([pop]), "settings.subMerchants.move": () => ({ here: null, items: [moved] }) },
  });
  await user.click(await screen.findByRole("button", { name: "주소 바꾸기: 마루 성수 팝업스토어" }));
  const dialog = within(await screen.findByRole("dialog", { name: "마루 성수 팝업스토어 콘솔의 주소 바꾸기" }));
  const address = dialog.getByRole("textbox", { name: "콘솔 주소" });
  await user.clear(address);
  await user.type(address, "http://pop2.example.com{Enter}");
  expect(dialog.getByText(/경로 없이 https:\/\/로 시작하는 주소를/)).toBeTruthy();
  await user.clear(address);
  await user.type(address, "https://POP2.example.com/{Enter}");
  expect(await screen.findByRole("link", { name: moved.address })).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(calls.find(({ path }) => path === "settings.subMerchants.move")?.input).toEqual({
    id: "s1",
    addressSeen: pop.address,
    address: moved.address,
  });
});

test("is for reading only where the role does not include changing it", async () => {
  await renderConsole({ path, procedures: { ...listing([pop]), "sessions.me": () => sessionOf("developer") } });
  expect(await screen.findByText("관리자 역할이 바꿀 수 있어요.")).toBeTruthy();
  expect(screen.queryByRole("form")).toBeNull();
  expect(screen.queryByRole("button", { name: /지우기/ })).toBeNull();
});

test("the header leads from a sub-merchant's console to the others", async () => {
  const here = { code: "B2B", name: "마루 도매몰" };
  const parent = { ...pop, id: "s0", code: null, name: null, readAtMs: null, address: "https://maru.example.com" };
  const { user } = await renderConsole({ path: "/account", procedures: listing([parent, pop], here) });
  await user.click(await screen.findByRole("button", { name: "상점 바꾸기, 지금은 마루 도매몰" }));
  const others = within(await screen.findByRole("dialog", { name: "다른 상점의 콘솔" }));
  expect(others.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([parent.address, pop.address]);
});

test("the header of the parent store's console says in words whose it is", async () => {
  await renderConsole({ path: "/account", procedures: listing([pop]) });
  const button = await screen.findByRole("button", { name: "상점 바꾸기, 지금은 상위 상점" });
  expect(within(button).getByText("상위")).toBeTruthy();
});

test("the header has no such button where no other console is known", async () => {
  const { calls } = await renderConsole({ path: "/account", procedures: listing([], { code: "B2B", name: null }) });
  await waitFor(() => expect(calls.some(({ path }) => path === "settings.subMerchants.list")).toBe(true));
  await screen.findByRole("button", { name: "나를 부른 메모" });
  expect(screen.queryByRole("button", { name: /상점 바꾸기/ })).toBeNull();
});
