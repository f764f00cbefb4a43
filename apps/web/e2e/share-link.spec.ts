import { addKstDays, kstDayStart, maskName, maskTel, toKstDate } from "@maru/domain";
import { PaymentsPage } from "./pages/payments-page.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, signInWithPassword } from "./support/maru-api.ts";
import { signInAsNewMember } from "./support/members.ts";
import { expect, test } from "./support/test.ts";

const today = toKstDate(Date.now() / 1000);
/** Days of their own, so that neither finds what the other adds meanwhile. */
const daysAgo = { ko: { first: 60, seeded: 30, last: 10 }, en: { first: 130, seeded: 100, last: 80 } } as const;
const unusualAmount = 98_765_430;
const rowsOnScreen = 20;

/** Order numbers from the top; how many rows below the screen are drawn ahead is nobody's business. */
async function firstRows(list: PaymentsPage): Promise<string[]> {
  return (await list.rowLinks.allTextContents()).slice(0, rowsOnScreen);
}

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language });
    const { first, seeded, last } = daysAgo[language];
    const from = addKstDays(today, -first);
    const to = addKstDays(today, -last);

    test("shows whoever opens the link the same rows in the same order, and a viewer no buyer", async ({
      page,
      language,
      words,
      seedPayment,
      openAs,
    }) => {
      const requestedAt = kstDayStart(addKstDays(today, -seeded)) + 3600;
      const payment = await seedPayment({ amount: unusualAmount, startedAt: requestedAt, paidAt: requestedAt + 60 });
      const mine = new PaymentsPage(page, language);
      await mine.goto({ basis: "requested", from, to, sort: "-amount", method: "card" });
      const rows = await firstRows(mine);
      expect(rows).toHaveLength(rowsOnScreen);
      await expect(mine.row(payment.merchantUid)).toContainText(payment.buyerName);
      await expect(mine.row(payment.merchantUid)).toContainText(payment.buyerTel);

      const viewersPage = await openAs("viewer");
      const theirs = new PaymentsPage(viewersPage, language);
      await viewersPage.goto(page.url());
      await theirs.settled();
      expect(await firstRows(theirs)).toEqual(rows);
      await expect(theirs.table.getByRole("columnheader", { name: words.payments.columns.amount })).toHaveAttribute(
        "aria-sort",
        "descending",
      );
      const masked = theirs.row(payment.merchantUid);
      await expect(masked).toContainText(maskName(payment.buyerName));
      await expect(masked).toContainText(maskTel(payment.buyerTel));
      await expect(viewersPage.getByText(payment.buyerName)).toHaveCount(0);
      await expectAccessible(viewersPage);
    });
  });
}

test.describe("a copied link", () => {
  test.use({ role: "support", permissions: ["clipboard-read", "clipboard-write"] });

  test("shows the same columns, rows and open payment to whoever has chosen others for themselves (A11)", async ({
    page,
    addresses,
    admin,
    language,
    list,
    words,
    seedPayment,
    openAs,
  }) => {
    const colleague = await openAs(null);
    const member = await signInAsNewMember(colleague, admin, "support");
    const theirApi = createMaruApi(addresses.url, await signInWithPassword(addresses.url, member));
    await theirApi.sessions.savePreferences.mutate({ paymentColumns: "impUid.buyerTel.amount" });
    const payment = await seedPayment();

    await list.goto();
    await list.search(payment.merchantUid);
    await list.linkTo(payment.merchantUid).press("Space");
    await expect(list.preview).toBeVisible();
    const headers = await list.headers.allTextContents();
    await page.keyboard.press("l");
    await expect(page.getByText(words.payments.shortcuts.linkCopied)).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());

    const theirs = new PaymentsPage(colleague, language);
    await theirs.goto();
    await expect(theirs.headers).toHaveCount(3);
    await colleague.goto(link);
    await theirs.settled();
    await expect(theirs.headers).toHaveText(headers);
    await expect(theirs.linkTo(payment.merchantUid)).toBeVisible();
    await expect(theirs.preview).toBeVisible();

    // With nothing narrowed either: the bare address would open their own columns.
    await list.goto();
    await page.getByRole("button", { name: words.payments.copy.action(words.list.tools.link) }).click();
    await colleague.goto(await page.evaluate(() => navigator.clipboard.readText()));
    await theirs.settled();
    await expect(theirs.headers).toHaveText(headers);
  });
});

test("leads who follows a link without being signed in through sign-in and on to it", async ({
  page,
  words,
  list,
  problems,
}) => {
  problems.expect(/^401 GET .*\/trpc\//);
  await page.goto("/payments?status=paid&sort=amount");
  await page.getByRole("button", { name: words.signIn.demoSignIn(words.frame.roles.viewer) }).click();
  await expect(page).toHaveURL(/\/payments\?sort=amount&status=paid$|\/payments\?status=paid&sort=amount$/);
  await list.settled();
});

test.describe("a link that was edited by hand", () => {
  test.use({ role: "viewer" });

  test("shows what can be understood of it", async ({ list }) => {
    await list.goto({ status: "nonsense", from: "2026-13-45", sort: "sideways", escrow: "maybe", q: "imp" });
    await expect(list.searchBox).toHaveValue("imp");
    await expect(list.rowLinks.first()).toBeVisible();
  });
});
