import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, signInAsDemo } from "./support/maru-api.ts";
import { test } from "./support/own-console.ts";
import { expect, untilLoaded } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ role: "approver", language });

    test("a refund above a cap waits for a second person, who sees the fresh balance and sends it", async ({
      page,
      words,
      addresses,
      admin,
      seedPayment,
      openAs,
    }) => {
      // On a console of its own: what is asked for here uses up the requester's cap of the day.
      await untilLoaded(admin);
      const payment = await seedPayment({ amount: 5_000_000, pgProvider: "html5_inicis" });
      const requester = createMaruApi(addresses.url, await signInAsDemo(addresses.url, "support"));
      const refundId = `journey-approval-${payment.merchantUid}`.slice(0, 64);
      const asked = await requester.refunds.request.mutate({
        refundId,
        impUid: payment.impUid,
        currency: "KRW",
        amount: 2_500_000,
        cancellableAmountSeen: 5_000_000,
        split: null,
        reasonCode: "defective",
        reasonText: "상품 파손으로 환불",
        refundAccount: null,
        extras: { requester: null, retainPromotion: null },
        notifyShop: true,
        repeatReason: null,
      });
      expect(asked.state).toBe("waiting_approval");
      const m = words.refunds;
      const heading = { level: 1, name: m.pageTitle("₩2,500,000") } as const;

      const theirs = await openAs("support");
      await theirs.goto(`/refunds/${refundId}`);
      await expect(theirs.getByRole("heading", heading)).toBeVisible();
      await expect(theirs.getByRole("button", { name: m.withdraw })).toBeVisible();
      await expect(theirs.getByRole("button", { name: m.approve("₩2,500,000") })).toHaveCount(0);

      await page.goto("/refunds?show=approval");
      await page.getByRole("link", { name: m.open(asked.tag, "₩2,500,000") }).click();
      await expect(page.getByRole("heading", heading)).toBeVisible();
      const review = page.getByRole("region", { name: m.reviewTitle });
      await expect(review.getByText("₩5,000,000")).toBeVisible();
      await expectAccessible(page);
      await review.getByRole("button", { name: m.approve("₩2,500,000") }).click();
      await expect(page.getByText(m.stateHelp.done)).toBeVisible();
      await expect(theirs.getByText(m.stateHelp.done)).toBeVisible();
      await expectAccessible(page);

      const { payment: now } = await admin.payments.refresh.mutate({ impUid: payment.impUid });
      expect(now.cancellations.map(({ amount }) => amount.amount)).toEqual([2_500_000]);
      const { items } = await admin.audit.list.query({ subject: payment.impUid, limit: 50 });
      const names = items.filter(({ event }) => event === "refund.moved").map(({ actor }) => actor?.name);
      expect(new Set(names).size, "two people stand in the audit log").toBeGreaterThanOrEqual(2);
    });
  });
}
