import { randomBytes, randomInt } from "node:crypto";
import { PaymentPage } from "./pages/payment-page.ts";
import type { PaymentsPage } from "./pages/payments-page.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, type SeededPayment, test } from "./support/test.ts";

const waysToAsk: readonly { readonly name: string; readonly text: (payment: SeededPayment) => string }[] = [
  { name: "its imp_uid", text: ({ impUid }) => impUid },
  { name: "a part of its imp_uid", text: ({ impUid }) => impUid.slice(-8) },
  { name: "its merchant_uid", text: ({ merchantUid }) => merchantUid },
  { name: "the middle of the buyer's phone number", text: ({ buyerTel }) => buyerTel.slice(4, 11) },
  { name: "two syllables of the buyer's name", text: ({ buyerName }) => buyerName.slice(1) },
  { name: "its amount as people write it", text: () => "12,300원" },
];

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language });

    test("finds a payment by whatever somebody knows of it, and opens it", async ({
      page,
      seedPayment,
      list,
      opened,
    }) => {
      const payment = await seedPayment({ amount: 12_300 });
      const row = list.row(payment.buyerTel);
      await list.goto();
      for (const { name, text } of waysToAsk) {
        await test.step(name, async () => {
          await list.search("nobody knows this");
          await expect(row).toBeHidden();
          await list.search(text(payment));
          await expect(row).toContainText(payment.buyerName);
          await expect(row).toContainText("12,300");
        });
      }
      await row.getByRole("link").click();
      await expect(opened.heading).toContainText(payment.buyerName);
      await expect(page).toHaveURL(new RegExp(`/payments/${payment.impUid}$`));
    });
  });
}

test.describe("by every kind of thing", () => {
  test.use({ role: "support" });

  test("finds a payment by whatever somebody knows of it", async ({ seedPayment, sandbox, admin, list }) => {
    const amount = 1_234_000 + randomInt(1000);
    const mark = randomBytes(4).toString("hex");
    const made = await seedPayment({
      amount,
      payMethod: "card",
      name: `제주 감귤 ${mark} 상자`,
      buyerName: "황보찬솔",
      buyerEmail: `find.${mark}@shop.example`,
    });
    await sandbox.cancel(made.impUid, 1_000, { reason: `단순 변심 ${mark}`, sendsWebhook: true });
    await expect
      .poll(async () => (await admin.payments.get.query({ impUid: made.impUid })).payment.cancellations.length)
      .toBe(1);
    const { payment } = await admin.payments.get.query({ impUid: made.impUid });
    await list.goto({ q: `@shop` });
    const tel = made.buyerTel.replaceAll("-", "");
    const texts = [
      made.impUid.slice(4, 12),
      payment.pgTid ?? "",
      `approval:${payment.card?.approvalNumber ?? ""}`,
      tel,
      `+82 ${made.buyerTel.slice(1)}`.replace(" ", "-"),
      `phone:${tel.slice(-4)} 찬솔`,
      `${mark}@shop`,
      "ㅎㅂㅊㅅ",
      "name:ㅂㅊㅅ",
      `감귤${mark}`.slice(0, 2),
      `"감귤 ${mark}"`,
      amount.toLocaleString("en"),
      `${amount}원`,
      `${amount - 1}..${amount + 1}`,
      `amount:>=${amount} amount:<=${amount}`,
      `card:${payment.card?.number?.slice(-4) ?? ""} 황보찬솔`,
      `reason:${mark}`,
      `취소사유:변심 전화:${tel.slice(3, 7)}`,
    ];
    for (const text of texts) {
      // Others may share a piece of it: the own mark narrows what several could have.
      const isOwn = text.includes(mark) || text.includes(tel) || text.includes("찬솔");
      await list.search(isOwn ? text : `${text} ${mark}`);
      await expect(list.row(made.buyerTel), text).toBeVisible();
    }
  });
});

test.describe("from the list and back", () => {
  test.use({ role: "support" });

  test("opens an exact number with Enter", async ({ page, language, seedPayment, list }) => {
    const payment = await seedPayment();
    await list.goto();
    await list.searchBox.fill(payment.impUid);
    await list.searchBox.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/payments/${payment.impUid}$`));
    await new PaymentPage(page, language).settled();
    await expectAccessible(page);
  });

  for (const wayBack of ["the browser's back button", "the page's own way back"] as const) {
    test(`leads back to the same place in the same list by ${wayBack}`, async ({ page, list, opened }) => {
      await list.goto({ method: "card", sort: "time" });
      await expectAccessible(page);
      await list.scrollBy(2400);
      const address = page.url();
      const offset = await list.scrollOffset();
      const link = await linkInView(list);
      const id = (await link.textContent()) ?? "";
      await link.click();
      await opened.settled();
      if (wayBack === "the page's own way back") await opened.back.click();
      else await page.goBack();

      await list.settled();
      expect(page.url()).toBe(address);
      await expect.poll(() => list.scrollOffset()).toBe(offset);
      await expect(list.linkTo(id)).toBeFocused();
      await expect(list.linkTo(id)).toBeInViewport();
    });
  }
});

/** The link of a row in the middle of the screen. */
async function linkInView(list: PaymentsPage) {
  const middle = { x: 0, y: 500 };
  for (const link of await list.rowLinks.all()) {
    const box = await link.boundingBox();
    if (box !== null && box.y > middle.y) return list.linkTo((await link.textContent()) ?? "");
  }
  throw new Error("There is no row in the middle of the screen.");
}
