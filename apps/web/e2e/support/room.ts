import { expect, type Page } from "@playwright/test";

/** Nothing of the page lies beside the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beside = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("main, main > *, main > * > *")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => !["hidden", "clip"].includes(getComputedStyle(element).overflowX))
      .map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth} > ${element.clientWidth}`),
  );
  expect(beside).toEqual([]);
}

/** No control, heading or label is cut off. */
export async function expectWholeNames(page: Page): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("button, th, h1, h2, nav a, label, dt, legend")]
      .filter((element) => !element.matches(".sr-only") && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX))
      .map((element) => `${element.tagName} ${element.textContent}`),
  );
  expect(cut).toEqual([]);
}
