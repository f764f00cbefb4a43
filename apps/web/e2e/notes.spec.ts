import { messages as englishMentions } from "../src/features/mentions/messages.en.ts";
import { messages as koreanMentions } from "../src/features/mentions/messages.ko.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { newMemberName } from "./support/members.ts";
import { expect, test } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  const mentions = language === "ko" ? koreanMentions : englishMentions;

  test.describe(`a note in ${language}`, () => {
    test.use({ role: "support", language });

    test("calls a colleague by keyboard alone, survives a reload before it is sent, and is seen by that colleague", async ({
      page,
      words,
      admin,
      seedPayment,
      opened,
      openAs,
    }) => {
      const payment = await seedPayment();
      const { items } = await admin.payments.note.people.query();
      const approver = items.find((person) => person.role === "approver" && person.name !== newMemberName);
      const name = approver?.name ?? "";
      const text = `journey-${payment.impUid.slice(-6)}`;
      const { notes } = words.payment;
      await opened.goto(payment.impUid);
      const field = page.getByRole("textbox", { name: notes.new });
      await expect(field).toBeVisible();
      await page.keyboard.press("n");
      await page.keyboard.type(`@${name.slice(0, 2)}`);
      await expect(page.getByRole("listbox", { name: notes.people })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Enter");
      await expect(field).toHaveValue(`@${name} `);
      await page.keyboard.type(text);
      await page.reload();
      await expect(field).toHaveValue(`@${name} ${text}`);
      await field.focus();
      await page.keyboard.press("ControlOrMeta+Enter");
      await expect(opened.section(notes.title).getByText(text)).toBeVisible();
      await expect(field).toHaveValue("");

      const colleague = await openAs("approver");
      await colleague.goto("/payments");
      await colleague.getByRole("button", { name: new RegExp(`^${mentions.button(0)}, `) }).click();
      await colleague.getByRole("dialog").getByRole("link", { name: text }).click();
      await expect(colleague).toHaveURL(new RegExp(`/payments/${payment.impUid}#note-`));
      await expect(colleague.getByRole("listitem").filter({ hasText: text }).first()).toBeVisible();
      await expectAccessible(colleague);

      const { items: entries } = await admin.audit.list.query({ subject: payment.impUid, event: "payment.note_added" });
      expect(entries).toMatchObject([{ actor: { role: "support" }, details: { mentioned: [approver?.userId] } }]);
    });
  });
}

test.describe("a failure", () => {
  test.use({ role: "support", permissions: ["clipboard-read", "clipboard-write"] });

  test("is explained beside its own words, and the sentence for the customer is one press away", async ({
    page,
    words,
    seedPayment,
    opened,
  }) => {
    const message = "[CC07|한도초과] 사용 한도를 초과하였습니다.";
    const payment = await seedPayment({ status: "failed", failReason: message });
    await opened.goto(payment.impUid);
    const { failureCustomer } = words.payment;
    await expect(page.getByText(message).first()).toBeVisible();
    await page.getByRole("button", { name: words.payments.copy.action(failureCustomer) }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/[가-힣].*요\.$/);
    await expect(page.getByText(copied)).toBeVisible();
    await expectAccessible(page);
  });

  test("nobody has explained yet is shown as it came, and counted where it can be looked up", async ({
    page,
    words,
    seedPayment,
    opened,
  }) => {
    const message = `[Q-${crypto.randomUUID().slice(0, 6)}] 처음 보는 문장`;
    const unknown = await seedPayment({ status: "failed", failReason: message });
    await opened.goto(unknown.impUid);
    await expect(page.getByText(message).first()).toBeVisible();
    await page.getByRole("link", { name: words.payment.failureUnknownList }).click();
    const row = page.getByRole("row").filter({ hasText: message });
    await expect(row.getByRole("cell").nth(1)).toHaveText("1");
    await expect(row.getByRole("link", { name: unknown.impUid })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("a buyer whose data is masked", () => {
  test.use({ role: "developer" });

  test("is shown for a while to whoever says why, and that is on record", async ({
    page,
    words,
    admin,
    seedPayment,
    opened,
  }) => {
    const payment = await seedPayment();
    const { reveal } = words.payment;
    await opened.goto(payment.impUid);
    await expect(page.getByText(payment.buyerName)).toHaveCount(0);
    await page.getByRole("button", { name: reveal.button }).click();
    const dialog = page.getByRole("dialog", { name: reveal.title });
    await dialog.getByRole("radio", { name: reveal.reasons.deposit }).check();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: reveal.show, exact: true }).click();
    await expect(page.getByText(payment.buyerName).first()).toBeVisible();
    await page.getByRole("button", { name: reveal.hide }).click();
    await expect(page.getByText(payment.buyerName)).toHaveCount(0);
    const event = "payment.buyer_revealed";
    const { items } = await admin.audit.list.query({ subject: payment.impUid, event });
    expect(items).toMatchObject([{ actor: { role: "developer" }, details: { reason: "deposit" } }]);
  });
});
