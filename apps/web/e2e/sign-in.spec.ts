import { expectAccessible } from "./support/accessibility.ts";
import { inviteMember } from "./support/members.ts";
import { expect, test } from "./support/test.ts";
import { totpCode } from "./support/totp.ts";

/** Not a code of anybody's, or of one in a million. */
const wrongCode = "000000";

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ language });

    test("joins by a link, turns on the second step, and signs in with a code and with a recovery code", async ({
      page,
      words,
      admin,
      list,
      signIn,
      account,
      problems,
    }) => {
      problems.expect(/^40[01] POST .*\/api\/auth\/(two-factor|sign-in)\//);
      const { email, password, link } = await inviteMember(admin, "support");

      await page.goto(link);
      const { setUp } = words.signIn;
      await expect(page.getByRole("heading", { level: 1, name: setUp.title })).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel(setUp.name, { exact: true }).fill("여정");
      await page.getByLabel(words.signIn.password, { exact: true }).fill("too short");
      await page.getByRole("button", { name: setUp.submit }).click();
      await expect(page.getByText(setUp.passwordShort(12))).toBeVisible();
      await page.getByLabel(words.signIn.password, { exact: true }).fill(password);
      await page.getByRole("button", { name: setUp.submit }).click();
      await list.settled();

      await account.goto();
      await expectAccessible(page);
      await account.confirm(words.account.secondFactor.enrol, "not the password");
      await expect(signIn.problem).toHaveText(words.account.secondFactor.passwordWrong);
      await account.retype(password);
      const secret = await account.secret();
      await expectAccessible(page);
      await account.finishEnrolment(wrongCode);
      await expect(signIn.problem).toHaveText(words.account.secondFactor.codeWrong);
      await account.finishEnrolment(totpCode(secret));
      const [recoveryCode = ""] = await account.recoveryCodes();
      await expectAccessible(page);
      await page.getByRole("button", { name: words.account.secondFactor.saved }).click();
      await expect(page.getByText(words.account.secondFactor.onHelp)).toBeVisible();

      await account.signOut();
      await expect(signIn.heading).toBeVisible();
      await signIn.submitPassword(email, "not the password");
      await expect(signIn.problem).toHaveText(words.signIn.wrongCredentials);
      await expectAccessible(page);
      await signIn.submitPassword(email, password);
      await signIn.code.fill(wrongCode);
      await expect(signIn.problem).toHaveText(words.signIn.wrongCode);
      await expectAccessible(page);
      const code = totpCode(secret);
      await signIn.code.fill(code);
      await list.settled();

      await account.signOut();
      await signIn.submitPassword(email, password);
      await signIn.code.fill(code);
      await expect(signIn.problem, "a code seen over somebody's shoulder").toHaveText(words.signIn.wrongCode);
      await signIn.useRecoveryCode(recoveryCode);
      await list.settled();

      await account.signOut();
      await signIn.submitPassword(email, password);
      await signIn.useRecoveryCode(recoveryCode);
      await expect(signIn.problem).toHaveText(words.signIn.wrongRecovery);
    });
  });
}

test("says what is missing before it asks the server", async ({ page, words, signIn }) => {
  await signIn.goto();
  await signIn.submitPassword("", "");
  await expect(page.getByText(words.signIn.emailMissing)).toBeVisible();
  await expect(page.getByText(words.signIn.passwordMissing)).toBeVisible();
  await expect(page.getByLabel(words.signIn.email, { exact: true })).toBeFocused();
  await expectAccessible(page);
});

test("offers each demo role in one press and says what it may do", async ({ page, words, signIn, list }) => {
  await signIn.goto();
  const { roles, roleHelp } = words.frame;
  for (const role of ["viewer", "support", "finance", "approver", "developer", "admin"] as const) {
    const button = page.getByRole("button", { name: words.signIn.demoSignIn(roles[role]) });
    await expect(button).toHaveAccessibleDescription(roleHelp[role]);
  }
  await page.getByRole("button", { name: words.signIn.demoSignIn(roles.finance) }).click();
  await list.settled();
  await expect(page.getByRole("button", { name: new RegExp(words.shell.userMenu) })).toContainText("Finance (demo)");
});

test("refuses a link that was used", async ({ page, words, admin, list, problems, context }) => {
  problems.expect(/^4\d\d POST .*\/api\/set-up/);
  const { password, link } = await inviteMember(admin, "viewer");
  const join = async () => {
    await page.goto(link);
    await page.getByLabel(words.signIn.setUp.name, { exact: true }).fill("여정");
    await page.getByLabel(words.signIn.password, { exact: true }).fill(password);
    await page.getByRole("button", { name: words.signIn.setUp.submit }).click();
  };
  await join();
  await list.settled();
  await context.clearCookies();
  await join();
  await expect(page.getByRole("alert")).toContainText(words.errors.byCode.LINK_SPENT.title);
});
