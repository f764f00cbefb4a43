import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const jiwon = {
  id: "user-1",
  name: "김지원",
  email: "jiwon@shop.example",
  role: "admin",
  isSecondFactorEnrolled: true,
  isDemo: false,
  isActive: true,
  tel: null as string | null,
  createdAtMs: Date.UTC(2026, 9, 1),
};
const seoyeon = { ...jiwon, id: "user-2", name: "박서연", email: "seoyeon@shop.example", role: "support" };
const both = { "users.list": () => ({ items: [jiwon, seoyeon], invites: [] }) };

async function openMembers(procedures: Parameters<typeof renderConsole>[0]["procedures"] = {}) {
  const view = await renderConsole({ path: "/members", procedures: { ...both, ...procedures } });
  await screen.findByRole("heading", { level: 1, name: "구성원" });
  return view;
}

test("lists everybody with their role, as rows of a table named by the page's heading", async () => {
  await openMembers();
  const table = within(await screen.findByRole("table", { name: "구성원" }));
  expect(table.getByRole("rowheader", { name: /박서연/ }).closest("tr")?.textContent).toContain("고객지원");
  expect(table.getByRole("rowheader", { name: /김지원/ }).textContent).toContain("나");
});

test("gives somebody who may only read no way to change anything", async () => {
  await openMembers({ "sessions.me": () => sessionOf("finance") });
  await screen.findByRole("table");
  expect(screen.queryByRole("button", { name: "구성원 초대" })).toBeNull();
  expect(screen.queryByRole("button", { name: "박서연 관리" })).toBeNull();
});

test("notes a telephone number, which is taken away by emptying it and never half written", async () => {
  const member = { ...seoyeon, tel: "010-1234-5678" };
  const { user, calls } = await openMembers({
    "users.list": () => ({ items: [jiwon, member], invites: [] }),
    "users.setTel": () => ({ user: member }),
  });
  const sent = () => calls.filter(({ path }) => path === "users.setTel").map(({ input }) => input);
  expect((await screen.findByRole("rowheader", { name: /박서연/ })).closest("tr")?.textContent).toContain("1234-5678");
  await user.click(screen.getByRole("button", { name: "박서연 관리" }));
  await user.click(await screen.findByRole("menuitem", { name: "전화번호 변경" }));
  const dialog = within(await screen.findByRole("dialog", { name: "박서연 전화번호" }));
  const field = dialog.getByLabelText("전화번호");
  await user.clear(field);
  await user.type(field, "1234{Enter}");
  expect(dialog.getByText("010-1234-5678처럼 적거나 비워 주세요.")).toBeTruthy();
  expect(sent()).toEqual([]);
  await user.clear(field);
  await user.click(dialog.getByRole("button", { name: "전화번호 변경" }));
  expect(await screen.findByText("박서연의 전화번호를 저장했어요.")).toBeTruthy();
  expect(sent()).toEqual([{ userId: "user-2", tel: "" }]);
});

test("shows an invitation's link once it is made, and says that it is shown only now", async () => {
  const link = "https://shop.example/set-up?token=t0ken";
  const { user, calls } = await openMembers({
    "users.invite": () => ({ link, expiresAtMs: Date.UTC(2026, 10, 24, 3) }),
  });
  await user.click(screen.getByRole("button", { name: "구성원 초대" }));
  const dialog = within(await screen.findByRole("dialog", { name: "구성원 초대" }));
  await user.click(dialog.getByRole("button", { name: "초대 링크 만들기" }));
  expect(dialog.getByText("이메일 주소를 확인해 주세요.")).toBeTruthy();
  await user.type(dialog.getByLabelText("이메일"), "new@shop.example");
  await user.click(dialog.getByRole("radio", { name: /재무/ }));
  await user.click(dialog.getByRole("button", { name: "초대 링크 만들기" }));
  expect(await screen.findByText(link)).toBeTruthy();
  expect(screen.getByText(/지금만 볼 수 있어요/)).toBeTruthy();
  expect(calls.find(({ path }) => path === "users.invite")?.input).toEqual({
    email: "new@shop.example",
    role: "finance",
  });
});

test("keeps the question open and says why when the last administrator would go", async () => {
  const { user } = await openMembers({
    "users.setRole": () => {
      throw refusal("LAST_ADMIN");
    },
  });
  await user.click(await screen.findByRole("button", { name: "김지원 관리" }));
  await user.click(await screen.findByRole("menuitem", { name: "역할 변경" }));
  const dialog = within(await screen.findByRole("dialog", { name: "김지원 역할 변경" }));
  await user.click(dialog.getByRole("radio", { name: /^조회/ }));
  await user.click(dialog.getByRole("button", { name: "역할 변경" }));
  expect((await dialog.findByRole("alert")).textContent).toContain("마지막 관리자예요");
});

test("asks before somebody is deactivated, with the safe answer first in reading order", async () => {
  const { user, calls } = await openMembers({
    "users.deactivate": () => ({ user: { ...seoyeon, isActive: false } }),
  });
  await user.click(await screen.findByRole("button", { name: "박서연 관리" }));
  await user.click(await screen.findByRole("menuitem", { name: "사용 중지" }));
  const dialog = await screen.findByRole("alertdialog", { name: "박서연 사용을 중지할까요?" });
  const answers = within(dialog).getAllByRole("button", { name: /그만두기|사용 중지/ });
  expect(answers.map((button) => button.textContent)).toEqual(["그만두기", "사용 중지"]);
  await user.click(within(dialog).getByRole("button", { name: "사용 중지" }));
  expect(await screen.findByText("박서연 사용을 중지했어요.")).toBeTruthy();
  expect(calls.find(({ path }) => path === "users.deactivate")?.input).toEqual({ userId: "user-2" });
});

test("offers to try again when the list could not be read", async () => {
  let isBroken = true;
  const { user } = await openMembers({
    "users.list": () => {
      if (isBroken) throw refusal("BUG");
      return { items: [jiwon, seoyeon], invites: [] };
    },
  });
  expect(await screen.findByText("요청 번호 req-test-1")).toBeTruthy();
  isBroken = false;
  await user.click(screen.getByRole("button", { name: "다시 시도" }));
  expect(await screen.findByRole("table")).toBeTruthy();
});
