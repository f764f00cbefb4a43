import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";
import { sentence } from "./support/words.ts";

test.use({ role: "support" });

test("a wrong refund of today: whom to call, what to send, how long is left, and that somebody has asked", async ({
  page,
  words,
  seedPayment,
  admin,
  openAs,
}) => {
  const yesterday = Math.floor(Date.now() / 1000) - 86_400;
  const order = {
    amount: 30_000,
    pgProvider: "html5_inicis",
    payMethod: "card",
    startedAt: yesterday,
    paidAt: yesterday,
  };
  const payment = await seedPayment(order);
  const refund = await admin.refunds.request.mutate({
    refundId: `journey-undo-${payment.merchantUid}`.slice(0, 64),
    impUid: payment.impUid,
    currency: "KRW",
    amount: 12_000,
    cancellableAmountSeen: 30_000,
    split: null,
    reasonCode: "wrong_item",
    reasonText: "",
    refundAccount: null,
    extras: { requester: null, retainPromotion: null },
    notifyShop: true,
    repeatReason: null,
  });
  expect(refund.state).toBe("done");
  const { undo } = words.refunds;

  await page.goto(`/payments/${payment.impUid}/undo`);
  await expect(page.getByRole("article", { name: undo.offer("₩12,000") })).toBeVisible();
  await expect(page.getByRole("link", { name: "02-3430-5858" })).toHaveAttribute("href", "tel:02-3430-5858");
  await expect(page.getByText(sentence((time) => undo.closes(time))).first()).toBeVisible();
  await expect(page.getByText(new RegExp(payment.impUid)).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: undo.watch }).press("Enter");
  await expect(page.getByText(undo.cases.watching)).toBeVisible();
  await expect(page.getByRole("button", { name: undo.watch })).toHaveCount(0);
  await expectAccessible(page);

  // A colleague sees that it has been asked for, and by whom, beside the refund itself.
  const theirs = await openAs("finance");
  await theirs.goto(`/refunds/${refund.refundId}`);
  await theirs.getByText(undo.title, { exact: true }).click();
  await expect(theirs.getByText(sentence((time) => undo.askedBy("Support (demo)", time)))).toBeVisible();
  const { items } = await admin.audit.list.query({ subject: payment.impUid, event: "refund_undo.asked" });
  expect(items).toHaveLength(1);
});
