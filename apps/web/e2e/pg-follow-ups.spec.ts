import { formatMoney, money } from "@maru/domain";
import { expectAccessible } from "./support/accessibility.ts";
import { reached } from "./support/instructions.ts";
import { expect, test } from "./support/test.ts";

test.describe("what single PGs want to be told", () => {
  test.use({ role: "finance", language: "en" });

  test("a delivery is reported to Paymentwall, and its next status after it", async ({
    page,
    words,
    language,
    seedPayment,
  }) => {
    const m = words.followUps.paymentwall;
    const payment = await seedPayment({ pgProvider: "paymentwall", payMethod: "paymentwall", amount: 20 });
    await page.goto(`/payments/${payment.impUid}/follow-ups`);
    const go = page.getByRole("button", { name: m.go, exact: true });
    await go.click();
    const email = page.getByRole("textbox", { name: m.email });
    await expect(page.getByText(m.emailWrong)).toBeVisible();
    await expect(email).toBeFocused();
    await expectAccessible(page);
    await email.fill("emily@example.com");
    for (const name of [
      "carrier",
      "trackingId",
      "firstName",
      "lastName",
      "phone",
      "country",
      "city",
      "street",
    ] as const)
      await page.getByRole("textbox", { name: m[name], exact: true }).fill(name);
    await page.getByRole("textbox", { name: m.zip, exact: true }).fill("10001");
    await go.click();
    const done = reached(page.getByRole("region", { name: m.title }), "paymentwall.deliver", language);
    await expect(done).toBeVisible();
    await page.getByRole("button", { name: m.next, exact: true }).click();
    await page.getByRole("combobox", { name: m.status }).selectOption({ label: m.statuses.delivered });
    await go.click();
    await expect(done).toBeVisible();
    await expectAccessible(page);
  });

  test("a slip of Inicis is split over two partners, once the parts fit the payment", async ({
    page,
    words,
    language,
    seedPayment,
  }) => {
    const m = words.followUps.partner;
    const payment = await seedPayment({ pgProvider: "html5_inicis", payMethod: "card", amount: 10_000 });
    await page.goto(`/payments/${payment.impUid}/follow-ups`);
    await page.getByRole("button", { name: m.add, exact: true }).click();
    const write = async (index: number, businessNumber: string, amount: string) => {
      const part = page.getByRole("group", { name: m.part(index) });
      await part.getByRole("textbox", { name: m.businessNumber }).fill(businessNumber);
      await part.getByRole("textbox", { name: m.companyName }).fill(`마루상회 ${index}`);
      await part.getByRole("textbox", { name: m.amount, exact: true }).fill(amount);
    };
    await write(1, "124-81-00998", "7,000");
    await write(2, "124-81-00990", "4,000");
    const go = page.getByRole("button", { name: m.go, exact: true });
    await go.click();
    await expect(page.getByText(m.businessNumberWrong)).toHaveCount(1);
    await expect(page.getByText(m.above)).toBeVisible();
    await expectAccessible(page);
    await write(2, "1248100998", "3,000");
    const won = (amount: number) => formatMoney(money(amount, "KRW"), language);
    await expect(page.getByText(m.total(won(10_000), won(10_000)))).toBeVisible();
    await go.click();
    await expect(page.getByRole("link", { name: m.receipt })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("what ends for good is asked once more", () => {
  test.use({ role: "admin", language: "ko", viewport: { width: 360, height: 780 } });

  test("a barcode that waits to be paid at a store", async ({ page, words, language, opened, seedPayment }) => {
    const m = words.followUps.barcode;
    const payment = await seedPayment({ pgProvider: "galaxia", payMethod: "cvs", status: "ready", amount: 5000 });
    await page.goto(`/payments/${payment.impUid}/follow-ups`);
    await page.getByRole("button", { name: m.go, exact: true }).click();
    const sure = page.getByRole("alertdialog", { name: m.sure });
    await expect(sure).toBeVisible();
    await expectAccessible(page);
    await sure.getByRole("button", { name: m.go, exact: true }).click();
    await expect(reached(page, "barcode.revoke", language)).toBeVisible();
    await opened.goto(payment.impUid);
    await expect(opened.status("failed")).toBeVisible();
  });

  test("biometrics, the key and the member of KCP Quick Pay", async ({
    page,
    words,
    language,
    sandbox,
    admin,
    seedPayment,
  }) => {
    const m = words.followUps.kcpQuick;
    const mark = Date.now();
    const memberId = `member-${mark}`;
    const customerUid = `quick-${mark}`;
    await sandbox.joinKcpQuick(memberId);
    await sandbox.registerCard({ customerUid, customerName: "김퀵", pgProvider: "kcp_quick" });
    const payment = await seedPayment({ pgProvider: "kcp_quick", payMethod: "point" });
    await page.goto(`/payments/${payment.impUid}/follow-ups`);
    const part = (title: string) => page.getByRole("region", { name: title });
    const fill = (title: string, name: keyof typeof m, text: string) =>
      part(title)
        .getByRole("textbox", { name: String(m[name]) })
        .fill(text);

    await fill(m.fido, "memberId", memberId);
    await part(m.fido).getByRole("button", { name: m.fidoGo, exact: true }).click();
    await expect(reached(page, "kcp_quick.release_fido", language)).toBeVisible();

    await fill(m.key, "customerUid", customerUid);
    await part(m.key).getByRole("button", { name: m.keyGo, exact: true }).click();
    await page
      .getByRole("alertdialog", { name: m.keySure })
      .getByRole("button", { name: m.keyGo, exact: true })
      .click();
    await expect(reached(page, "kcp_quick.delete_key", language)).toBeVisible();

    await fill(m.member, "memberId", memberId);
    await fill(m.member, "partnerType", "IX99");
    await fill(m.member, "partnerSubtype", "99IX");
    await part(m.member).getByRole("button", { name: m.memberGo, exact: true }).click();
    await page
      .getByRole("alertdialog", { name: m.memberSure })
      .getByRole("button", { name: m.memberGo, exact: true })
      .click();
    await expect(reached(page, "kcp_quick.delete_member", language)).toBeVisible();
    await expectAccessible(page);
    const { items } = await admin.audit.list.query({ subject: memberId, event: "instruction.written", limit: 10 });
    expect(items).toHaveLength(2);
  });
});
