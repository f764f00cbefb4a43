import { expectAccessible } from "./support/accessibility.ts";
import { expectNoSidewaysScroll } from "./support/room.ts";
import { expect, test } from "./support/test.ts";

test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language });

    test("finds, opens and leaves a payment on a phone (K6)", async ({
      page,
      words,
      sandbox,
      seedPayment,
      list,
      opened,
    }) => {
      const payment = await seedPayment({ amount: 30_000 });
      await sandbox.cancel(payment.impUid, 5_000, { reason: "일부 반품", sendsWebhook: true });
      await list.goto();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await list.search(payment.buyerName);
      await list.table.getByRole("link", { name: words.payments.rows.open(payment.buyerName) }).tap();

      await opened.settled();
      await expect(opened.refundable).toHaveText("₩25,000");
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);

      await opened.back.tap();
      await list.settled();
      await expect(list.searchBox).toHaveValue(payment.buyerName);
    });

    test("goes to other pages through the menu", async ({ page, words, list }) => {
      await list.goto();
      await page.getByRole("button", { name: words.shell.openMenu }).tap();
      const menu = page.getByRole("dialog", { name: words.shell.mainMenu });
      await expect(menu.getByRole("link", { name: new RegExp(`^${words.shell.payments}`) })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "finance", language });

    test("orders the list, keeps a view, takes it out and chooses payments from one sheet (K6)", async ({
      page,
      words,
      list,
    }) => {
      const { tools, views, columnPanel, exportPanel, selection } = words.list;
      await list.goto({ status: "paid" });
      await list.toolsButton.tap();
      const sheet = page.getByRole("dialog", { name: tools.title });
      await sheet.getByRole("radio", { name: tools.orders["-amount"] }).tap();
      await expect(page).toHaveURL(/sort=-amount/);
      await expectAccessible(page);
      for (const title of [views.title, columnPanel.title, exportPanel.title]) {
        await sheet.getByRole("button", { name: title }).tap();
        const panel = page.getByRole("dialog", { name: title });
        await expect(panel.getByRole("button").nth(2)).toBeVisible();
        const beside = await panel.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
        expect(beside, title).toBeLessThanOrEqual(0);
        await expectAccessible(page);
        await panel.getByRole("button", { name: tools.back }).tap();
      }
      await sheet.getByRole("button", { name: selection.start }).tap();
      await list.table.getByRole("checkbox").first().tap();
      const bar = page.getByRole("region", { name: selection.title });
      await expect(bar.getByRole("status")).toHaveText(selection.count(1));
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await bar.getByRole("button", { name: selection.stop }).tap();
      await expect(list.toolsButton).toBeFocused();
    });
  });
}

test("signs in on a phone", async ({ page, words, signIn, list }) => {
  await signIn.goto();
  await expect(signIn.heading).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: words.signIn.demoSignIn(words.frame.roles.viewer) }).tap();
  await list.settled();
});
