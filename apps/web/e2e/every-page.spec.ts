import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

/** Each language and each scheme once: what one breaks does not depend on the other. */
const appearances = [
  { language: "ko", colorScheme: "light" },
  { language: "en", colorScheme: "dark" },
] as const;

for (const { language, colorScheme } of appearances) {
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ role: "admin", language, colorScheme });

    test("every page meets WCAG 2.2 AA", async ({ page, words, list, opened, seedPayment, sandbox, openAs }) => {
      const payment = await seedPayment({ amount: 30_000, isTest: true });
      await sandbox.cancel(payment.impUid, 10_000, { reason: "일부 반품", sendsWebhook: true });
      const heading = (name: string) => page.getByRole("heading", { level: 1, name, exact: true });

      await list.goto({ status: "paid", mode: "live" });
      await expectAccessible(page);
      await opened.goto(payment.impUid);
      await opened.rawSummary.click();
      await expect(opened.raw).toBeVisible();
      await expectAccessible(page);
      await page.goto(`/payments/${payment.impUid}/refund`);
      await page.getByRole("radio", { name: words.refund.mode.part, exact: true }).check();
      await page.getByRole("button", { name: words.refund.submit.undecided, exact: true }).click();
      await expect(page.getByText(words.refund.amount.problems.empty)).toBeVisible();
      await expectAccessible(page);
      for (const [path, name] of [
        ["/refunds", words.refunds.title],
        ["/refunds/limits", words.refunds.limitsTitle],
        ["/refunds/bulk", words.bulkRefunds.title],
        [`/payments/${payment.impUid}/undo`, words.refunds.undo.title],
        ["/account", words.account.title],
        ["/members", words.members.title],
        ["/audit-log", words.auditLog.title],
        ["/failure-messages", words.failureMessages.title],
        ["/settings/keys", words.settings.keys.title],
        ["/settings/sub-merchants", words.subMerchants.title],
        ["/settings/launch-checklist", words.launchChecklist.title],
        ["/settings/application", words.application.title],
        ["/settings/application/new", words.application.newTitle],
        ["/settings/application/business", words.application.businessTitle],
        ["/settings/test-payments", words.testPayments.title],
        ["/nowhere", words.frame.notFoundTitle],
      ] as const) {
        await page.goto(path);
        await expect(heading(name)).toBeVisible();
        await expect(page.getByText(words.ui.loading)).toHaveCount(0);
        await expectAccessible(page);
      }

      const outside = await openAs(null, { colorScheme });
      await outside.goto("/sign-in");
      await expect(outside.getByRole("heading", { level: 1, name: words.signIn.title })).toBeVisible();
      await expectAccessible(outside);
      await outside.goto("/set-up");
      await expect(outside.getByText(words.signIn.setUp.noToken)).toBeVisible();
      await expectAccessible(outside);
    });
  });
}
