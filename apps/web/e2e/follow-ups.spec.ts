import { naverStepNames } from "@maru/domain";
import { expectAccessible } from "./support/accessibility.ts";
import { reached } from "./support/instructions.ts";
import { signInAsNewMember } from "./support/members.ts";
import { expect, test } from "./support/test.ts";
import { totpCode } from "./support/totp.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(`follow-ups, ${language}`, () => {
    test.use({ role: "finance", language, viewport: { width: language === "ko" ? 1440 : 360, height: 800 } });

    test("a Naver order is accepted, dispatched, taken back and refunded", async ({
      page,
      words,
      sandbox,
      admin,
      seedPayment,
    }) => {
      const m = words.followUps;
      // So little that the order holds one product.
      const payment = await seedPayment({ pgProvider: "naverco", payMethod: "naverpay", amount: 1900 });
      const { orders } = await admin.followUps.naverOrders.query({ impUid: payment.impUid });
      const [order] = orders;
      if (order === undefined || orders.length > 1) throw new Error("the order should hold one product");
      await page.goto(`/payments/${payment.impUid}`);
      await page.getByRole("link", { name: words.payment.followUps, exact: true }).click();
      await expect(page.getByRole("heading", { level: 2, name: m.title })).toBeFocused();
      const choose = () => page.getByRole("checkbox").check();
      const take = async (step: keyof typeof naverStepNames) => {
        await page.getByRole("combobox", { name: m.naver.step, exact: true }).selectOption({ value: step });
      };
      const go = (step: keyof typeof naverStepNames) =>
        page.getByRole("button", { name: m.naver.submit(naverStepNames[step][language], 1), exact: true }).click();
      const done = () => expect(page.getByText(m.naver.reached(1), { exact: true })).toBeVisible();
      const again = () => page.getByRole("button", { name: m.naver.next, exact: true }).click();

      await choose();
      await take("place");
      await expectAccessible(page);
      await go("place");
      await done();
      await again();
      await take("ship");
      await go("ship");
      await expect(page.getByText(m.naver.trackingWrong)).toBeVisible();
      await page.getByRole("textbox", { name: m.naver.tracking, exact: true }).fill("123456789012");
      await go("ship");
      await done();
      await sandbox.moveNaverOrder(order.productOrderId, "request-return");
      await page.reload();
      await choose();
      await take("approve-return");
      await go("approve-return");
      const sure = page.getByRole("alertdialog");
      await expect(sure).toContainText("₩1,900");
      await expectAccessible(page);
      await sure.getByRole("button", { name: m.naver.refundGo("₩1,900"), exact: true }).click();
      await done();
      expect((await sandbox.cancelsOf(payment.impUid)).map(({ amount }) => amount)).toEqual([1900]);

      await page.keyboard.press("Escape");
      await expect(page).toHaveURL(new RegExp(`/payments/${payment.impUid}$`));
      const { items } = await admin.audit.list.query({
        subject: payment.impUid,
        event: "instruction.written",
        limit: 10,
      });
      expect(items).toHaveLength(3);
    });

    test("an answer that is lost, of which nobody keeps a record, is asked of a person", async ({
      page,
      words,
      sandbox,
      seedPayment,
    }) => {
      const m = words.followUps;
      const payment = await seedPayment({ pgProvider: "payco", payMethod: "payco" });
      const mend = await sandbox.breakDown({ kind: "drop", path: "/payco/orders", when: "after" });
      await page.goto(`/payments/${payment.impUid}/follow-ups`);
      await page.getByRole("radio", { name: m.payco.statuses.DELIVERY_START, exact: true }).check();
      await page.getByRole("button", { name: m.payco.go, exact: true }).click();
      const confirm = words.instructions.confirm;
      await expect(page.getByText(words.instructions.states.unconfirmed.title).first()).toBeVisible();
      await mend();
      await expectAccessible(page);
      const form = page
        .locator("form")
        .filter({ has: page.getByRole("radio", { name: confirm.done }) })
        .first();
      await form.getByRole("radio", { name: confirm.done, exact: true }).check();
      await form.getByRole("textbox", { name: confirm.reason, exact: true }).fill("PAYCO 관리자에서 확인");
      await form.getByRole("button", { name: confirm.send, exact: true }).click();
      await expect(reached(page, "payco_order.change", language)).toBeVisible();
    });
  });
}

test("a large Naver order is given back only once a fresh code was shown", async ({
  page,
  words,
  admin,
  account,
  sandbox,
  seedPayment,
  problems,
}) => {
  problems.expect(/^403 POST .*followUps\.naverStep/);
  const m = words.followUps.naver;
  const payment = await seedPayment({ pgProvider: "naverco", payMethod: "naverpay", amount: 1_500_000 });
  const { password } = await signInAsNewMember(page, admin, "approver");
  await account.goto();
  await account.confirm(words.account.secondFactor.enrol, password);
  const secret = await account.secret();
  await account.finishEnrolment(totpCode(secret));
  await account.recoveryCodes();
  await page.goto(`/payments/${payment.impUid}/follow-ups`);
  const products = page.getByRole("checkbox");
  await expect(products.first()).toBeVisible();
  const count = await products.count();
  for (const product of await products.all()) await product.check();
  await page.getByRole("combobox", { name: m.step, exact: true }).selectOption({ value: "cancel" });
  await page.getByRole("button", { name: m.submit(naverStepNames.cancel.ko, count), exact: true }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: m.refundGo("₩1,500,000"), exact: true })
    .click();
  const prompt = page.getByRole("form", { name: words.instructions.codePrompt.title });
  await expect(prompt).toBeVisible();
  await expectAccessible(page);
  expect(await sandbox.cancelsOf(payment.impUid)).toEqual([]);
  // The code of enrolling is spent; the next one is accepted already.
  await prompt.getByRole("textbox").fill(totpCode(secret, Date.now() + 30_000));
  await prompt.getByRole("button").click();
  await expect(page.getByText(m.reached(count), { exact: true })).toBeVisible();
  const given = (await sandbox.cancelsOf(payment.impUid)).reduce((sum, { amount }) => sum + amount, 0);
  expect(given).toBe(1_500_000);
});
