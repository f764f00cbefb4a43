import { type NaverStep, naverStepNames, naverWithholdReasons } from "@maru/domain";
import { expectAccessible } from "./support/accessibility.ts";
import { reached } from "./support/instructions.ts";
import { expect, test } from "./support/test.ts";

const day = 86_400;

test.describe("Naver Pay, order type", () => {
  test.use({ role: "finance", language: "en" });

  test("a return is opened, held, released and rejected; then an exchange is collected and sent again", async ({
    page,
    words,
    sandbox,
    admin,
    language,
    seedPayment,
  }) => {
    const m = words.followUps.naver;
    // So little that the order holds one product.
    const payment = await seedPayment({ pgProvider: "naverco", payMethod: "naverpay", amount: 1900 });
    const { orders } = await admin.followUps.naverOrders.query({ impUid: payment.impUid });
    const productOrderId = orders[0]?.productOrderId ?? "";
    await page.goto(`/payments/${payment.impUid}/follow-ups`);
    const step = page.getByRole("combobox", { name: m.step, exact: true });
    const next = page.getByRole("button", { name: m.next, exact: true });
    const take = async (name: NaverStep, fill: () => Promise<unknown> = async () => {}) => {
      await step.selectOption({ value: name });
      await fill();
      await page.getByRole("button", { name: m.submit(naverStepNames[name][language], 1), exact: true }).click();
      await expect(page.getByText(m.reached(1), { exact: true })).toBeVisible();
    };
    const memo = page.getByRole("textbox", { name: m.memoToBuyer, exact: true });

    await page.getByRole("checkbox").check();
    await take("place");
    await next.click();
    await take("ship", () =>
      page.getByRole("combobox", { name: m.method, exact: true }).selectOption({ value: "DIRECT_DELIVERY" }),
    );
    await next.click();
    await take("request-return", async () => {
      await page.getByRole("combobox", { name: m.reason, exact: true }).selectOption({ value: "BROKEN" });
      await expectAccessible(page);
    });
    await next.click();
    await take("withhold-return", async () => {
      await page.getByRole("button", { name: m.submit(naverStepNames["withhold-return"][language], 1) }).click();
      await expect(page.getByText(m.memoNeeded)).toBeVisible();
      await expect(memo).toBeFocused();
      await expectAccessible(page);
      const reason = naverWithholdReasons.RETURN_PRODUCT_NOT_DELIVERED[language];
      await page.getByRole("combobox", { name: m.reason, exact: true }).selectOption({ label: reason });
      await page.getByRole("textbox", { name: m.extraCharge, exact: true }).fill("3000");
      await memo.fill("The parcel has not come back");
    });
    await next.click();
    await take("resolve-return");
    await next.click();
    await take("reject-return", () => memo.fill("It was worn"));
    await next.click();
    await sandbox.moveNaverOrder(productOrderId, "request-exchange");
    await page.reload();
    await page.getByRole("checkbox").check();
    await take("collect-exchanged");
    await next.click();
    await take("ship-exchanged", () =>
      page.getByRole("textbox", { name: m.tracking, exact: true }).fill("123456789012"),
    );

    const { items } = await admin.instructions.list.query({ impUid: payment.impUid, limit: 50 });
    expect(items.map(({ state }) => state)).toEqual(Array(8).fill("done"));
    expect(await sandbox.cancelsOf(payment.impUid)).toEqual([]);
  });
});

test.describe("Naver Pay on a phone", () => {
  test.use({ role: "finance", language: "ko", viewport: { width: 360, height: 780 } });

  test("an order is cancelled by the shop, and another because its buyer asked", async ({
    page,
    words,
    sandbox,
    admin,
    language,
    seedPayment,
  }) => {
    const m = words.followUps.naver;
    const cancelBy = async (name: "cancel" | "approve-cancel", impUid: string) => {
      await page.goto(`/payments/${impUid}/follow-ups`);
      await page.getByRole("checkbox").check();
      await page.getByRole("combobox", { name: m.step, exact: true }).selectOption({ value: name });
      await page.getByRole("button", { name: m.submit(naverStepNames[name][language], 1), exact: true }).click();
      const sure = page.getByRole("alertdialog", { name: m.refundTitle });
      await sure.getByRole("button", { name: m.refundGo("₩1,900"), exact: true }).click();
      await expect(page.getByText(m.reached(1), { exact: true })).toBeVisible();
      expect((await sandbox.cancelsOf(impUid)).map(({ amount }) => amount)).toEqual([1900]);
    };
    const order = { pgProvider: "naverco", payMethod: "naverpay", amount: 1900 };
    const soldOut = await seedPayment(order);
    await cancelBy("cancel", soldOut.impUid);
    const unwanted = await seedPayment(order);
    const { orders } = await admin.followUps.naverOrders.query({ impUid: unwanted.impUid });
    await sandbox.moveNaverOrder(orders[0]?.productOrderId ?? "", "request-cancel");
    await cancelBy("approve-cancel", unwanted.impUid);
    await expectAccessible(page);
  });

  test("of the payment type: the cash amount is read, points are given, the purchase is confirmed once", async ({
    page,
    words,
    language,
    seedPayment,
  }) => {
    const m = words.followUps.naverPayment;
    const payment = await seedPayment({ pgProvider: "naverpay", payMethod: "naverpay", amount: 11_000 });
    await page.goto(`/payments/${payment.impUid}/follow-ups`);
    const cash = page.getByRole("region", { name: m.cash });
    await expect(cash.getByRole("definition").first()).toContainText("₩");
    await page.getByRole("button", { name: m.pointsGo, exact: true }).click();
    await expect(reached(page, "naver_payment.give_points", language)).toBeVisible();
    await page.getByRole("radio", { name: m.customer, exact: true }).check();
    await page.getByRole("button", { name: m.confirmGo, exact: true }).click();
    const sure = page.getByRole("alertdialog", { name: m.confirmSure });
    await expect(sure).toBeVisible();
    await expectAccessible(page);
    await sure.getByRole("button", { name: m.confirmGo, exact: true }).click();
    await expect(reached(page, "naver_payment.confirm", language)).toBeVisible();
    await expectAccessible(page);
  });

  test("reviews of a period are read, of either kind", async ({ page, words }) => {
    const m = words.followUps.reviews;
    const isoDay = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString().slice(0, 10);
    await page.goto("/naver-reviews");
    await expect(page.getByRole("heading", { level: 1, name: m.title })).toBeVisible();
    const from = page.getByLabel(m.from, { exact: true });
    await from.fill(isoDay(-2 * day));
    await expect(page.getByText(m.backwards)).toBeVisible();
    await from.fill(isoDay(700 * day));
    await expect(page.getByRole("table", { name: m.title }).getByRole("row").nth(1)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("combobox", { name: m.type }).selectOption({ label: m.types.premium });
    await expect(page).toHaveURL(/type=premium/);
    await expect(page.getByRole("table", { name: m.title }).getByText("사진과 같고").first()).toBeVisible();
  });
});
