import type { Page } from "@playwright/test";
import { test as ownTest } from "./support/own-console.ts";
import { expect, test } from "./support/test.ts";

/** Where the page begins while nobody knows yet what the environment is, and once it is known. */
async function startsOf(page: Page, address: string, band: string): Promise<{ before: number; after: number }> {
  const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/trpc/console.status", async (route) => {
    await isReleased;
    await route.continue();
  });
  const top = async () => (await page.getByRole("main").boundingBox())?.y ?? Number.NaN;
  await page.goto(address);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.getByText(band, { exact: true })).toHaveCount(0);
  const before = await top();
  release();
  await expect(page.getByText(band, { exact: true })).toBeVisible();
  return { before, after: await top() };
}

async function expectOnTop(page: Page, text: string): Promise<void> {
  const band = page.getByText(text, { exact: true });
  await expect(band).toBeVisible();
  expect(await band.boundingBox()).toMatchObject({ x: 0, y: 0, width: page.viewportSize()?.width, height: 22 });
}

for (const language of ["ko", "en"] as const) {
  test.describe(`the sandbox, ${language}, at 360 pixels`, () => {
    test.use({ role: "viewer", language, viewport: { width: 360, height: 740 } });

    test("says on every page, in its title and by its icon that no money is real", async ({ page, words, openAs }) => {
      const { name, band } = words.frame.environments.sandbox;
      const outside = await openAs(null);
      expect(await startsOf(outside, "/sign-in", band)).toEqual({ before: 22, after: 22 });
      await expect(outside.getByRole("heading", { level: 1, name: words.signIn.title })).toBeVisible();
      await expectOnTop(outside, band);
      await expect(outside).toHaveTitle(new RegExp(`^\\[${name}\\] `));

      for (const [path, heading] of [
        ["/settings/channels", words.settings.channels.title],
        ["/nowhere", words.frame.notFoundTitle],
      ] as const) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
        await expectOnTop(page, band);
        await expect(page).toHaveTitle(new RegExp(`^\\[${name}\\] `));
        await expect(page.locator("link#favicon")).toHaveAttribute("href", "/favicon-sandbox.svg");
      }
    });
  });
}

ownTest.describe("an account with credentials", () => {
  ownTest.use({
    consoleSettings: {
      IMPORT_API_URL: process.env.MARU_E2E_SANDBOX ?? "",
      IMPORT_API_KEY: "sandbox",
      IMPORT_API_SECRET: "sandbox-secret",
    },
    role: null,
  });

  ownTest("is said to be live before anybody signs in", async ({ page, words, ownConsole }) => {
    const { name, band } = words.frame.environments.live;
    expect(await startsOf(page, `${ownConsole.url}/sign-in`, band)).toEqual({ before: 22, after: 22 });
    await expect(page.getByRole("heading", { level: 1, name: words.signIn.title })).toBeVisible();
    await expectOnTop(page, band);
    await expect(page).toHaveTitle(new RegExp(`^\\[${name}\\] `));
    await expect(page.locator("link#favicon")).toHaveAttribute("href", "/favicon-live.svg");
  });
});
