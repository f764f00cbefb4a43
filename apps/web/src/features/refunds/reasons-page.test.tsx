import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const report = {
  days: 30,
  items: [
    { reasonCode: "defective", asked: 12, done: 10, returned: [{ amount: 340_000, currency: "KRW" }] },
    { reasonCode: "from_another_time", asked: 1, done: 0, returned: [] },
  ],
};

async function open(options: Partial<ConsoleOptions> = {}) {
  return renderConsole({
    path: "/refunds/reasons",
    ...options,
    procedures: { "refunds.reasons.report": () => report, ...options.procedures },
  });
}

const rowOf = async (name: RegExp) => within(await screen.findByRole("row", { name }));

describe("the reasons of refunds", () => {
  test("are told with how often each was given, and lead to the refunds that gave it", async () => {
    const { calls, user } = await open();
    const defective = await rowOf(/상품 불량·파손/);
    const link = await defective.findByRole("link", { name: "상품 불량·파손 사유의 환불 12건 보기" });
    expect(link.getAttribute("href")).toBe("/refunds?reason=defective");
    expect(defective.getByText("₩340,000")).toBeTruthy();
    expect(await rowOf(/from_another_time/)).toBeTruthy();
    await user.selectOptions(screen.getByRole("combobox", { name: "집계 기간" }), "90");
    await waitFor(() =>
      expect(calls.filter(({ path }) => path === "refunds.reasons.report").at(-1)?.input).toEqual({ days: 90 }),
    );
  });

  test("are added in both languages, and not without either", async () => {
    const { calls, user } = await open({ procedures: { "refunds.reasons.add": () => ({ items: [] }) } });
    const added = () => calls.filter(({ path }) => path === "refunds.reasons.add").map(({ input }) => input);
    await user.click(await screen.findByRole("button", { name: "사유 더하기" }));
    await user.type(await screen.findByRole("textbox", { name: "한국어 이름" }), "사은품 회수{Enter}");
    expect(await screen.findByText("이름을 적어 주세요.")).toBeTruthy();
    expect(added()).toEqual([]);
    await user.type(screen.getByRole("textbox", { name: "영어 이름" }), " Gift taken back {Enter}");
    await waitFor(() => expect(added()).toEqual([{ names: { ko: "사은품 회수", en: "Gift taken back" } }]));
    expect(await screen.findByText("환불 사유를 저장했어요.")).toBeTruthy();
  });

  test("keep the dialog open and say why where a name is another reason's", async () => {
    const procedures = {
      "refunds.reasons.rename": () => {
        throw refusal("REASON_NAME_TAKEN");
      },
    };
    const { user } = await open({ procedures });
    await user.click(await screen.findByRole("button", { name: "단순 변심 이름 바꾸기" }));
    await user.type(await screen.findByRole("textbox", { name: "영어 이름" }), "s");
    await user.click(screen.getByRole("button", { name: "저장" }));
    expect(await screen.findByText("같은 이름의 환불 사유가 있어요")).toBeTruthy();
    expect(screen.getByRole("textbox", { name: "영어 이름" })).toHaveProperty("value", "Change of minds");
  });

  test("are moved past the next one, retired and used again", async () => {
    const done = () => ({ items: [] });
    const { calls, user } = await open({
      procedures: { "refunds.reasons.move": done, "refunds.reasons.retire": done },
    });
    const last = (path: string) => calls.findLast((call) => call.path === path)?.input;
    await user.click(await screen.findByRole("button", { name: "단순 변심 아래로" }));
    await waitFor(() => expect(last("refunds.reasons.move")).toEqual({ code: "change_of_mind", before: "other" }));
    await user.click(await screen.findByRole("button", { name: "상품 불량·파손 위로" }));
    await waitFor(() => expect(last("refunds.reasons.move")).toEqual({ code: "defective", before: "change_of_mind" }));
    await user.click(await screen.findByRole("button", { name: "상품 불량·파손 그만 쓰기" }));
    await waitFor(() => expect(last("refunds.reasons.retire")).toEqual({ code: "defective", isRetired: true }));
    await user.click(await screen.findByRole("button", { name: "품절 다시 쓰기" }));
    await waitFor(() => expect(last("refunds.reasons.retire")).toEqual({ code: "out_of_stock", isRetired: false }));
  });

  test("in free words stay: nobody is offered to rename or retire them", async () => {
    await open();
    const other = await rowOf(/기타/);
    expect(other.getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual([
      "기타 위로",
      "기타 아래로",
    ]);
  });

  test("are read by everybody and changed by administrators alone", async () => {
    await open({ language: "en", procedures: { "sessions.me": () => sessionOf("viewer") } });
    expect(await rowOf(/Change of mind/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Retire|Rename|Add a reason/ })).toBeNull();
  });
});

describe("the desk narrowed to a reason", () => {
  test("says so in its address, keeps it from tab to tab, and offers reasons that are retired", async () => {
    const { calls, router, user } = await renderConsole({ path: "/refunds" });
    const choice = await screen.findByRole("combobox", { name: "환불 사유" });
    await screen.findByRole("option", { name: "품절 (쓰지 않음)" });
    await user.selectOptions(choice, "out_of_stock");
    await waitFor(() => expect(router.state.location.search).toBe("?reason=out_of_stock"));
    await waitFor(() =>
      expect(calls.findLast(({ path }) => path === "refunds.list")?.input).toMatchObject({
        reasonCode: "out_of_stock",
      }),
    );
    expect(calls.findLast(({ path }) => path === "refunds.counts")?.input).toEqual({ reasonCode: "out_of_stock" });
    const done = screen.getByRole("link", { name: /^환불 완료/ });
    expect(done.getAttribute("href")).toBe("/refunds?show=done&reason=out_of_stock");
    expect(await screen.findByRole("link", { name: "모든 사유 보기" })).toBeTruthy();
  });

  test("lives through a reason nobody knows", async () => {
    await renderConsole({ path: "/refunds?reason=long_gone" });
    expect(await screen.findByRole("combobox", { name: "환불 사유" })).toHaveProperty("value", "long_gone");
  });
});
