import { createServer } from "node:http";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";
import { sentence } from "./support/words.ts";

// Both languages may be under way at once on one server, so each has a rule and names of its own.
for (const [language, watched] of [
  ["ko", "webhook_silence"],
  ["en", "failure_rate"],
] as const) {
  test.describe(language, () => {
    test.use({ role: "developer", language });

    test("alerts get somewhere to go, are tried out, muted, and taken away again", async ({
      page,
      words,
      admin,
      problems,
    }) => {
      const m = words.alerts;
      problems.expect(/^412 POST .*alerts\.addDestination/);
      const heard: string[] = [];
      const messenger = createServer(async (request, response) => {
        for await (const chunk of request) heard.push(String(chunk));
        response.end("ok");
      });
      await new Promise<void>((resolve) => messenger.listen(0, "127.0.0.1", resolve));
      const address = messenger.address();
      const hook = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/hook`;
      const name = `journey ${language} ${test.info().retry}`;
      try {
        await page.goto("/alerts");
        await expect(page.getByRole("heading", { level: 1, name: m.title, exact: true })).toBeVisible();
        await expectAccessible(page);
        await page.getByRole("link", { name: m.pages.settings, exact: true }).click();
        const form = page.getByRole("form", { name: m.add });
        await form.getByLabel(m.name).fill(name);
        await form.getByLabel(m.hookAddress).fill("https://192.168.0.1/hook");
        await form.getByRole("button", { name: m.add }).click();
        await expect(page.getByText(words.outbound.problems.private_address)).toBeVisible();
        await form.getByLabel(m.hookAddress).fill(hook);
        await form.getByRole("button", { name: m.add }).click();
        await page.getByRole("button", { name: m.testOf(name) }).click();
        await expect(page.getByText(m.tested)).toBeVisible();
        expect(heard).toHaveLength(1);
        await page.getByRole("button", { name: m.logOf(name) }).click();
        await expect(page.getByRole("list", { name: m.logOf(name) })).toContainText(m.trial);
        await expectAccessible(page);

        const rule = page.getByRole("form").filter({ hasText: m.ruleHelp[watched] });
        await rule.getByRole("button", { name: m.mute, exact: true }).click();
        const muted = rule.getByText(sentence((gap) => m.mutedUntil(gap, gap)));
        await expect(muted).toBeVisible();
        await rule.getByRole("button", { name: m.unmute }).click();
        await expect(muted).toHaveCount(0);

        await page.getByRole("button", { name: m.removeOf(name) }).click();
        await expect(page.getByRole("button", { name: m.testOf(name) })).toHaveCount(0);
        const { items } = await admin.audit.list.query({ event: "alert.tested", limit: 10 });
        expect(items).not.toEqual([]);
      } finally {
        messenger.closeAllConnections();
        messenger.close();
      }
    });
  });
}
