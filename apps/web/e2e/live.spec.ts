import { expectAccessible } from "./support/accessibility.ts";
import { test } from "./support/own-console.ts";
import { expect, untilLoaded } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language });

    test("says that a payment has come in and moves no row before it is asked to", async ({
      page,
      words,
      admin,
      seedPayment,
      list,
    }) => {
      await untilLoaded(admin);
      await list.goto();
      await expect(page.getByText(words.shell.freshness.live, { exact: true })).toBeVisible();
      const before = await list.rowLinks.allTextContents();

      const payment = await seedPayment();
      await expect(list.changes).toContainText(words.payments.changes.added(1));
      // Rows below the screen may follow meanwhile; the ones that were there stay where they were.
      expect((await list.rowLinks.allTextContents()).slice(0, before.length)).toEqual(before);
      await expectAccessible(page);

      await list.changes.click();
      await expect(list.rowLinks.first()).toHaveText(payment.merchantUid);
      await expect(list.changes).toBeHidden();
    });
  });
}
