import { expectAccessible } from "./support/accessibility.ts";
import { reached } from "./support/instructions.ts";
import { expect, test } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(`identity checks, ${language}`, () => {
    test.use({ role: "admin", language, viewport: { width: language === "ko" ? 360 : 1440, height: 800 } });

    test("a result is shown for a reason that is kept, hidden, and erased for good", async ({
      page,
      words,
      sandbox,
      admin,
      problems,
    }) => {
      const m = words.identity;
      const person = { name: "한인증", phone: "01098765432", birthday: "1988-07-21" };
      const impUid = await sandbox.certify(person);
      await page.goto("/identity");
      const show = page.getByRole("button", { name: m.show, exact: true });
      await show.click();
      await expect(page.getByText(m.impUidNeeded)).toBeVisible();
      await page.getByRole("textbox", { name: m.impUid }).fill(impUid);
      await page.getByRole("combobox", { name: m.reason }).selectOption({ label: m.reasons.other });
      await page.getByRole("textbox", { name: m.text }).fill("명의 도용 신고 확인");
      await show.click();
      await expect(page.getByText(person.name)).toBeVisible();
      await expect(page.getByText(person.birthday)).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: m.hide, exact: true }).click();
      await expect(page.getByText(person.name)).toHaveCount(0);

      await show.click();
      await page.getByRole("button", { name: m.erase, exact: true }).click();
      const sure = page.getByRole("alertdialog", { name: m.eraseSure });
      await expect(sure).toBeVisible();
      await expectAccessible(page);
      await sure.getByRole("button", { name: m.erase, exact: true }).click();
      await expect(reached(page, "identity.erase", language)).toBeVisible();
      await expect(page.getByText(person.name)).toHaveCount(0);
      problems.expect(/^404 POST .*identity\.show/);
      await show.click();
      await expect(page.getByRole("alert")).toBeVisible();

      const { items } = await admin.audit.list.query({ subject: impUid, limit: 10 });
      const events = items.map(({ event }) => event);
      expect(
        events.filter((event) => event === "identity.shown"),
        "the look in vain too",
      ).toHaveLength(3);
      expect(events).toContain("instruction.written");
      expect(JSON.stringify(items)).not.toContain(person.name);
    });
  });
}
