import { createServer } from "node:http";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

const everything = { mode: "all", basis: "status" } as const;

test.describe("a forged webhook", () => {
  test.use({ role: "support" });

  test("that calls a payment cancelled changes nothing", async ({
    request,
    admin,
    seedPayment,
    opened,
    page,
    words,
  }) => {
    const payment = await seedPayment({ amount: 15_000 });
    const before = await admin.payments.get.query({ impUid: payment.impUid });
    for (const status of ["cancelled", "failed", "nonsense"]) {
      const answer = await request.post("/webhooks/iamport", {
        data: { imp_uid: payment.impUid, merchant_uid: payment.merchantUid, status },
      });
      expect(answer.ok()).toBe(true);
    }
    const settled = async () => {
      const { items } = await admin.webhooks.list.query({});
      const about = items.filter(({ impUid }) => impUid === payment.impUid);
      return about.length >= 3 && about.every(({ verdict }) => verdict === "verified");
    };
    await expect.poll(settled, "i'mport to be asked about each of them").toBe(true);
    expect((await admin.payments.get.query({ impUid: payment.impUid })).readAtMs).toBeGreaterThan(before.readAtMs);
    expect((await admin.payments.get.query({ impUid: payment.impUid })).payment).toEqual(before.payment);
    await opened.goto(payment.impUid);
    await expect(opened.status("paid")).toBeVisible();
    await expect(opened.refundable).toHaveText("₩15,000");
    await expect(page.getByText(words.payment.timelineClaims.contradicted("취소"))).toBeVisible();
  });

  test("that names no payment of ours leaves the index as it is", async ({ request, admin }) => {
    const answer = await request.post("/webhooks/iamport", {
      form: { imp_uid: "imp_987654321098", merchant_uid: "journey-forged", status: "paid" },
    });
    expect(answer.status()).toBeLessThan(500);
    const noted = async () => {
      const { items } = await admin.webhooks.list.query({});
      return items.some((each) => each.impUid === "imp_987654321098");
    };
    await expect.poll(noted, "the delivery to be written down").toBe(true);
    for (const text of ["imp_987654321098", "journey-forged"]) {
      expect((await admin.payments.counts.query({ ...everything, text })).total).toBe(0);
    }
  });

  test("that is not a webhook at all is refused in one sentence", async ({ request }) => {
    for (const data of ["not json {", "[]", '"text"', `{"imp_uid": 12}`]) {
      const answer = await request.post("/webhooks/iamport", {
        data,
        headers: { "content-type": "application/json" },
      });
      expect(answer.status()).toBeLessThan(500);
    }
    const large = await request.post("/webhooks/iamport", { data: { imp_uid: "x".repeat(3_000_000) } });
    expect(large.status()).toBe(413);
  });
});

for (const language of ["ko", "en"] as const) {
  test.describe(`the log of webhooks, ${language}`, () => {
    test.use({ role: "developer", language });

    test("shows a forged call for what it is, and what it carried", async ({ page, words, request, seedPayment }) => {
      const m = words.webhooks;
      const payment = await seedPayment({ amount: 12_000 });
      const impUid = `imp_${language === "ko" ? "987650000001" : "987650000002"}`;
      await request.post("/webhooks/iamport", { data: { imp_uid: impUid, status: "paid" } });

      await page.goto("/webhooks");
      const row = (id: string) => page.getByRole("row").filter({ hasText: id });
      await expect(row(payment.impUid).first()).toContainText(m.verdicts.verified);
      await expect(row(impUid).first()).toContainText(m.verdicts.rejected);
      await expect(page.getByRole("link", { name: impUid })).toHaveCount(0);
      await expectAccessible(page);

      await page
        .getByRole("combobox", { name: m.fields.verdict, exact: true })
        .selectOption({ label: m.verdicts.rejected });
      await expect(page).toHaveURL(/verdict=rejected/);
      await expect(row(payment.impUid)).toHaveCount(0);
      await row(impUid).first().getByRole("link").first().click();
      await expect(page.getByRole("heading", { level: 1, name: m.oneTitle })).toBeVisible();
      await expect(page.getByText(m.verdictHelp.rejected)).toBeVisible();
      await expect(page.getByText("user-agent")).toBeVisible();
      await expectAccessible(page);
      await page.goto("/webhooks/settings");
      await page.getByRole("button", { name: m.test.action }).click();
      await expect(page.getByText(m.test.arrived)).toBeVisible();
      await expectAccessible(page);
      await page.goto("/webhooks/missing");
      await expect(page.getByRole("heading", { name: m.missing.silentTitle })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test.describe("webhooks on their way to the shop", () => {
  test.use({ role: "developer", language: "ko" });

  test("are set up, sent signed, and sent again when somebody asks for it", async ({
    page,
    words,
    admin,
    problems,
    seedPayment,
  }) => {
    const m = words.webhooks;
    problems.expect(/^412 POST .*webhooks\.setForwarding/);
    const heard: string[] = [];
    const shop = createServer((request, response) => {
      request.resume();
      heard.push(`${request.headers["maru-replay"]} ${request.headers["maru-signature"]}`);
      response.end("ok");
    });
    await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
    const address = shop.address();
    const shopUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/hook`;
    try {
      await page.goto("/webhooks/settings");
      const form = page.getByRole("form", { name: m.forwarding.title });
      await form.getByLabel(m.forwarding.url).fill("https://169.254.169.254/latest");
      await form.getByRole("button", { name: m.save }).click();
      await expect(page.getByText(words.outbound.problems.private_address)).toBeVisible();
      await form.getByLabel(m.forwarding.url).fill(shopUrl);
      await form.getByRole("checkbox", { name: m.forwarding.automatic }).check();
      await form.getByRole("button", { name: m.save }).click();
      await expect(page.getByText(m.forwarding.secretTitle)).toBeVisible();
      await form.getByRole("button", { name: m.forwarding.test }).click();
      await expect(page.getByText(m.forwarding.testDone)).toBeVisible();
      await page.getByText(m.forwarding.signatureTitle).click();
      await expectAccessible(page);

      const payment = await seedPayment({ amount: 21_000 });
      await expect.poll(() => heard.length, "the shop to be sent the test and the webhook").toBe(2);
      await page.goto("/webhooks/forwards");
      await expect(page.getByRole("listitem").filter({ hasText: payment.impUid })).toContainText(
        m.forward.states.delivered,
      );
      await expectAccessible(page);

      await page.goto(`/webhooks?text=${payment.impUid}`);
      await page.getByRole("row").filter({ hasText: payment.impUid }).getByRole("link").first().click();
      await page.getByRole("button", { name: m.replay.oneToShop }).click();
      await expect.poll(() => heard.at(-1)).toMatch(/^true t=/);
      await page.getByRole("button", { name: m.replay.one, exact: true }).click();
      await expect(page.getByRole("table", { name: m.replays }).getByText(m.verdicts.verified)).toBeVisible();

      await page.goto("/webhooks");
      await page.getByRole("button", { name: m.replay.open }).click();
      await expect(page.getByRole("dialog", { name: m.replay.title })).toBeVisible();
      await expectAccessible(page);
      await page
        .getByRole("button", { name: /다시 처리$/ })
        .last()
        .click();
      await expect(page.getByRole("dialog")).toHaveCount(0);
      const { items } = await admin.audit.list.query({ event: "webhook.replayed", limit: 10 });
      expect(items.length).toBeGreaterThanOrEqual(3);
      expect((await admin.audit.list.query({ event: "webhook.forwarding_changed" })).items).not.toEqual([]);
    } finally {
      await admin.webhooks.setForwarding.mutate({ url: null, isForwarding: false });
      shop.closeAllConnections();
      shop.close();
    }
  });
});
