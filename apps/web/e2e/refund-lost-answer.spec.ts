import { RefundPanel } from "./pages/refund-panel.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { test } from "./support/own-console.ts";
import { expect, untilLoaded } from "./support/test.ts";
import { sentence } from "./support/words.ts";

test.use({ role: "support" });

test("says that it does not know yet while an answer is lost, and then what is true", async ({
  page,
  words,
  language,
  admin,
  sandbox,
  seedPayment,
  problems,
}) => {
  await untilLoaded(admin);
  const moved = await seedPayment({ amount: 30_000 });
  problems.expect(/^503 (POST .*payments\.refresh|GET .*refunds\.preview)/);
  const panel = new RefundPanel(page, language);
  const { outcome } = words.refund;
  await panel.goto(moved.impUid);
  await panel.writePart("12,000");

  // The money moves at once, the answer is slow and then lost, and by then nothing can be read either.
  const cancels = { method: "POST", path: "/payments/cancel", when: "after" } as const;
  const faults = [
    await sandbox.breakDown({ kind: "delay", delayMs: 5000, ...cancels }),
    await sandbox.breakDown({ kind: "drop", ...cancels }),
  ];
  await panel.submit("part", 12_000).click();
  await expect.poll(() => sandbox.cancelsOf(moved.impUid)).toHaveLength(1);
  faults.push(await sandbox.breakDown({ kind: "status", status: 503, method: "GET", path: "/payments" }));
  await expect(panel.said(outcome.checking)).toBeVisible();
  await expect(
    page.getByRole("region", { name: sentence((amount) => `${words.refund.title} · ${amount}`) }),
  ).not.toContainText("실패");
  await expect(page.getByRole("button", { name: outcome.again })).toHaveCount(0);
  await expectAccessible(page);

  await page.reload();
  await expect(panel.said(outcome.checking)).toBeVisible();
  // At the desk nobody has to wait until it is due: what became of it is asked at once.
  await page.goto("/refunds?show=checking");
  await page.getByRole("link", { name: sentence((tag) => words.refunds.open(tag, "₩12,000")) }).click();
  await expect(page.getByText(words.refunds.stateHelp.checking)).toBeVisible();
  for (const repair of faults) await repair();
  await page.getByRole("button", { name: words.refunds.checkNow }).click();
  await expect(page.getByText(words.refunds.stateHelp.done)).toBeVisible({ timeout: 20_000 });
  // The form it was sent from asks for the outcome as well, and is no form again.
  await page.goto(`/payments/${moved.impUid}/refund`);
  await expect(panel.said(outcome.done("₩12,000"))).toBeVisible();
  expect((await sandbox.cancelsOf(moved.impUid)).map(({ amount }) => amount)).toEqual([12_000]);
});
