import type { LaunchBoxId } from "@maru/domain";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

const path = "/settings/launch-checklist";

/** Each language speaks of an item of its own, so that neither meets what the other wrote. */
const journeys = [
  { language: "ko", box: "confirm_url", evidence: "컨펌 프로세스를 신청하고 운영 서버에서 확인했어요." },
  { language: "en", box: "webhook_applied", evidence: "Looked at three orders of the shop after their webhooks." },
] as const satisfies readonly { language: "ko" | "en"; box: LaunchBoxId; evidence: string }[];

for (const { language, box, evidence } of journeys) {
  test.describe(`the launch checklist, ${language}`, () => {
    test.use({ role: "developer", language });

    test("leads to the records that prove an item, keeps a person's word, and prints", async ({
      page,
      words,
      admin,
    }) => {
      const m = words.launchChecklist;
      const item = (id: LaunchBoxId) => page.getByRole("listitem", { name: m.boxes[id], exact: true });
      await page.goto("/settings/channels");
      await page.getByRole("link", { name: words.settings.pages.launch, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: m.title })).toBeVisible();
      await expect(item("pg_credentials").getByText(m.verdicts.proved)).toBeVisible();
      await expectAccessible(page);

      await page.getByRole("navigation", { name: m.filterLabel }).getByRole("link", { name: m.filters.unseen }).click();
      await expect(item("pg_credentials")).toHaveCount(0);
      await expect(item("billing_key_renewed").getByText(m.todo.billing_key_deleted ?? "")).toBeVisible();
      await page.goBack();
      await item("card_kinds").getByRole("link").first().click();
      await expect(page).toHaveURL(/\/payments\/imp_/);
      await page.goBack();

      const own = item(box);
      await own.getByRole("button", { name: m.answerOf(m.answer, m.boxes[box]), exact: true }).click();
      const form = page.getByRole("form", { name: m.formOf(m.boxes[box]) });
      await expect(form.getByRole("textbox", { name: m.evidence })).toBeFocused();
      await form.getByRole("button", { name: m.keep, exact: true }).click();
      await expect(form.getByText(m.evidenceMissing)).toBeVisible();
      await form.getByRole("textbox", { name: m.evidence }).fill(evidence);
      await expectAccessible(page);
      await form.getByRole("button", { name: m.keep, exact: true }).click();
      await expect(own.getByText(m.verdicts.answered)).toBeVisible();
      await expect(own.getByText(evidence)).toBeVisible();
      const again = own.getByRole("button", { name: m.answerOf(m.answerAgain, m.boxes[box]), exact: true });
      await expect(again).toBeFocused();
      const { items } = await admin.audit.list.query({ event: "launch_box.attested", limit: 10 });
      expect(items.map(({ details }) => details)).toContainEqual(
        expect.objectContaining({ box, mode: "live", answer: "done" }),
      );

      await page.emulateMedia({ media: "print" });
      await expect(own.getByText(evidence)).toBeVisible();
      await expect(page.getByRole("navigation")).toHaveCount(0);
      await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
      await page.emulateMedia({ media: "screen" });

      await again.click();
      await form.getByRole("button", { name: m.withdraw, exact: true }).click();
      await expect(own.getByText(m.verdicts.person)).toBeVisible();
      await expect(own.getByText(evidence)).toHaveCount(0);
    });
  });
}

test.describe("the launch checklist on a phone", () => {
  test.use({ role: "viewer", viewport: { width: 360, height: 740 } });

  test("is read without scrolling sideways, and leaves writing to those who may", async ({ page, words }) => {
    const m = words.launchChecklist;
    await page.goto(`${path}?mode=test`);
    await expect(page.getByRole("heading", { name: m.groups.settings })).toBeVisible();
    await expect(page.getByRole("button", { name: new RegExp(m.answer) })).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const tabs = page.getByRole("navigation", { name: words.settings.pages.label });
    await expect(tabs.getByRole("link", { name: words.settings.pages.launch })).toBeInViewport({ ratio: 0.95 });
    await expectAccessible(page);
  });
});
