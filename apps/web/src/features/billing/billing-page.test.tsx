import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const at = (day: string, hour = 10) => Date.parse(`${day}T${String(hour).padStart(2, "0")}:00:00+09:00`) / 1000;
function schedule(merchantUid: string, scheduledAt: number, state: string, amount = 9900) {
  return {
    customerUid: "member_1_card",
    merchantUid,
    impUid: null,
    pgProvider: "nice_v2",
    mid: "m",
    customerId: null,
    scheduledAt,
    executedAt: null,
    revokedAt: null,
    amount: { amount, currency: "KRW" },
    orderName: `정기배송 ${merchantUid}`,
    buyerName: "김마루",
    status: state === "scheduled" ? "scheduled" : "executed",
    statusText: "scheduled",
    paymentStatus: state === "failed" ? "failed" : null,
    failReason: null,
    state,
  };
}
const month = [
  schedule("s-1", at("2026-12-03"), "failed"),
  schedule("s-2", at("2026-12-03", 11), "succeeded", 33_000),
  schedule("s-3", at("2026-12-31", 23), "scheduled"),
];
const page = { schedules: month, isWhole: true, isMasked: false };

async function open(path: string, procedures: Parameters<typeof renderConsole>[0]["procedures"] = {}) {
  return renderConsole({ path, procedures: { "billing.schedules": () => page, ...procedures } });
}

test("asks for the month of its address in Korean time, and counts and sums each day", async () => {
  const { calls } = await open("/billing?month=2026-12");
  const day = await screen.findByRole("button", { name: "2026-12-03 · 2건 · ₩42,900" });
  expect(day.textContent).toContain("실패 1");
  expect(calls.find(({ path }) => path === "billing.schedules")?.input).toEqual({
    from: at("2026-12-01", 0),
    to: at("2027-01-01", 0),
  });
  expect(screen.getByRole("button", { name: "2026-12-31 · 1건 · ₩9,900" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "2026-12-04 · 예약 없음" })).toBeTruthy();
});

test("every number of the calendar leads to its rows, and the address says which", async () => {
  const { user, router } = await open("/billing?month=2026-12");
  await user.click(await screen.findByRole("button", { name: /2026-12-03/ }));
  expect(router.state.location.search).toBe("?month=2026-12&day=2026-12-03");
  const rows = within(screen.getByRole("table", { name: "결제예약 2건" })).getAllByRole("rowheader");
  expect(rows.map(({ textContent }) => textContent)).toEqual(["정기배송 s-1s-1", "정기배송 s-2s-2"]);
  await user.selectOptions(screen.getByRole("combobox", { name: "상태" }), "failed");
  expect(screen.getByRole("table", { name: "결제예약 1건" })).toBeTruthy();
});

test("offers to move and revoke what waits, and to charge again what failed", async () => {
  await open("/billing/schedules/s-3", { "billing.schedule": () => month[2] });
  expect(await screen.findByRole("button", { name: "이 예약 취소" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "이 시각으로 바꾸기" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /지금 결제/ })).toBeNull();
});

test("charges again only after a second look at the amount", async () => {
  const { user, calls } = await open("/billing/schedules/s-1", { "billing.schedule": () => month[0] });
  await user.click(await screen.findByRole("button", { name: "₩9,900 지금 결제" }));
  const sure = within(await screen.findByRole("alertdialog", { name: "₩9,900을 지금 결제할까요?" }));
  expect(calls.some(({ path }) => path === "billing.retry")).toBe(false);
  await user.click(sure.getByRole("button", { name: "₩9,900 지금 결제" }));
  expect(calls.filter(({ path }) => path === "billing.retry")).toHaveLength(1);
});

test("gives support nothing to change", async () => {
  await open("/billing/schedules/s-1", {
    "billing.schedule": () => month[0],
    "sessions.me": () => sessionOf("support"),
  });
  expect(await screen.findByText("예약을 바꾸거나 다시 결제할 권한이 없어요.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /지금 결제/ })).toBeNull();
});
