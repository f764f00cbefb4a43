import { type LaunchBoxId, launchBoxIds, launchBoxRule } from "@maru/domain";
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { fakeHttp, liveStatus } from "../../../testing/fake-http.ts";
import { renderConsole } from "../../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const atMs = Date.UTC(2026, 10, 20, 3);
const proof = { kind: "payment", id: "imp_1", at: atMs / 1000 };

/** Every item still open but for what is given. */
function checklist(given: Partial<Record<LaunchBoxId, object>> = {}) {
  const boxes = launchBoxIds.map((id) => {
    const { group, needs } = launchBoxRule(id);
    return {
      id,
      group,
      verdict: needs.length === 0 ? "person" : "unseen",
      isSettled: false,
      needs: needs.map((sign) => ({ sign, proof: null })),
      against: [],
      version: 0,
      said: null,
      withdrawn: null,
      ...given[id],
    };
  });
  const nothing = { issuers: [], unopened: [], cells: [] };
  return { mode: "live", readAtMs: atMs, channelsReadAtMs: atMs, channels: 2, boxes, ...nothing };
}

const open = (given: Parameters<typeof checklist>[0], options: Partial<Parameters<typeof renderConsole>[0]> = {}) =>
  renderConsole({
    path: "/settings/launch-checklist",
    ...options,
    procedures: { "launchChecklist.get": () => checklist(given), ...options.procedures },
  });
const item = (name: string) => screen.findByRole("listitem", { name });
const credentials = "PG 상점아이디와 시크릿 설정";
const confirm = "confirm_url 설정 (컨펌 프로세스를 쓸 때)";

describe("the launch checklist", () => {
  test("shows the record behind a verdict, what is still to do, and how far one has come", async () => {
    await open({
      pg_credentials: {
        verdict: "proved",
        isSettled: true,
        needs: [
          { sign: "channel_listed", proof: { kind: "channels", id: "", at: null } },
          { sign: "paid_on_channel", proof },
        ],
      },
    });
    const proved = await item(credentials);
    expect(within(proved).getByRole("link", { name: "결제 imp_1" }).getAttribute("href")).toBe("/payments/imp_1");
    expect(within(proved).getByText("2026-11-20 12:00")).toBeTruthy();
    expect(within(proved).queryByRole("button")).toBeNull();
    expect(screen.getByRole("heading", { name: "37개 중 1개를 마쳤어요" })).toBeTruthy();
    expect(within(await item("계좌이체 환불 요청과 처리")).getByText(/계좌이체 결제 한 건을 환불/)).toBeTruthy();
  });

  test("puts what records say against what a person said", async () => {
    const said = { answer: "done", evidence: "콘솔에서 봤어요.", byName: "박개발", atMs, isOutdated: false };
    const against = [{ sign: "whitelist_off", proof: { kind: "whitelist", id: "", at: null } }];
    await open({ ip_security: { verdict: "disproved", against, said, version: 1 } });
    const box = await item("IP 보안(화이트리스트) 설정");
    expect(within(box).getByText("화이트리스트를 껐다고 적혀 있어요.", { exact: false })).toBeTruthy();
    expect(within(box).getByText("콘솔에서 봤어요.")).toBeTruthy();
    expect(within(box).getByText(/적은 확인과 기록이 달라요/)).toBeTruthy();
  });

  test("keeps a person's word only with how they know, and sends the version they saw", async () => {
    const { user, calls } = await open(
      { confirm_url: { version: 2 } },
      { procedures: { "launchChecklist.attest": () => ({ version: 3 }) } },
    );
    await user.click(within(await item(confirm)).getByRole("button"));
    const form = await screen.findByRole("form", { name: `확인: ${confirm}` });
    await user.click(within(form).getByRole("button", { name: "저장" }));
    expect(within(form).getByText("어떻게 확인했는지 적어 주세요.")).toBeTruthy();
    await user.click(within(form).getByRole("radio", { name: "해당 없어요" }));
    await user.type(within(form).getByRole("textbox", { name: "근거" }), "쓰지 않아요.");
    await user.click(within(form).getByRole("button", { name: "저장" }));
    expect(await screen.findByText("확인을 저장했어요.")).toBeTruthy();
    expect(document.activeElement).toBe(within(await item(confirm)).getByRole("button"));
    expect(calls.filter(({ path }) => path === "launchChecklist.attest").map(({ input }) => input)).toEqual([
      { mode: "live", box: "confirm_url", version: 2, answer: "not_applicable", evidence: "쓰지 않아요." },
    ]);
  });

  test("narrows the list to a verdict by its address", async () => {
    await open({}, { path: "/settings/launch-checklist?verdict=person" });
    expect(await item(confirm)).toBeTruthy();
    expect(screen.queryByRole("listitem", { name: credentials })).toBeNull();
  });
});
