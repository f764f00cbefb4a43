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
