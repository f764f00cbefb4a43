import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, signInWithPassword } from "./support/maru-api.ts";
import { inviteMember, joinByLink } from "./support/members.ts";
import { expect, test } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "approver", language });

    test("shows what somebody did and what they were refused, and proves that nothing was changed", async ({
      page,
      words,
      addresses,
      admin,
      openAs,
    }) => {
      const { email, link } = await inviteMember(admin, "support");
      const somebody = await openAs(null);
      const password = await joinByLink(somebody.request, link, "여정");
      const theirs = createMaruApi(addresses.url, await signInWithPassword(addresses.url, { email, password }));
      await expect(theirs.users.list.query()).rejects.toThrow();
      const { user } = await theirs.sessions.me.query();
      const m = words.auditLog;
      const entries = (event: keyof typeof m.events) => page.getByRole("row").filter({ hasText: m.events[event] });

      await page.goto("/audit-log");
      await expect(page.getByRole("table", { name: m.title })).toBeVisible();
      await expectAccessible(page);
      const subject = page.getByRole("searchbox", { name: m.subject });
      await subject.pressSequentially(user.id, { delay: 60 });
      await expect(subject).toHaveValue(user.id);
      await expect(subject).toBeFocused();
      await expect(entries("user.created")).toHaveCount(1);
      await expect(entries("session.started")).toHaveCount(2);
      await entries("user.created").getByRole("button", { expanded: false }).click();
      await expect(page.getByText(m.hash, { exact: true })).toBeVisible();
      await expectAccessible(page);

      await page.getByRole("button", { name: m.clear }).click();
      await expect(subject).toHaveValue("");
      await page.getByRole("combobox", { name: m.outcome }).selectOption({ label: m.outcomes.refused });
      await expect(page).toHaveURL(/outcome=refused/);
      const refused = entries("access.refused")
        .filter({ hasText: m.actorAs("여정", words.frame.roles.support) })
        .first();
      await expect(refused).toContainText(m.refused);
      await refused.getByRole("button", { expanded: false }).click();
      await expect(page.getByText("users.list")).toBeVisible();

      await page.getByRole("button", { name: m.verify }).click();
      await expect(page.getByText(m.intactTitle)).toBeVisible();
      await expectAccessible(page);
    });
  });
}
