import { instructionKindNames, scheduleStateNames } from "@maru/domain";
import { writeKstInput } from "../src/lib/kst-input.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { reached } from "./support/instructions.ts";
import { expect, test } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(`subscriptions, ${language}`, () => {
    test.use({ role: "finance", language, viewport: { width: language === "ko" ? 1440 : 360, height: 800 } });

    test("a planned charge is found, moved, revoked, planned anew, charged in vain, charged again, and its key deleted", async ({
      page,
      words,
      sandbox,
    }) => {
      const m = words.billing;
      const attempt = `${language}-${test.info().retry}`;
      const customerUid = `journey-${attempt}`;
      const merchantUid = `journey-plan-${attempt}`;
      await sandbox.registerCard({ customerUid, customerName: "김여정" });
      await sandbox.planCharge(customerUid, merchantUid, 3600);
      await page.goto("/billing");
      await expect(page.getByRole("table").first()).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("textbox", { name: m.keySearch.label }).fill(`${customerUid}, nobody-has-this`);
      await page.getByRole("button", { name: m.keySearch.go, exact: true }).click();
      await expect(page.getByText(m.keySearch.missing("nobody-has-this"))).toBeVisible();
      await page.getByRole("link", { name: customerUid, exact: true }).first().click();
      await expect(page.getByRole("heading", { level: 1, name: m.key.title })).toBeVisible();
      await expect(page.getByText("451842******123*")).toBeVisible();
      await expectAccessible(page);

      await page.getByRole("link", { name: "정기배송 생수" }).click();
      await expect(page).toHaveURL(new RegExp(`/billing/schedules/${merchantUid}$`));
      await expect(page.getByRole("heading", { level: 1, name: "정기배송 생수" })).toBeVisible();
      const state = (name: keyof typeof scheduleStateNames) =>
        expect(page.getByText(scheduleStateNames[name][language], { exact: true })).toBeVisible();
      const press = async (name: string) => {
        await page.getByRole("button", { name, exact: true }).click();
        await page.getByRole("alertdialog").getByRole("button", { name, exact: true }).click();
      };
      await state("scheduled");
      await expectAccessible(page);
      const at = (days: number) => writeKstInput(Math.floor(Date.now() / 1000) + days * 86_400);
      await page.getByLabel(m.schedule.newTime).fill(at(2));
      await page.getByRole("button", { name: m.schedule.moveGo, exact: true }).click();
      await expect(reached(page, "schedule.move", language)).toBeVisible();
      await press(m.schedule.revokeGo);
      await state("revoked");
      await page.getByLabel(m.schedule.newTime).fill(at(3));
      await page.getByRole("button", { name: m.schedule.rescheduleGo, exact: true }).click();
      await state("scheduled");
      const revoked = page.getByRole("status").filter({ hasText: instructionKindNames["schedule.revoke"][language] });
      await revoked.getByRole("button", { name: m.schedule.again, exact: true }).click();
      await press(m.schedule.revokeGo);
      await state("revoked");
      await sandbox.declineCard(customerUid, "[3095|한도초과]");
      await press(m.schedule.retryGo("₩9,900"));
      await expect(page.getByText(m.schedule.retried.failed)).toBeVisible();
      await expect(page.getByText("[3095|한도초과]")).toBeVisible();
      await sandbox.declineCard(customerUid);
      await state("failed");
      const charged = page.getByRole("status").filter({ hasText: instructionKindNames["schedule.retry"][language] });
      await charged.getByRole("button", { name: m.schedule.again, exact: true }).click();
      await press(m.schedule.retryGo("₩9,900"));
      await expect(page.getByText(m.schedule.retried.paid)).toBeVisible();
      await state("succeeded");

      await page.goto(`/billing/keys/${customerUid}`);
      await expect(page.getByText(m.key.noSchedules)).toBeVisible();
      await page.getByRole("textbox", { name: m.key.reason, exact: true }).fill("탈퇴");
      await press(m.key.removeGo);
      await expect(reached(page, "billing_key.delete", language)).toBeVisible();
      await page.reload();
      await expect(page.getByText(m.key.notFound)).toBeVisible();
    });
  });
}
