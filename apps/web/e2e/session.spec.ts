import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, signInWithPassword } from "./support/maru-api.ts";
import { signInAsNewMember } from "./support/members.ts";
import { expect, test } from "./support/test.ts";

test("asks over the page to sign in again when the session was ended elsewhere, and goes on where it was", async ({
  page,
  words,
  addresses,
  admin,
  list,
  signIn,
  problems,
}) => {
  const member = await signInAsNewMember(page, admin, "support");
  await list.goto({ sort: "amount" });
  problems.expect(/^401 GET .*\/trpc\//);
  problems.expect(/EventSource/);
  const elsewhere = createMaruApi(addresses.url, await signInWithPassword(addresses.url, member));
  await elsewhere.sessions.revokeOthers.mutate();

  await list.searchBox.fill("imp_");
  const dialog = page.getByRole("dialog", { name: words.signIn.expiredTitle });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(words.signIn.password, { exact: true }).fill(member.password);
  await dialog.getByRole("button", { name: words.signIn.submit, exact: true }).click();
  await expect(dialog).toBeHidden();
  await list.settled();
  await expect(page).toHaveURL(/\/payments\?q=imp_&sort=amount$/);
  await expect(list.rowLinks.first()).toBeVisible();

  await elsewhere.sessions.revokeOthers.mutate();
  await page.reload();
  await expect(signIn.heading).toBeVisible();
  await signIn.submitPassword(member.email, member.password);
  await list.settled();
  await expect(page).toHaveURL(/\/payments\?q=imp_&sort=amount$/);
});

test("shows every device and sends the others away", async ({ page, words, addresses, admin, account, problems }) => {
  const member = await signInAsNewMember(page, admin, "support");
  const elsewhere = createMaruApi(addresses.url, await signInWithPassword(addresses.url, member));
  expect((await elsewhere.sessions.me.query()).user.email).toBe(member.email);
  await account.goto();
  const { sessions } = words.account;
  const devices = page.getByRole("region", { name: sessions.title }).getByRole("listitem");
  await expect(devices).toHaveCount(2);
  await expect(devices.filter({ hasText: sessions.current })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("button", { name: sessions.revokeOthers }).click();
  await expect(devices).toHaveCount(1);
  await expect(elsewhere.sessions.me.query()).rejects.toThrow();
  expect(problems.unexpected).toEqual([]);
});
