import { RefundPanel } from "./pages/refund-panel.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";
import { sentence } from "./support/words.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language });

    test("refunds a part and then the rest, without a mouse", async ({
      page,
      words,
      list,
      opened,
      sandbox,
      seedPayment,
      admin,
    }) => {
      const payment = await seedPayment({ amount: 30_000 });
      const panel = new RefundPanel(page, language);
      const { outcome } = words.refund;
      await list.goto();
      await list.search(payment.buyerName);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("r");
      await panel.settled();
      await expectAccessible(page);

      // From the panel's heading: close, then the two answers, of which none is chosen.
      await expect(panel.part).not.toBeChecked();
      await panel.all.focus();
      await page.keyboard.press("ArrowDown");
      await expect(panel.part).toBeChecked();
      await page.keyboard.press("Tab");
      await page.keyboard.type("１２，３００원");
      await expect(page.getByText(words.refund.amount.remains(panel.won(17_700)))).toBeVisible();
      await panel.reason.focus();
      await panel.chooseReason("size_or_colour");
      await expectAccessible(page);
      await panel.amount.focus();
      await page.keyboard.press("Enter");
      await expect(panel.said(outcome.done(panel.won(12_300)))).toBeVisible();
      await expect(panel.said(outcome.doneHelp(panel.won(17_700)))).toBeVisible();
      await expect(page.getByRole("link", { name: outcome.receipt, exact: true })).toBeVisible();
      await expectAccessible(page);

      await page.keyboard.press("Escape");
      await list.settled();
      await page.keyboard.press("ArrowDown");
      await expect(list.rowLinks.first()).toBeFocused();
      await page.keyboard.press("r");
      await panel.settled();
      await panel.all.focus();
      await page.keyboard.press("Space");
      await panel.chooseReason();
      await panel.submit("rest", 17_700).press("Enter");
      await expect(panel.said(outcome.doneAllHelp)).toBeVisible();

      const cancels = await sandbox.cancelsOf(payment.impUid);
      expect(cancels.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([12_300, 17_700]);
      for (const { reason } of cancels) expect(reason).toMatch(/^\[[A-Z2-9]{6}\] /);
      await opened.goto(payment.impUid);
      await expect(opened.status("cancelled")).toBeVisible();
      const { items } = await admin.audit.list.query({});
      expect(JSON.stringify(items)).toContain(payment.impUid);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ role: "support", language: "en", viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

  test("refunds everything", async ({ page, words, opened, seedPayment }) => {
    const payment = await seedPayment({ amount: 25_000 });
    const panel = new RefundPanel(page, "en");
    await opened.goto(payment.impUid);
    await page.getByRole("link", { name: words.payment.refund }).tap();
    await panel.settled();
    await panel.all.tap();
    await panel.chooseReason("defective");
    await expect(panel.submit("all", 25_000)).toBeInViewport();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    await panel.submit("all", 25_000).tap();
    await expect(panel.said(words.refund.outcome.done("₩25,000"))).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("as support", () => {
  test.use({ role: "support" });

  test("returns a virtual account's money to an account that was typed twice and read back", async ({
    page,
    words,
    language,
    seedPayment,
    sandbox,
  }) => {
    const payment = await seedPayment({ amount: 53_000, pgProvider: "kcp", payMethod: "vbank", taxFree: 20_001 });
    const panel = new RefundPanel(page, language);
    const { account, tax, outcome } = words.refund;
    await panel.goto(payment.impUid);
    await panel.writePart("26,500");
    await page.getByRole("radio", { name: tax.yes }).check();
    await page.getByRole("textbox", { name: tax.taxFreeLeft }).fill("20,001");
    await expect(page.getByRole("textbox", { name: tax.taxFree })).toHaveValue("10,000");
    await page.getByRole("combobox", { name: account.bank }).selectOption({ label: "신한은행" });
    await page.getByRole("textbox", { name: account.number, exact: true }).fill("110-123-456789");
    await page.getByRole("textbox", { name: account.numberAgain }).fill("110123456789");
    await page.getByRole("textbox", { name: account.holder }).fill(payment.buyerName);
    await expect(page.getByText("신한은행 110 123 456 789")).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await panel.settled();
    await expect(page.getByText(words.refund.restored)).toBeVisible();
    await expect(panel.amount).toHaveValue("26,500");
    await expect(page.getByText("신한은행 110 123 456 789")).toBeVisible();
    await page.getByRole("checkbox", { name: account.checked }).check();
    await panel.submit("part", 26_500).click();
    await expect(panel.said(outcome.done("₩26,500"))).toBeVisible();

    await panel.goto(payment.impUid);
    await panel.all.check();
    await panel.chooseReason();
    // What is left of the tax-free part is known from the refund before.
    await expect(page.getByRole("radio", { name: tax.yes })).toBeChecked();
    await expect(page.getByRole("textbox", { name: tax.taxFreeLeft })).toHaveValue("10,001");
    await expect(page.getByRole("textbox", { name: tax.taxFree })).toHaveValue("10,001");
    await page.getByRole("combobox", { name: account.bank }).selectOption({ label: "신한은행" });
    await page.getByRole("textbox", { name: account.number, exact: true }).fill("110123456789");
    await page.getByRole("textbox", { name: account.numberAgain }).fill("110123456789");
    await page.getByRole("textbox", { name: account.holder }).fill(payment.buyerName);
    await page.getByRole("checkbox", { name: account.checked }).check();
    await page.getByRole("textbox", { name: words.refund.repeat.label }).fill("나머지 금액이에요");
    await panel.submit("rest", 26_500).click();
    await expect(panel.said(outcome.doneAllHelp)).toBeVisible();
    expect(await sandbox.cancelsOf(payment.impUid)).toHaveLength(2);
  });

  test("waits for a PG that settles later, and follows it", async ({ page, words, language, seedPayment, sandbox }) => {
    const payment = await seedPayment({ amount: 9_000, pgProvider: "paymentwall", payMethod: "card", currency: "KRW" });
    const panel = new RefundPanel(page, language);
    const { outcome } = words.refund;
    await panel.goto(payment.impUid);
    await panel.all.check();
    await panel.chooseReason();
    await panel.submit("all", 9_000).click();
    await expect(panel.said(outcome.requested("₩9,000"))).toBeVisible();
    await expect(page.getByRole("button", { name: outcome.again })).toHaveCount(0);
    await expectAccessible(page);
    await sandbox.settleCancel(payment.impUid);
    await expect(panel.said(outcome.done("₩9,000"))).toBeVisible({ timeout: 60_000 });
  });

  test("stops when the balance changed, shows both, and keeps what was written", async ({
    page,
    words,
    language,
    seedPayment,
    sandbox,
    openAs,
  }) => {
    const payment = await seedPayment({ amount: 40_000, usesWebhook: false });
    const panel = new RefundPanel(page, language);
    const colleague = new RefundPanel(await openAs("finance"), language);
    const { outcome, balanceMoved } = words.refund;
    await panel.goto(payment.impUid);
    await panel.writePart("10,000");
    await colleague.goto(payment.impUid);
    await expect(colleague.page.getByText(sentence((name) => words.refund.preparing(name)))).toBeVisible();

    // Behind the console's back: neither a webhook nor the screen tells of it.
    await sandbox.cancel(payment.impUid, 15_000, { reason: "관리자페이지취소", sendsWebhook: false });
    await panel.submit("part", 10_000).click();
    await expect(
      panel
        .said(outcome.stale)
        .or(page.getByText(balanceMoved.title, { exact: true }))
        .first(),
    ).toBeVisible();
    await expect(page.getByText("₩25,000", { exact: true }).first()).toBeVisible();
    await expectAccessible(page);
    expect(await sandbox.cancelsOf(payment.impUid)).toHaveLength(1);

    const again = page.getByRole("button", { name: outcome.again });
    if (await again.isVisible()) await again.click();
    await panel.settled();
    const accept = page.getByRole("button", { name: words.refund.readAgainAccept });
    if (await accept.isVisible()) await accept.click();
    await panel.part.check();
    await expect(panel.amount).toHaveValue("10,000");
    await panel.submit("part", 10_000).click();
    await expect(panel.said(outcome.done("₩10,000"))).toBeVisible();
  });

  test("shows why and the way forward where nothing can be refunded", async ({
    page,
    words,
    language,
    seedPayment,
  }) => {
    const twoMonths = 62 * 24 * 60 * 60;
    const payment = await seedPayment({
      pgProvider: "danal",
      payMethod: "phone",
      paidAt: Math.floor(Date.now() / 1000) - twoMonths,
    });
    const panel = new RefundPanel(page, language);
    await panel.goto(payment.impUid);
    await expect(page.getByText(words.refund.rules.impossibleTitle)).toBeVisible();
    await expect(page.getByRole("radio")).toHaveCount(0);
    await expectAccessible(page);
  });
});
