import { writeKstInput } from "../src/lib/kst-input.ts";
import { RefundPanel } from "./pages/refund-panel.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { reached } from "./support/instructions.ts";
import { expect, test } from "./support/test.ts";

const account = { bank: "088", number: "110123456789", holder: "김마루" };

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language });

    test("issues an account, sees the deposit arrive and gives the money back", async ({
      page,
      words,
      sandbox,
      admin,
      opened,
    }) => {
      const order = `VB${Date.now()}${language}`;
      const { virtualAccounts } = words;
      await page.goto("/virtual-accounts");
      await expect(page.getByRole("heading", { level: 1, name: virtualAccounts.title })).toBeVisible();
      await expect(
        page.getByRole("navigation", { name: virtualAccounts.duesLabel }).getByRole("link").first(),
      ).toBeVisible();
      await expectAccessible(page);

      await page.getByRole("link", { name: virtualAccounts.issue }).click();
      const channel = page.getByRole("combobox", { name: virtualAccounts.fields.channel });
      const toss = channel.locator("option", { hasText: /토스페이먼츠|Toss Payments/ }).first();
      await channel.selectOption({ label: (await toss.textContent()) ?? "" });
      await page.getByRole("textbox", { name: virtualAccounts.fields.merchantUid }).fill(order);
      await page.getByRole("textbox", { name: virtualAccounts.fields.amount }).fill("12,300");
      await page.getByRole("combobox", { name: virtualAccounts.fields.bank }).selectOption(account.bank);
      // What Toss needs beside these was left empty.
      const issue = page.getByRole("button", { name: virtualAccounts.submitIssueEmpty });
      await issue.click();
      const buyer = page.getByRole("textbox", { name: virtualAccounts.fields.buyerName });
      await expect(buyer).toBeFocused();
      await expectAccessible(page);
      await buyer.fill(account.holder);
      await page.getByRole("button", { name: virtualAccounts.submitIssue("₩12,300") }).click();
      await expect(page.getByText(virtualAccounts.issued)).toBeVisible();
      await expect(page.locator("pre")).toContainText("12,300");
      await expectAccessible(page);

      await page.getByRole("link", { name: virtualAccounts.openAccount }).click();
      await expect(page.getByRole("heading", { level: 1, name: order })).toBeVisible();
      await page.getByRole("button", { name: virtualAccounts.watch.run }).click();
      await expect(page.getByText(virtualAccounts.watch.diagnoses.pg_to_portone.title)).toBeVisible();
      await expectAccessible(page);

      const impUid = decodeURIComponent(page.url().split("/").at(-1) ?? "");
      await sandbox.deposit(impUid);
      await expect(page.getByRole("link", { name: virtualAccounts.refund.open, exact: true })).toBeVisible();
      await page.getByRole("link", { name: virtualAccounts.refund.open, exact: true }).click();
      const panel = new RefundPanel(page, language);
      await panel.settled();
      await panel.all.check();
      await panel.chooseReason();
      await panel.fillAccount(account);
      await panel.submit("all", 12_300).click();
      await expect(panel.said(words.refund.outcome.done(panel.won(12_300)))).toBeVisible();
      await expectAccessible(page);
      await opened.goto(impUid);
      await expect(opened.status("cancelled")).toBeVisible();
      const { items } = await admin.audit.list.query({ subject: order });
      expect(items.map(({ event }) => event)).toContain("instruction.written");
    });
  });
}

test.describe("on a phone", () => {
  test.use({ role: "support", language: "ko", viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

  test("moves an account of Hecto's in amount and time", async ({ page, words, language, seedPayment }) => {
    const { virtualAccounts } = words;
    const payment = await seedPayment({ status: "ready", payMethod: "vbank", pgProvider: "settle", amount: 21_000 });
    await page.goto(`/virtual-accounts/${payment.impUid}`);
    const part = page.getByRole("region", { name: virtualAccounts.change.title });
    await part.getByRole("textbox", { name: virtualAccounts.fields.amount }).fill("19,500");
    await part.getByLabel(virtualAccounts.fields.due).fill(writeKstInput(Math.floor(Date.now() / 1000) + 5 * 86_400));
    await part.getByRole("button", { name: virtualAccounts.change.submit, exact: true }).tap();
    await expect(reached(page, "virtual_account.change", language)).toBeVisible();
    await expect(page.getByRole("region", { name: virtualAccounts.facts.title, exact: true })).toContainText("₩19,500");
    await expectAccessible(page);
  });

  test("revokes an account that waits, and a second try says that it is gone", async ({ page, words, seedPayment }) => {
    const { virtualAccounts } = words;
    const payment = await seedPayment({
      status: "ready",
      payMethod: "vbank",
      pgProvider: "tosspayments",
      amount: 21_000,
    });
    await page.goto(`/virtual-accounts/${payment.impUid}`);
    await expectAccessible(page);
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: virtualAccounts.revoke.open }).tap();
    await page.getByRole("button", { name: virtualAccounts.revoke.confirm("₩21,000") }).tap();
    await expect(page.getByText(virtualAccounts.revoke.done)).toBeVisible();
    await expectAccessible(page);
    await page.goto("/virtual-accounts");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: virtualAccounts.open(payment.merchantUid) })).toHaveCount(0);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
});
