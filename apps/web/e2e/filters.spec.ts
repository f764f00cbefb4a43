import { randomBytes } from "node:crypto";
import { addKstDays, formatMoney, kstDayStart, nameOf, payMethods, toKstDate } from "@maru/domain";
import { readPaymentSearch, toPaymentFilter } from "../src/features/payments/payment-search.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

const today = toKstDate(Date.now() / 1000);

/** A word in the order name by which a journey finds its own payments and no others. */
function ownWord(): string {
  return `journey${randomBytes(5).toString("hex")}`;
}

test.use({ role: "support" });

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ language });

    test("counts by status under the filters in force, and each counter leads to its rows", async ({
      page,
      sandbox,
      seedPayment,
      list,
      opened,
    }) => {
      const name = ownWord();
      await seedPayment({ name, amount: 10_000 });
      const partly = await seedPayment({ name, amount: 20_000, pgProvider: "kcp" });
      await seedPayment({ name, amount: 40_000, isTest: true });
      await sandbox.cancel(partly.impUid, 5_000, { reason: "일부 반품", sendsWebhook: true });
      await opened.goto(partly.impUid);
      await expect(opened.refundable).toHaveText("₩15,000");

      await list.goto({ q: name });
      await expect(list.tab("all", 3)).toBeVisible();
      await expect(list.tab("paid", 2)).toBeVisible();
      await expect(list.tab("cancelled", 0)).toBeVisible();
      await list.tab("partially_cancelled", 1).click();
      await expect(list.rowLinks).toHaveCount(1);
      await expect(list.row(partly.buyerName)).toContainText("15,000 / 20,000");
      await expect(list.tab("paid", 2)).toBeVisible();

      await list.tab("all").click();
      await list.goto({ q: name, pg: "kcp" });
      await expect(list.tab("all", 1)).toBeVisible();
      await expect(list.tab("paid", 0)).toBeVisible();
      await expectAccessible(page);
    });

    test("does not find on its day of payment what was cancelled on another day, and says why", async ({
      page,
      words,
      sandbox,
      seedPayment,
      list,
    }) => {
      const day = addKstDays(today, -4);
      const paidAt = kstDayStart(day) + 12 * 3600;
      const payment = await seedPayment({ startedAt: paidAt - 60, paidAt, amount: 7_000 });
      await sandbox.cancelFromConsole(payment.impUid);
      const range = { q: payment.merchantUid, from: addKstDays(day, -3), to: day };
      await expect
        .poll(async () => {
          await list.goto(range);
          return list.rowLinks.count();
        }, "the cancellation to arrive")
        .toBe(0);

      const { faces, basis } = words.payments;
      const { noMatch } = words.payment;
      await expect(page.getByRole("heading", { name: faces.noMatchTitle })).toBeVisible();
      await expect(list.rangeButton("status")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("link", { name: noMatch.otherBasis(basis.requested) }).click();
      await expect(list.linkTo(payment.merchantUid)).toBeVisible();
      await expect(list.rangeButton("requested")).toBeVisible();
      await expect(list.table.getByRole("columnheader", { name: words.payments.columns.requestedTime })).toBeVisible();
    });

    test("says what to change when nothing matches", async ({ page, words, seedPayment, list }) => {
      const payment = await seedPayment({ payMethod: "card" });
      const { faces, filter } = words.payments;
      const { noMatch } = words.payment;
      await list.goto({ q: payment.merchantUid, method: "vbank" });
      await expect(page.getByText(noMatch.noMatchText(payment.merchantUid))).toBeVisible();
      const method = filter.chip(filter.method, nameOf(payMethods, "vbank", language));
      await page.getByRole("link", { name: noMatch.without(method) }).click();
      await expect(list.linkTo(payment.merchantUid)).toBeVisible();

      await list.goto({ q: payment.merchantUid, method: "vbank", pg: "kcp", escrow: "yes" });
      await page.getByRole("link", { name: filter.clear }).click();
      await expect(list.linkTo(payment.merchantUid)).toBeVisible();

      await list.goto({ q: payment.merchantUid, mode: "test" });
      await page.getByRole("link", { name: noMatch.without(filter.modes.test) }).click();
      await expect(list.linkTo(payment.merchantUid)).toBeVisible();

      await list.search(`${payment.merchantUid}-none`);
      await page.getByRole("button", { name: faces.lookUp }).click();
      await expect(page.getByText(noMatch.lookUpNone(`${payment.merchantUid}-none`))).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test("marks test payments in the list and on their page, and hides them when asked", async ({
  page,
  words,
  seedPayment,
  list,
  opened,
}) => {
  const name = ownWord();
  const test = await seedPayment({ name, isTest: true });
  const live = await seedPayment({ name });
  await list.goto({ q: name });
  const { testTag, filter } = words.payments;
  await expect(list.row(test.merchantUid)).toContainText(testTag);
  await expect(list.row(live.merchantUid)).not.toContainText(testTag);

  await list.filterButton.click();
  const panel = page.getByRole("dialog", { name: filter.title });
  // The address is the state: the choice shows once it says so.
  await panel.getByRole("radio", { name: filter.modes.live }).click();
  await expect(panel.getByRole("radio", { name: filter.modes.live })).toBeChecked();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(list.rowLinks).toHaveCount(1);
  await page.getByRole("button", { name: filter.remove(filter.modes.live) }).click();
  await expect(list.rowLinks).toHaveCount(2);

  await list.linkTo(test.merchantUid).click();
  await opened.settled();
  await expect(page.getByRole("main").getByText(testTag, { exact: true }).first()).toBeVisible();
});

test("shows the days and the time that were chosen, by preset, by typing and on the calendar", async ({
  page,
  words,
  list,
}) => {
  const { range, basis } = words.payments;
  await list.goto();
  await list.rangeButton("status").click();
  const panel = page.getByRole("dialog", { name: range.label });
  await expect(panel.getByRole("grid").first()).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("button", { name: range.last7, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`from=${addKstDays(today, -6)}&to=${today}`));

  await list.rangeButton("status").click();
  await panel.getByText(basis.requested, { exact: true }).click();
  await expect(page).toHaveURL(/basis=requested/);
  await panel.getByLabel(range.from, { exact: true }).fill("2026.1.2");
  await panel.getByLabel(range.to, { exact: true }).fill("20260131");
  await panel.getByRole("button", { name: range.apply }).click();
  await expect(page).toHaveURL(/from=2026-01-02&to=2026-01-31/);
  await expect(list.rangeButton("requested")).toContainText("2026-01-02");
});

test("each total leads to the rows that add up to it (N24)", async ({
  page,
  words,
  sandbox,
  seedPayment,
  admin,
  list,
  opened,
}) => {
  const name = ownWord();
  await seedPayment({ name, amount: 10_000 });
  await seedPayment({ name, amount: 4_000, status: "failed", failReason: "한도초과" });
  await seedPayment({ name, amount: 90_000, isTest: true });
  const partly = await seedPayment({ name, amount: 20_000 });
  await sandbox.cancel(partly.impUid, 5_000, { reason: "일부 반품", sendsWebhook: true });
  await opened.goto(partly.impUid);
  await expect(opened.refundable).toHaveText("₩15,000");

  const { totals } = words.payments;
  const sums = { paid: 30_000, cancelled: 5_000, net: 25_000 };
  for (const part of ["paid", "cancelled", "net"] as const) {
    await list.goto({ q: name });
    const sum = formatMoney({ amount: sums[part], currency: "KRW" }, "ko");
    await page.getByRole("link", { name: totals.showRows(totals[part], "KRW", sum) }).click();
    await list.settled();
    const { items } = await admin.payments.list.query({
      ...toPaymentFilter(readPaymentSearch(new URL(page.url()).searchParams)),
      limit: 50,
    });
    await expect(list.rowLinks).toHaveCount(items.length);
    const paid = items.reduce((total, item) => total + item.amount.amount, 0);
    const cancelled = items.reduce((total, item) => total + item.cancelledAmount.amount, 0);
    expect(part === "paid" ? paid : part === "cancelled" ? cancelled : paid - cancelled, part).toBe(sums[part]);
  }
});

test("sorts by a column's header and keeps the order in the address", async ({ page, words, list }) => {
  await list.goto({ mode: "live", currency: "KRW" });
  const header = list.table.getByRole("columnheader", { name: words.payments.columns.amount });
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/sort=-amount/);
  await list.settled();
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/sort=amount/);
});
