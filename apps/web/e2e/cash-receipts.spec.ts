import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

const phone = { width: 360, height: 780 };

test.describe("cash receipts", () => {
  test.use({ role: "support", language: "ko" });

  test("of a payment: it is issued, shown masked and cancelled, also on a phone", async ({
    page,
    words,
    seedPayment,
  }) => {
    const m = words.cashReceipts;
    const { impUid } = await seedPayment({
      status: "paid",
      payMethod: "vbank",
      pgProvider: "html5_inicis",
      amount: 11_000,
    });
    await page.goto(`/payments/${impUid}/cash-receipt`);
    await page.getByLabel(m.identifier, { exact: true }).fill("010-1234-5678");
    await expectAccessible(page);
    await page.getByRole("button", { name: m.issue("₩11,000") }).click();
    await expect(page.getByText("휴대폰번호 010-****-5678")).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(phone);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "nothing sticks out on a phone").toBeLessThanOrEqual(phone.width);
    await page.getByRole("button", { name: m.cancelButton("₩11,000") }).click();
    const question = page.getByRole("alertdialog", { name: m.confirmCancel });
    await question.getByRole("button", { name: m.cancelButton("₩11,000") }).click();
    await expect(page.getByText("발급 후 취소함")).toBeVisible();
  });
});

test.describe("cash receipts in English", () => {
  test.use({ role: "support", language: "en" });

  test("of an outside sale: it is issued under its own number and cancelled", async ({ page, words }) => {
    const m = words.cashReceipts;
    await page.goto("/cash-receipts?tab=outside");
    await expectAccessible(page);
    await page.getByRole("link", { name: m.newOutside }).click();
    const channel = page.getByLabel(m.channel);
    const option = channel.locator("option", { hasText: /Inicis|이니시스/ }).first();
    await channel.selectOption((await option.getAttribute("value")) ?? "");
    const order = `CASH${Date.now()}`;
    await page.getByLabel(m.merchantUid).fill(order);
    await page.getByLabel(m.orderName).fill("Sold on the spot");
    await page.getByLabel(m.amount, { exact: true }).fill("5,500");
    await page.getByLabel(m.identifier, { exact: true }).fill("010-1234-5678");
    await expectAccessible(page);
    await page.getByRole("button", { name: m.issue("₩5,500") }).click();
    await page.getByRole("link", { name: m.open }).click();
    await expect(page.getByRole("heading", { name: m.receiptOf(order) })).toBeVisible();
    await page.getByRole("button", { name: m.cancelButton("₩5,500") }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: m.cancelButton("₩5,500") })
      .click();
    await expect(page.getByText("Issued, then cancelled")).toBeVisible();
  });
});
