import { expectNoSidewaysScroll, expectWholeNames } from "./support/room.ts";
import { expect, test } from "./support/test.ts";

/** A desktop, and the same at four times its size. */
const sizes = [
  { width: 1440, height: 900 },
  { width: 320, height: 256 },
] as const;

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language });

    test("names are whole, amounts too, and nothing lies beside the screen, at 400 % as well (K1, K4)", async ({
      page,
      sandbox,
      seedPayment,
      list,
      opened,
    }) => {
      const payment = await seedPayment({ amount: 1_500_000 });
      await sandbox.cancel(payment.impUid, 300_000, { reason: "일부 반품", sendsWebhook: true });
      await opened.goto(payment.impUid);
      await expect(opened.refundable).toHaveText("₩1,200,000");
      for (const size of sizes) {
        await page.setViewportSize(size);
        await list.goto({ q: payment.merchantUid });
        await expect(list.table.getByText("1,500,000")).toBeVisible();
        const amounts = list.table.getByText("1,200,000 / ");
        await expect(amounts).toBeVisible();
        expect(await amounts.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(1);
        await expectWholeNames(page);
        await expectNoSidewaysScroll(page);
        await opened.goto(payment.impUid);
        await expectWholeNames(page);
        await expectNoSidewaysScroll(page);
        await page.goto(`/payments/${payment.impUid}/refund`);
        await expect(page.getByRole("heading", { name: new RegExp(payment.buyerName) }).first()).toBeVisible();
        await expectWholeNames(page);
        await expectNoSidewaysScroll(page);
      }
    });
  });
}
