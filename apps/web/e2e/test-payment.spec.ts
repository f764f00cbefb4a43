import { type Page, request } from "@playwright/test";
import { RefundPanel } from "./pages/refund-panel.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, type MaruApi, type Member, signInWithPassword } from "./support/maru-api.ts";
import { signInAsNewMember } from "./support/members.ts";
import { test as ownTest } from "./support/own-console.ts";
import { expect, test } from "./support/test.ts";
import { totpCode } from "./support/totp.ts";
import type { Words } from "./support/words.ts";

/** Begins a test payment of 1,000 won by the form and stays on the page of its steps. */
async function begin(page: Page, words: Words, channel: RegExp): Promise<void> {
  const m = words.testPayments;
  await page.goto("/settings/test-payments");
  const select = page.getByRole("combobox", { name: m.form.channel });
  await expect(select).toBeVisible();
  const label = (await select.getByRole("option").allTextContents()).find((text) => channel.test(text)) ?? "";
  await select.selectOption({ label });
  await page.getByRole("button", { name: m.form.submit("₩1,000"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: m.oneTitle("₩1,000") })).toBeVisible();
}

/** Opens the window in a tab of its own. */
async function openWindow(page: Page, words: Words): Promise<Page> {
  const opened = page.context().waitForEvent("page");
  await page.getByRole("link", { name: words.testPayments.open.newTab }).click();
  const window = await opened;
  await expect(window.getByRole("heading", { name: /결제창/ })).toBeVisible();
  return window;
}

const step = (page: Page, name: string) => page.getByRole("listitem", { name, exact: true });

for (const language of ["ko", "en"] as const) {
  test.describe(`a test payment, ${language}`, () => {
    test.use({ role: "admin", language });

    test("goes from the window to the webhook and the refund on one screen", async ({ page, words, admin }) => {
      const m = words.testPayments;
      await page.goto("/settings/channels");
      await page.getByRole("link", { name: words.settings.pages.testPayments, exact: true }).click();
      await expect(page.getByRole("form", { name: m.form.label })).toBeVisible();
      await expectAccessible(page);
      await begin(page, words, /이니시스 테스트/);
      const address = new URL(page.url()).pathname;
      await expect(step(page, m.prepare.title).getByText(m.prepare.prepared("₩1,000"))).toBeVisible();
      await expectAccessible(page);

      const window = await openWindow(page, words);
      await window.getByRole("button", { name: /결제하기/ }).click();
      await expect(window).toHaveURL(/\/settings\/test-payments\//);
      await expect(window.getByText(m.verdicts.paid.title)).toBeVisible();
      await window.close();

      // The tab that stayed open has followed: nothing was loaded anew.
      await expect(page.getByText(m.verdicts.paid.title)).toBeVisible();
      await expect(step(page, m.return.title).getByText(m.return.tag)).toBeVisible();
      await expect(step(page, m.compare.title).getByText(m.compare.same)).toHaveCount(3);
      await expect(step(page, m.webhook.title).getByRole("link", { name: m.webhook.came("paid") })).toBeVisible();
      await expect(step(page, m.webhook.title).getByText(m.webhook.verified)).toBeVisible();
      await expectAccessible(page);

      await step(page, m.refund.title).getByRole("link", { name: m.refund.refund, exact: true }).click();
      const panel = new RefundPanel(page, language);
      await panel.settled();
      await panel.all.check();
      await panel.chooseReason();
      await panel.submit("all", 1_000).click();
      await expect(panel.said(words.refund.outcome.done(panel.won(1_000)))).toBeVisible();

      await page.goto(address);
      await expect(step(page, m.refund.title).getByText(m.refund.done)).toBeVisible();
      await expect(page.getByText(m.verdicts.paid.title)).toBeVisible();
      const testPayment = await admin.testPayments.get.query({ testPaymentId: address.split("/").at(-1) ?? "" });
      expect(testPayment).toMatchObject({ mid: "INIpayTest", verdict: "paid", refunds: [{ state: "done" }] });
      const audit = await admin.audit.list.query({ subject: testPayment.found?.impUid ?? "", limit: 20 });
      expect(audit.items.map(({ event }) => event)).toContain("test_payment.judged");
    });
  });
}

test.describe("a window that does not end well", () => {
  test.use({ role: "developer" });

  test("closed, it is told apart from a payment, and forged, the amount is found out", async ({
    page,
    words,
    sandbox,
  }) => {
    const m = words.testPayments;
    // The answer to the registration is lost, and i'mport's own record tells that it arrived.
    const mend = await sandbox.breakDown({ kind: "drop", when: "after", method: "POST", path: "/payments/prepare" });
    await begin(page, words, /KCP 테스트/);
    await mend();
    await expect(step(page, m.prepare.title).getByText(m.prepare.prepared("₩1,000"))).toBeVisible();
    const closed = await openWindow(page, words);
    await closed.getByRole("combobox").selectOption("success");
    await closed.getByRole("button", { name: /창 닫기/ }).click();
    await expect(closed.getByText(m.verdicts.not_finished.title)).toBeVisible();
    await expect(closed.getByText(m.verdicts.not_finished.shop)).toBeVisible();
    await expect(step(closed, m.return.title).getByText(m.return.names.success)).toBeVisible();
    await expect(step(closed, m.webhook.title).getByText(m.webhook.skipped)).toBeVisible();
    await expectAccessible(closed);
    // A link that anybody could have made changes nothing of what came back from the window.
    const order = await orderOf(closed);
    await closed.goto(`/payments/complete?merchant_uid=${order}&imp_uid=imp_000000000001&imp_success=true`);
    await expect(step(closed, m.return.title).getByText(m.return.others(1))).toBeVisible();
    await expect(step(closed, m.return.title).getByText(m.return.names.success)).toBeVisible();
    await expect(step(closed, m.return.title).getByText(m.return.contradicted)).toHaveCount(0);
    await expect(closed.getByText(m.verdicts.not_finished.title)).toBeVisible();
    await step(closed, m.read.title).getByRole("button", { name: m.read.checkAgain }).click();
    await expect(closed.getByText(m.verdicts.not_finished.title)).toBeVisible();
    await closed.close();

    await begin(page, words, /토스페이먼츠 테스트/);
    const forged = await openWindow(page, words);
    await forged.getByRole("button", { name: /금액을 바꿔서/ }).click();
    await expect(forged.getByText(m.verdicts.amount_differs.title)).toBeVisible();
    await expect(step(forged, m.return.title).getByText(m.return.names.neither)).toBeVisible();
    const compared = step(forged, m.compare.title);
    await expect(compared.getByRole("row", { name: /₩1,000 ₩100/ }).getByText(m.compare.differs)).toBeVisible();
    await expect(step(forged, m.refund.title).getByText(m.refund.wrong)).toBeVisible();
    await expect(step(forged, m.refund.title).getByText(m.refund.notYours)).toBeVisible();
    await expectAccessible(forged);
  });
});

const sandboxUrl = process.env.MARU_E2E_SANDBOX ?? "";
const boss: Member = { email: "boss@example.com", password: "four random words here" };

ownTest.describe("a live account", () => {
  ownTest.use({
    consoleSettings: {
      IMPORT_API_URL: sandboxUrl,
      IMPORT_API_KEY: "sandbox",
      IMPORT_API_SECRET: "sandbox-secret",
      IMPORT_MERCHANT_CODE: "imp12345678",
      MARU_ADMIN_EMAIL: boss.email,
      MARU_ADMIN_PASSWORD: boss.password,
    },
    role: null,
  });

  ownTest(
    "opens the window by the SDK's script, under a policy that only that page has",
    async ({ page, words, ownConsole }) => {
      const m = words.testPayments;
      await page.context().route("https://cdn.iamport.kr/v1/iamport.js", async (route) => {
        const script = await fetch(`${sandboxUrl}/v1/iamport.js`);
        await route.fulfill({ contentType: "text/javascript", body: await script.text() });
      });
      await signInAsNewMember(page, await administrator(ownConsole.url), "developer");
      await begin(page, words, /KCP 테스트/);
      const window = await openWindow(page, words);
      await window.getByRole("button", { name: /결제하기/ }).click();
      await expect(window.getByText(m.verdicts.paid.title)).toBeVisible();
      await expect(page.getByText(m.verdicts.paid.title)).toBeVisible();
      const { headers } = await fetch(`${ownConsole.url}/settings/test-payments`);
      expect(headers.get("content-security-policy")).not.toContain("cdn.iamport.kr");
    },
  );
});

/** The console's procedures as its administrator, who has taken the second step. */
async function administrator(url: string): Promise<MaruApi> {
  const storageState = await signInWithPassword(url, boss);
  const context = await request.newContext({ baseURL: url, storageState, extraHTTPHeaders: { origin: url } });
  const enabled: { totpURI: string } = await (
    await context.post("/api/auth/two-factor/enable", { data: { password: boss.password } })
  ).json();
  const secret = new URL(enabled.totpURI).searchParams.get("secret") ?? "";
  await context.post("/api/auth/two-factor/verify-totp", { data: { code: totpCode(secret) } });
  const state = await context.storageState();
  await context.dispose();
  return createMaruApi(url, state);
}

/** The order number of the test payment a page shows. */
async function orderOf(page: Page): Promise<string> {
  const text = await page
    .getByText(/^marutest[0-9a-f]{32}$/)
    .first()
    .textContent();
  return text ?? "";
}
