import { act, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole, sessionOf } from "../../testing/render-console.tsx";
// Fetched before the tests begin: a busy machine may take its time to bring them.
import "./export-panel.tsx";
import { stopExport } from "./export-run.ts";
import { aListedPayment, countsOf } from "./testing/payments.ts";

const address = "/api/payments/export";

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
});
afterEach(() => act(stopExport));

async function openPanel(
  answer: () => ReturnType<Parameters<typeof fakeHttp>[0][string]>,
  options: Partial<ConsoleOptions> = {},
) {
  const http = fakeHttp({ "/trpc/console.status": () => liveStatus, [address]: answer });
  const view = await renderConsole({
    path: "/payments?status=paid&sort=-amount",
    ...options,
    procedures: {
      "payments.list": () => ({ items: [aListedPayment()], nextCursor: null }),
      "payments.counts": () => countsOf(1),
      "visits.list": () => ({ impUids: [] }),
      "views.list": () => ({ items: [], defaultId: null }),
      ...options.procedures,
    },
  });
  await view.user.click(await screen.findByRole("button", { name: "내보내기" }));
  const panel = within(await screen.findByRole("dialog", { name: "목록 내보내기" }));
  return { ...view, ...http, panel };
}

const refused = (status: number, appCode: string, details: unknown = {}) => ({
  status,
  body: { code: appCode, appCode, family: "refused", message: "No.", details, requestId: "r-1" },
});

describe("exporting the list", () => {
  test("asks for exactly what is shown, and saves what arrives under the server's name (I3)", async () => {
    const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { user, panel, requests } = await openPanel(() => ({
      headers: { "x-payments": "3", "content-disposition": "attachment; filename*=UTF-8''%EA%B2%B0%EC%A0%9C.csv" },
    }));
    await user.click(panel.getByRole("button", { name: "내보내기" }));
    expect(await panel.findByText("결제 3건을 내보냈어요: 결제.csv")).toBeTruthy();
    expect(saved).toHaveBeenCalledOnce();
    expect(requests.find(({ path }) => path === address)?.body).toEqual({
      format: "csv",
      locale: "ko",
      columns: ["status", "time", "buyer", "order", "method", "channel", "amount", "merchantUid"],
      query: { mode: "all", basis: "status", sort: "-amount", status: ["paid"] },
    });
  });

  test("says in a sentence that others are being written, and tries again", async () => {
    let answer = refused(429, "TOO_MANY_REQUESTS", { limit: "exports" });
    const { user, panel } = await openPanel(() => answer);
    await user.click(panel.getByRole("button", { name: "내보내기" }));
    expect(await panel.findByText("지금은 내보내기를 시작할 수 없어요")).toBeTruthy();
    answer = refused(403, "NOT_ALLOWED");
    await user.click(panel.getByRole("button", { name: "다시 시도" }));
    expect(await panel.findByRole("alert")).toHaveProperty("textContent", expect.stringContaining("r-1"));
  });

  test("is not offered to whoever may not export", async () => {
    fakeHttp({ "/trpc/console.status": () => liveStatus });
    await renderConsole({
      path: "/payments",
      procedures: {
        "sessions.me": () => sessionOf("support"),
        "payments.list": () => ({ items: [aListedPayment()], nextCursor: null }),
        "payments.counts": () => countsOf(1),
        "visits.list": () => ({ impUids: [] }),
        "views.list": () => ({ items: [], defaultId: null }),
      },
    });
    await screen.findByRole("button", { name: "열" });
    expect(screen.queryByRole("button", { name: "내보내기" })).toBeNull();
  });

  test("says that buyers stay masked for whoever sees them masked (J9)", async () => {
    const { panel } = await openPanel(() => refused(403, "NOT_ALLOWED"), {
      procedures: { "sessions.me": () => sessionOf("developer") },
    });
    expect(panel.getByText(/파일에도 가린 채로 담겨요/)).toBeTruthy();
  });
});
