import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Experimental: it compares words by the blanks between them, and Korean writes `1일` where the button shows `1`. */
const notForKorean = "label-content-name-mismatch";
const wcag22aa = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Fails with the rule, the reason and the elements where the page as it stands breaks WCAG 2.2 AA. `within` judges a part
 * alone: what a list hanging over the page leaves uncovered of its neighbours is no target.
 */
export async function expectAccessible(page: Page, within = "html"): Promise<void> {
  await comeToRest(page);
  const axe = new AxeBuilder({ page }).include(within).withTags(wcag22aa).disableRules(notForKorean);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}\n  ${node.failureSummary ?? ""}\n  ${node.html}`),
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** Colours in the middle of a transition are nobody's to judge. */
async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ends = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
    await Promise.all(
      document
        .getAnimations()
        .filter(ends)
        .map((animation) => animation.finished.catch(() => undefined)),
    );
  });
}
