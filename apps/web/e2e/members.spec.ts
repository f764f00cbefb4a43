import { randomBytes } from "node:crypto";
import { expectAccessible } from "./support/accessibility.ts";
import { inviteMember, joinByLink } from "./support/members.ts";
import { expect, test } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "admin", language });

    test("invites somebody, changes their role, ends their access, and the audit log tells of it", async ({
      page,
      words,
      admin,
      openAs,
      problems,
    }) => {
      const email = `journey-${randomBytes(6).toString("hex")}@example.com`;
      const name = `여정 ${email.slice(8, 14)}`;
      const { roles } = words.frame;
      const m = words.members;
      await page.goto("/members");
      await page.getByRole("button", { name: m.invite }).click();
      const invite = page.getByRole("dialog", { name: m.inviteDialog });
      await invite.getByLabel(m.email, { exact: true }).fill("nobody");
      await invite.getByRole("button", { name: m.makeLink }).click();
      await expect(invite.getByText(m.emailWrong)).toBeVisible();
      await expectAccessible(page);
      await invite.getByLabel(m.email, { exact: true }).fill(email);
      await invite.getByRole("radio", { name: roles.support }).check();
      await invite.getByRole("button", { name: m.makeLink }).click();
      const made = page.getByRole("dialog", { name: m.linkTitle });
      const link = await made.getByRole("status").filter({ hasText: "/set-up?token=" }).textContent();
      await expectAccessible(page);
      await made.getByRole("button", { name: m.done }).click();
      await expect(page.getByRole("region", { name: m.invites })).toContainText(email);

      const theirs = await openAs(null);
      await joinByLink(theirs.request, link ?? "", name);
      await theirs.goto("/payments");
      await expect(theirs.getByRole("heading", { level: 1, name: words.payments.title })).toBeVisible();

      await page.reload();
      const row = page.getByRole("row").filter({ hasText: email });
      await expect(row).toContainText(roles.support);
      await row.getByRole("button", { name: m.menu(name) }).click();
      await page.getByRole("menuitem", { name: m.changeRole }).click();
      const role = page.getByRole("dialog", { name: m.roleDialog(name) });
      await role.getByRole("radio", { name: roles.finance }).check();
      await expectAccessible(page);
      await role.getByRole("button", { name: m.changeRole }).click();
      await expect(row).toContainText(roles.finance);

      await row.getByRole("button", { name: m.menu(name) }).click();
      await page.getByRole("menuitem", { name: m.deactivate }).click();
      const question = page.getByRole("alertdialog", { name: m.deactivateDialog(name) });
      await expectAccessible(page);
      problems.expect(/^401 GET .*\/trpc\//);
      problems.expect(/EventSource/);
      await question.getByRole("button", { name: m.deactivate }).click();
      await expect(row).toContainText(m.deactivated);
      await theirs.reload();
      await expect(theirs.getByRole("heading", { level: 1, name: words.signIn.title })).toBeVisible();

      const { items } = await admin.users.list.query();
      const userId = items.find((each) => each.email === email)?.id ?? "";
      await page.goto(`/audit-log?subject=${userId}`);
      const { events } = words.auditLog;
      for (const event of ["user.created", "session.started", "user.role_changed", "user.deactivated"] as const) {
        await expect(page.getByRole("row").filter({ hasText: events[event] })).not.toHaveCount(0);
      }
      await expectAccessible(page);
    });
  });
}

test.describe("without the permission", () => {
  test.use({ role: "support" });

  test("shows which roles may look in place of the members and of the audit log", async ({ page, words, list }) => {
    const { support, finance, approver, admin } = words.frame.roles;
    const others = new Intl.ListFormat("ko", { type: "disjunction" }).format([finance, approver, admin]);
    for (const path of ["/members", "/audit-log"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: words.shell.forbiddenTitle })).toBeVisible();
      await expect(page.getByText(words.shell.forbiddenHelp(support, others))).toBeVisible();
      await expectAccessible(page);
    }
    await list.goto();
    const menu = page.getByRole("navigation", { name: words.shell.mainMenu });
    await expect(menu.getByRole("link", { name: words.shell.failureMessages })).toBeVisible();
    for (const name of [words.shell.members, words.shell.auditLog]) {
      await expect(menu.getByRole("link", { name })).toHaveCount(0);
    }
  });
});

test.describe("as finance", () => {
  test.use({ role: "finance" });

  test("reads the members and may change none", async ({ page, words, admin }) => {
    const { email } = await inviteMember(admin, "viewer");
    await page.goto("/members");
    await expect(page.getByRole("region", { name: words.members.invites })).toContainText(email);
    await expect(page.getByRole("button", { name: words.members.invite })).toHaveCount(0);
    await expect(page.getByRole("button", { name: words.members.menu("Viewer (demo)") })).toHaveCount(0);
  });
});
