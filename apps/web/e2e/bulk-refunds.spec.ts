import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, signInAsDemo } from "./support/maru-api.ts";
import { test } from "./support/own-console.ts";
import { expect, untilLoaded } from "./support/test.ts";

const rows = 16;

test.describe("a list of refunds", () => {
  test.use({ role: "finance", language: "ko" });

  test("is pasted, rehearsed, started with its total typed, paused, and goes on after the server was killed", async ({
    page,
    words,
    ownConsole,
    sandbox,
    admin,
    problems,
  }) => {
    const m = words.bulkRefunds;
    await untilLoaded(admin);
    const paid: string[] = [];
    for (let row = 0; row < rows; row += 1) {
      const { impUid } = await sandbox.createPayment({ status: "paid", amount: 10_000, pgProvider: "html5_inicis" });
      paid.push(impUid);
    }
    const text = [...paid.map((impUid) => `${impUid}\t1,000원`), `${paid[0]}\t`].join("\n");

    await page.goto("/refunds/bulk");
    await page.getByLabel(m.paste).fill(`imp_uid\t환불금액\n${text}`);
    await expect(page.getByText(m.readCount(rows + 1))).toBeVisible();
    await expect(page.getByText(m.problemCount(1))).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByText(m.readCount(rows + 1)), "what was pasted survives a reload").toBeVisible();
    await page.getByRole("button", { name: m.prepare }).click();
    await page.getByRole("button", { name: m.rehearse, exact: true }).click();
    await expect(page.getByText(m.willGo(rows))).toBeVisible();
    await expectAccessible(page);

    // Slow enough that there is a middle to be paused and killed in.
    const speedUp = await sandbox.breakDown({ kind: "delay", path: "/payments/cancel", delayMs: 1_500 });
    await page.getByRole("button", { name: m.start, exact: true }).click();
    const question = page.getByRole("alertdialog", { name: m.startTitle(rows) });
    await question.getByLabel(m.typeTotal("KRW")).fill("16,001");
    await question.getByRole("button", { name: m.startButton("₩16,000", rows) }).click();
    await expect(question.getByText(m.typedWrong)).toBeVisible();
    await question.getByLabel(m.typeTotal("KRW")).fill("16,000원");
    await expectAccessible(page);
    await question.getByRole("button", { name: m.startButton("₩16,000", rows) }).click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await page.getByRole("button", { name: m.pause }).click();
    await expect(page.getByText(m.pausedTitle)).toBeVisible();
    await page.getByRole("button", { name: m.resume }).click();
    await expect(page.getByRole("button", { name: m.pause })).toBeVisible();
    const batch = page.url();

    problems.expect(/net::ERR_/);
    problems.expect(/EventSource/);
    problems.expect(/^(401|503) /);
    await ownConsole.kill();
    await ownConsole.start();
    await speedUp().catch(() => undefined);
    await page.goto(batch);
    await expect(page.getByText(m.finishedTitle)).toBeVisible({ timeout: 90_000 });
    await expectAccessible(page);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: m.result }).click();
    expect((await download).suggestedFilename()).toMatch(/^일괄환불-결과-.+\.csv$/);

    const api = createMaruApi(ownConsole.url, await signInAsDemo(ownConsole.url, "admin"));
    const { items } = await api.refunds.bulk.rows.query({ batchId: batch.split("/").at(-1) ?? "", limit: 50 });
    for (const { impUid, refund } of items.filter(({ state }) => state === "asked")) {
      const { payment } = await api.payments.refresh.mutate({ impUid: impUid ?? "" });
      const cancelled = payment.cancellations.map(({ amount }) => amount.amount);
      // What was under way at the kill is being checked: it moved once or not at all, and is not sent again.
      if (refund?.state === "done") expect(cancelled, refund.id).toEqual([1_000]);
      else expect([refund?.state, cancelled.length <= 1]).toEqual(["checking", true]);
    }
    expect(items.filter(({ refund }) => refund?.state === "done").length).toBeGreaterThanOrEqual(rows - 2);
  });
});
