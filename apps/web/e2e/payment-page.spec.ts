import { maskTel } from "@maru/domain";
import { PaymentPage } from "./pages/payment-page.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language });

    test("shows a partial cancel made elsewhere once the payment is read again", async ({
      page,
      words,
      sandbox,
      seedPayment,
      opened,
    }) => {
      const payment = await seedPayment({ amount: 30_000 });
      await opened.goto(payment.impUid);
      await expect(opened.refundable).toHaveText("₩30,000");
      await expect(opened.section(words.payment.cancellations)).toContainText(words.payment.noCancellations);

      await sandbox.cancel(payment.impUid, 10_000, { reason: "사이즈 교환", sendsWebhook: false });
      await opened.reread.click();

      await expect(opened.refundable).toHaveText("₩20,000");
      await expect(opened.status("partially_cancelled")).toBeVisible();
      const cancellation = opened.section(words.payment.cancellations).getByRole("row").nth(1);
      await expect(cancellation).toContainText("₩10,000");
      await expect(cancellation).toContainText("사이즈 교환");
      await expect(opened.happening("cancelled")).toContainText("₩10,000");
      await expect(opened.happening("paid")).toContainText("₩30,000");
      await expectAccessible(page);
    });

    test("flags a payment whose list of cancels and cancelled amount disagree, and goes by the list (B1)", async ({
      page,
      words,
      sandbox,
      seedPayment,
      opened,
    }) => {
      const payment = await seedPayment({ amount: 30_000 });
      await sandbox.cancel(payment.impUid, 3_000, { reason: "부분 반품", sendsWebhook: false });
      await sandbox.cancel(payment.impUid, 2_000, { reason: "배송비", sendsWebhook: false });
      await sandbox.loseCancelEntry(payment.impUid);
      await opened.goto(payment.impUid);
      const flag = page.getByRole("alert").filter({ hasText: words.payment.disagreementTitle });
      await expect(flag).toContainText("₩3,000");
      await expect(flag).toContainText("₩5,000");
      await expect(opened.refundable).toHaveText("₩27,000");
      await expectAccessible(page);
    });
  });
}

test.describe("as support", () => {
  test.use({ role: "support" });

  test("shows a partial cancel by itself when i'mport tells of it", async ({ words, sandbox, seedPayment, opened }) => {
    const payment = await seedPayment({ amount: 45_000 });
    await opened.goto(payment.impUid);
    await expect(opened.refundable).toHaveText("₩45,000");

    await sandbox.cancel(payment.impUid, 5_000, { reason: "배송비 환불", sendsWebhook: true });
    await expect(opened.refundable).toHaveText("₩40,000");
    await sandbox.cancel(payment.impUid, 40_000, { reason: "전체 취소", sendsWebhook: true });
    await expect(opened.refundable).toHaveText("₩0");

    await expect(opened.status("cancelled")).toBeVisible();
    await expect(opened.section(words.payment.cancellations).getByRole("row")).toHaveCount(3);
    await expect(opened.happening("webhook").first()).toBeVisible();
  });

  test("leads to the other attempts under the order number and to the buyer's other payments", async ({
    page,
    words,
    seedPayment,
    opened,
  }) => {
    const failed = await seedPayment({ status: "failed", failReason: "[3095] 카드사 한도초과 거절" });
    const { merchantUid, buyerName, buyerTel } = failed;
    const paid = await seedPayment({ merchantUid, buyerName, buyerTel });
    const other = await seedPayment({ buyerName, buyerTel });
    const { sameOrder, samePhone } = words.payment;

    await opened.goto(failed.impUid);
    await expect(page.getByText("[3095] 카드사 한도초과 거절").first()).toBeVisible();
    await expect(page.getByText(words.payment.failureCause)).toBeVisible();
    await expectAccessible(page);
    await expect(opened.section(samePhone(2)).getByRole("link").filter({ hasText: other.impUid })).toBeVisible();
    await opened.section(sameOrder(2)).getByRole("link").filter({ hasText: paid.impUid }).click();
    await expect(page).toHaveURL(new RegExp(`/payments/${paid.impUid}$`));
    await expect(opened.status("paid").first()).toBeVisible();
  });

  test("nothing moves while a payment opens, whatever became of it", async ({ page, sandbox, seedPayment, opened }) => {
    const part = await seedPayment({ amount: 30_000 });
    await sandbox.cancel(part.impUid, 10_000, { reason: "일부 반품", sendsWebhook: false });
    const failed = await seedPayment({ status: "failed", failReason: "[3095] 카드사 한도초과 거절" });
    await page.addInitScript(() => {
      let moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (!("hadRecentInput" in entry) || entry.hadRecentInput !== true)
            moved += Number(Reflect.get(entry, "value"));
        }
        Reflect.set(window, "layoutShift", moved);
      }).observe({ type: "layout-shift", buffered: true });
    });
    const cash = await seedPayment({ pgProvider: "html5_inicis", payMethod: "vbank", escrow: true, amount: 42_000 });
    for (const { impUid } of [part, failed, cash]) {
      await opened.goto(impUid);
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate(() => Number(Reflect.get(window, "layoutShift") ?? 0)), impUid).toBeLessThan(0.01);
    }
  });

  test("tells what is left of a PAYCO payment by its tax parts", async ({ words, sandbox, seedPayment, opened }) => {
    const order = { pgProvider: "payco", payMethod: "payco", amount: 33_000 };
    const payment = await seedPayment(order);
    await sandbox.cancel(payment.impUid, 11_000, { reason: "일부 반품", sendsWebhook: false });
    await opened.goto(payment.impUid);
    const { money, taxParts } = words.payment;
    const part = (name: string) =>
      opened
        .section(money)
        .locator("div")
        .filter({ has: opened.page.getByText(name, { exact: true }) })
        .last();
    await expect(part(taxParts.supply)).toContainText("₩20,000");
    await expect(part(taxParts.vat)).toContainText("₩2,000");
  });

  test("says when there is no such payment, and asks i'mport for it", async ({ page, words, opened, problems }) => {
    problems.expect(/^404 GET .*payments\.(get|related|timeline|note\.list)/);
    await page.goto("/payments/imp_000000000000");
    const { notFoundTitle, notFoundUpstream } = words.payment;
    await expect(page.getByRole("heading", { name: notFoundTitle })).toBeVisible();
    await page.getByRole("button", { name: words.payments.faces.lookUp }).click();
    await expect(page.getByText(notFoundUpstream("imp_000000000000"))).toBeVisible();
    await expectAccessible(page);
    await opened.back.click();
    await expect(page).toHaveURL(/\/payments$/);
  });
});

test("shows as much of a payment and its raw JSON as the role may see", async ({
  language,
  words,
  seedPayment,
  openAs,
}) => {
  const payment = await seedPayment();
  const { rawForbidden, masked, maskedMayReveal, groups } = words.payment;
  const openRaw = async (role: "support" | "developer" | "viewer") => {
    const opened = new PaymentPage(await openAs(role), language);
    await opened.goto(payment.impUid);
    await opened.rawSummary.click();
    return opened;
  };

  const supports = await openRaw("support");
  await expect(supports.facts(groups.buyer)).toContainText(payment.buyerTel);
  await expect(supports.raw).toContainText(`"buyer_tel": "${payment.buyerTel}"`);
  await expectAccessible(supports.page);

  const developers = await openRaw("developer");
  await expect(developers.page.getByText(maskedMayReveal)).toBeVisible();
  await expect(developers.raw).toContainText(`"imp_uid": "${payment.impUid}"`);
  await expect(developers.raw).toContainText(maskTel(payment.buyerTel));
  await expect(developers.page.getByText(payment.buyerTel)).toHaveCount(0);
  await expect(developers.page.getByText(payment.buyerName)).toHaveCount(0);

  const viewers = await openRaw("viewer");
  await expect(viewers.page.getByText(rawForbidden)).toBeVisible();
  await expect(viewers.page.getByText(masked)).toBeVisible();
  await expect(viewers.page.getByText(payment.buyerTel)).toHaveCount(0);
  await expectAccessible(viewers.page);
});
