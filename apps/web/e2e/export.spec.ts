import { readFile } from "node:fs/promises";
import { addKstDays, toKstDate } from "@maru/domain";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

const today = toKstDate(Date.now() / 1000);
/** Days to which no other journey adds a payment meanwhile. */
const quietDays = { basis: "requested", from: addKstDays(today, -50), to: addKstDays(today, -40) } as const;

async function download(page: Page, start: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), start()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "finance", language });

    test("takes the list out exactly as it is shown, and the audit log says so (I3, I4, J5)", async ({
      page,
      words,
      admin,
      list,
      openAs,
    }) => {
      const { exportPanel } = words.list;
      await list.goto({ ...quietDays, status: "paid", sort: "-amount", cols: "amount.merchantUid" });
      await list.exportButton.press("Enter");
      const panel = list.exportPanel;
      await expect(panel.getByRole("radio", { name: exportPanel.shownColumns(2) })).toBeChecked();
      await expectAccessible(page);
      const csv = await download(page, () => panel.getByRole("button", { name: exportPanel.start }).press("Enter"));
      const { items } = await admin.payments.list.query({
        ...quietDays,
        status: ["paid"],
        sort: "-amount",
        mode: "all",
        limit: 200,
      });
      expect(items.length).toBeGreaterThan(20);
      expect(items.length).toBeLessThan(200);
      await expect(panel.getByRole("status")).toHaveText(exportPanel.done(items.length, csv.name));
      expect(csv.name).toContain(`${quietDays.from}~${quietDays.to}.csv`);
      const lines = csv.bytes.toString("utf8").split("\r\n");
      expect(
        lines.slice(1, items.length + 1).map((line) =>
          line
            .split(",")
            .at(-1)
            ?.replaceAll(/^"=""|"""$/g, ""),
        ),
      ).toEqual(items.map(({ merchantUid }) => merchantUid));
      expect(lines[items.length + 1]).toBe("");

      await panel.getByRole("radio", { name: exportPanel.formats.xlsx.name }).check();
      await panel.getByRole("radio", { name: exportPanel.allColumns(24) }).check();
      const workbook = await download(page, () =>
        panel.getByRole("button", { name: exportPanel.again }).press("Enter"),
      );
      expect(workbook.name).toMatch(/\.xlsx$/);
      expect(workbook.bytes.subarray(0, 2).toString()).toBe("PK");
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(list.exportButton).toBeFocused();

      const auditor = await openAs("admin");
      await auditor.goto("/audit-log?event=payment.exported");
      const exports = auditor.getByRole("row").filter({ hasText: words.auditLog.events["payment.exported"] });
      await expect(exports.first()).toBeVisible();
      // Other journeys take lists out at the same time, so the workbook need not be the last of all.
      for (const entry of await exports.all()) {
        await entry.getByRole("button", { expanded: false }).click();
        await expect(entry.getByRole("button", { expanded: true })).toBeVisible();
        if (await auditor.getByText("xlsx").isVisible()) break;
      }
      await expect(auditor.getByText("xlsx")).toBeVisible();
    });
  });
}

test.describe("whoever sees buyers masked", () => {
  test.use({ role: "developer" });

  test("takes them out masked (J9)", async ({ page, words, list, seedPayment }) => {
    const payment = await seedPayment({ amount: 7_000 });
    const { exportPanel } = words.list;
    await list.goto({ q: payment.merchantUid });
    await list.exportButton.click();
    await expect(list.exportPanel.getByText(exportPanel.masked)).toBeVisible();
    const { bytes } = await download(page, () =>
      list.exportPanel.getByRole("button", { name: exportPanel.start }).click(),
    );
    const text = bytes.toString("utf8");
    expect(text).toContain(payment.merchantUid);
    expect(text).not.toContain(payment.buyerName);
    expect(text).not.toContain(payment.buyerTel);
    expect(text).toMatch(/010-\*{4}-\d{4}/);
  });
});
