import type { Locator, Page } from "@playwright/test";
import { PaymentsPage } from "./pages/payments-page.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { signInWithPassword } from "./support/maru-api.ts";
import { signInAsNewMember } from "./support/members.ts";
import { expect, test } from "./support/test.ts";
import type { Words } from "./support/words.ts";

/** Opens the palette and waits until it takes the keys. */
async function openPalette(page: Page, { shell }: Words): Promise<Locator> {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: shell.palette.title });
  await expect(palette.getByRole("searchbox", { name: shell.palette.label })).toBeFocused();
  return palette;
}

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "support", language, permissions: ["clipboard-read", "clipboard-write"] });

    test("finds, opens, copies and goes back without a mouse", async ({ page, seedPayment, list, opened }) => {
      const payment = await seedPayment();
      await list.goto();

      await page.keyboard.press("/");
      await expect(list.searchBox).toBeFocused();
      await page.keyboard.type(payment.merchantUid);
      await expect(list.rowLinks).toHaveCount(1);
      await page.keyboard.press("ArrowDown");
      await expect(list.linkTo(payment.merchantUid)).toBeFocused();
      await page.keyboard.press("c");
      await expect(page.getByRole("status").filter({ hasText: payment.impUid })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(payment.impUid);

      await page.keyboard.press("Enter");
      await opened.settled();
      await page.keyboard.press("c");
      await page.keyboard.press("m");
      await expect
        .poll(() => page.evaluate(() => navigator.clipboard.readText()), "the order number to be copied")
        .toBe(payment.merchantUid);

      await page.keyboard.press("Escape");
      await list.settled();
      await expect(list.searchBox).toHaveValue(payment.merchantUid);
      await expect(list.linkTo(payment.merchantUid)).toBeFocused();
    });
  });
}

test.describe("without a mouse", () => {
  test.use({ role: "support" });

  test("walks the rows with j, k and the arrows", async ({ page, list }) => {
    await list.goto({ sort: "time" });
    const [first, second] = await list.rowLinks.allTextContents();
    await page.keyboard.press("j");
    await expect(list.linkTo(first ?? "")).toBeFocused();
    await page.keyboard.press("j");
    await expect(list.linkTo(second ?? "")).toBeFocused();
    await page.keyboard.press("k");
    await expect(list.linkTo(first ?? "")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(list.linkTo(second ?? "")).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(list.linkTo(first ?? "")).toBeFocused();
  });

  test("lists its keys, and closes the list with Escape", async ({ page, words, list }) => {
    await list.goto();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: words.shell.keys.title });
    await expect(help).toContainText(words.payments.shortcuts.next);
    await expect(help).toContainText(words.shell.keys.palette);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(help).toBeHidden();
  });

  test("goes anywhere through the palette", async ({ page, language, words, seedPayment }) => {
    const payment = await seedPayment();
    await new PaymentsPage(page, language).goto();
    const palette = await openPalette(page, words);
    await expectAccessible(page);
    await page.keyboard.type(payment.impUid);
    await expect(
      palette.getByRole("menuitem", { name: words.shell.palette.openPayment(payment.impUid) }),
    ).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/payments/${payment.impUid}$`));
    await expect(palette).toBeHidden();

    await openPalette(page, words);
    await page.keyboard.type(words.shell.account);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/account$/);
  });
});

test("keeps language, appearance and density through a reload and in another browser (K5, K7)", async ({
  page,
  words,
  addresses,
  admin,
  openAs,
  list,
}) => {
  const member = await signInAsNewMember(page, admin, "support");
  await list.goto();
  const comfortable = await list.rowHeight();

  const choose = async (label: string) => {
    await openPalette(page, words);
    await page.keyboard.type(label);
    await expect(page.getByRole("menuitem").first()).toHaveText(label);
    const saved = page.waitForResponse(/sessions\.savePreferences/);
    await page.keyboard.press("Enter");
    expect((await saved).ok()).toBe(true);
    await page.keyboard.press("Escape");
  };
  const { palette, densities } = words.shell;
  await choose(palette.switchDensity(densities.compact));
  await choose(palette.switchTheme(words.frame.themes.dark));
  await choose(palette.switchLanguage(words.frame.languages.en));

  await page.reload();
  const inEnglish = new PaymentsPage(page, "en");
  await inEnglish.settled();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect.poll(() => inEnglish.rowHeight()).toBeLessThan(comfortable);

  const elsewhere = await openAs(null, { storageState: await signInWithPassword(addresses.url, member) });
  await elsewhere.goto("/payments");
  await new PaymentsPage(elsewhere, "en").settled();
  await expect(elsewhere.locator("html")).toHaveAttribute("data-theme", "dark");

  // Forty rows stand on a screen of 1080 lines.
  await elsewhere.setViewportSize({ width: 1920, height: 1080 });
  await elsewhere.goto("/payments?currency=KRW");
  await new PaymentsPage(elsewhere, "en").settled();
  // The header is the first row.
  await expect(elsewhere.locator('tr[aria-rowindex="41"]')).toBeInViewport({ ratio: 1 });
});
