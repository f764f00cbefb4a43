import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, signInAsDemo } from "./support/maru-api.ts";
import { test } from "./support/own-console.ts";
import { expect, untilLoaded } from "./support/test.ts";

const rows = 14;
const phone = { width: 360, height: 780 };
const held = { status: "paid", payMethod: "trans", pgProvider: "kcp", amount: 30_000, escrow: true } as const;

for (const language of ["ko", "en"] as const) {
  test.describe(`escrow deliveries, ${language}`, () => {
    test.use({ role: "support", language });

    test("one is registered and changed; a list goes on after a kill with no invoice sent twice", async ({
      page,
      words,
      ownConsole,
      sandbox,
      admin,
      problems,
    }) => {
      const m = words.escrow;
      await untilLoaded(admin);
      const single = await sandbox.createPayment({
        ...held,
        pgProvider: "html5_inicis",
        buyerAddr: "서울 마포구 월드컵로 10, 302호",
        buyerPostcode: "04000",
      });
      const orders = [];
      for (let row = 0; row < rows; row += 1) orders.push(await sandbox.createPayment(held));
      const known = () => admin.escrow.counts.query().then(({ groups }) => groups.waiting.orders);
      await expect.poll(known, { timeout: 30_000 }).toBeGreaterThanOrEqual(rows + 1);

      await page.goto("/escrow?group=waiting");
      await expect(page.getByRole("table", { name: m.title })).toBeVisible();
      await expectAccessible(page);
      await page.goto(`/payments/${single.impUid}/delivery`);
      await page.getByLabel(m.fields.courier, { exact: true }).fill("대한통운");
      await page.getByLabel(m.fields.invoice, { exact: true }).fill("6123-4567-8901");
      for (const [field, text] of [
        ["sender.name", "마루상점"],
        ["sender.tel", "02-123-4567"],
        ["sender.postcode", "06236"],
        ["sender.address", "서울 강남구 테헤란로 1"],
      ] as const) {
        await page.getByLabel(m.fields[field], { exact: true }).fill(text);
      }
      await expectAccessible(page);
      await page.setViewportSize(phone);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, "nothing sticks out on a phone").toBeLessThanOrEqual(phone.width);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.getByRole("button", { name: m.registerButton }).click();
      await expect(page.getByText("612345678901").first()).toBeVisible();
      await page.reload();
      await page.getByLabel(m.fields.invoice, { exact: true }).fill("512345678902");
      await page.getByRole("button", { name: m.changeButton }).click();
      await expect(page.getByText("512345678902").first()).toBeVisible();
      await sandbox.tellEscrow(single.impUid, "4", "색상이 달라요");
      const told = () => admin.escrow.get.query({ impUid: single.impUid }).then(({ notices }) => notices.length);
      await expect.poll(told, "the webhook to be taken in").toBe(1);
      await page.reload();
      await expect(page.getByText(m.told.refusedHelp, { exact: true })).toBeVisible();
      await expect(page.getByText(m.told.reason("색상이 달라요"), { exact: true })).toBeVisible();
      await expectAccessible(page);

      const text = orders.map(({ merchantUid }, at) => `${merchantUid}\t한진\t61230000${String(at).padStart(4, "0")}`);
      await page.goto("/escrow/invoices");
      await page.getByLabel(m.bulk.paste).fill(`주문번호\t택배사\t송장번호\n${text.join("\n")}`);
      await expect(page.getByText(m.bulk.readCount(rows))).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: m.bulk.prepare }).click();
      await page.getByRole("button", { name: m.bulk.rehearse, exact: true }).click();
      await expect(page.getByText(m.bulk.willGo(rows))).toBeVisible();
      await expectAccessible(page);
      // Slow enough that there is a middle to be killed in.
      const speedUp = await sandbox.breakDown({ kind: "delay", method: "POST", path: "/escrows", delayMs: 1_000 });
      await page.getByRole("button", { name: m.bulk.start(rows), exact: true }).click();
      await page
        .getByRole("alertdialog")
        .getByRole("button", { name: m.bulk.start(rows) })
        .click();
      await expect(page.getByText(m.bulk.running(2, rows))).toBeVisible({ timeout: 20_000 });
      const batch = page.url();

      problems.expect(/net::ERR_/);
      problems.expect(/EventSource/);
      problems.expect(/^(401|503) /);
      await ownConsole.kill();
      await ownConsole.start();
      await speedUp().catch(() => undefined);
      await page.goto(batch);
      await expect(page.getByText(m.bulk.finishedTitle).first()).toBeVisible({ timeout: 90_000 });
      await expectAccessible(page);
      const api = createMaruApi(ownConsole.url, await signInAsDemo(ownConsole.url, "admin"));
      const { items } = await api.escrow.bulk.rows.query({ batchId: batch.split("/").at(-1) ?? "", limit: 50 });
      expect(items.filter(({ state }) => state === "asked")).toHaveLength(rows);
      expect(items.filter(({ instruction }) => instruction?.state === "done").length).toBeGreaterThanOrEqual(rows - 2);
    });
  });
}
