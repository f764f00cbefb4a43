import { readFile } from "node:fs/promises";
import { expectAccessible } from "./support/accessibility.ts";
import { test } from "./support/own-console.ts";
import type { Fault } from "./support/sandbox.ts";
import { expect, untilLoaded } from "./support/test.ts";
import { sentence } from "./support/words.ts";

const badDays: readonly { readonly name: string; readonly fault: Fault; readonly language: "ko" | "en" }[] = [
  { name: "answers 503", fault: { kind: "status", status: 503 }, language: "ko" },
  { name: "drops every connection", fault: { kind: "reset" }, language: "en" },
];

for (const { name, fault, language } of badDays) {
  test.describe(`while i'mport ${name} (${language})`, () => {
    test.use({ role: "finance", language });

    test("lists, finds, opens and exports payments as of the last reading, and recovers by itself (A16)", async ({
      page,
      words,
      admin,
      sandbox,
      seedPayment,
      list,
      opened,
      problems,
    }) => {
      await untilLoaded(admin);
      const payment = await seedPayment({ amount: 5_000 });
      await list.goto();
      const { banner } = words.shell;
      await expect(page.getByText(sentence(banner.down))).toBeHidden();

      const repair = await sandbox.breakDown(fault);
      problems.expect(/^503 POST .*payments\.refresh/);
      await opened.goto(payment.impUid);
      await expect(page.getByText(sentence(banner.down))).toBeVisible();
      await expect(opened.refundable).toHaveText("₩5,000");
      await opened.reread.click();
      await expect(page.getByRole("alert").filter({ hasText: sentence(words.payment.rereadFailed) })).toBeVisible();
      await expectAccessible(page);

      await opened.back.click();
      await list.search(payment.buyerName);
      await expect(list.linkTo(payment.merchantUid)).toBeVisible();
      await expect(page.getByText(sentence(banner.down))).toBeVisible();
      await expectAccessible(page);

      await list.exportButton.click();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        list.exportPanel.getByRole("button", { name: words.list.exportPanel.start }).click(),
      ]);
      expect(await readFile(await file.path(), "utf8")).toContain(payment.merchantUid);
      await page.keyboard.press("Escape");

      await repair();
      await expect(page.getByText(sentence(banner.down))).toBeHidden({ timeout: 45_000 });
      await list.linkTo(payment.merchantUid).click();
      await sandbox.cancel(payment.impUid, 5_000, { reason: "취소", sendsWebhook: false });
      await opened.reread.click();
      await expect(opened.refundable).toHaveText("₩0");
    });
  });
}
