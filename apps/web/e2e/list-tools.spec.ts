import { randomBytes } from "node:crypto";
import { addKstDays, paymentStatusNames, toKstDate } from "@maru/domain";
import { PaymentsPage } from "./pages/payments-page.ts";
import { RefundPanel } from "./pages/refund-panel.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { signInWithPassword } from "./support/maru-api.ts";
import { signInAsNewMember } from "./support/members.ts";
import { expect, test } from "./support/test.ts";

const today = toKstDate(Date.now() / 1000);
/** Days to which no other journey adds a payment meanwhile. */
const quietDays = { basis: "requested", from: addKstDays(today, -50), to: addKstDays(today, -40) };
const rowsOnScreen = 20;

for (const language of ["ko", "en"] as const) {
  test.describe(language, () => {
    test.use({ language });

    test("columns chosen and ordered by keyboard are there after a reload and in another browser (A9, A11)", async ({
      page,
      language,
      addresses,
      admin,
      words,
      list,
      openAs,
    }) => {
      const member = await signInAsNewMember(page, admin, "support");
      const { columns, columnPanel } = words.list;
      const { status, statusTime, buyer, order, method, channel, amount, merchantUid } = words.payments.columns;
      const usual = [status, statusTime, buyer, order, method, channel, amount, merchantUid];
      await list.goto();
      await expect(list.headers).toHaveText(usual.map(startingWith));

      const panel = list.columnPanel;
      await list.columnsButton.press("Enter");
      await panel.getByRole("checkbox", { name: columns.approvalNumber }).press("Space");
      const earlier = panel.getByRole("button", { name: columnPanel.up(columns.approvalNumber) });
      await earlier.press("Enter");
      await page.keyboard.press("Enter");
      await expect(panel.getByRole("status")).toHaveText(columnPanel.moved(columns.approvalNumber, 7, 9));
      await expect(earlier).toBeFocused();
      await panel.getByRole("checkbox", { name: method, exact: true }).press("Space");
      const width = panel.getByRole("spinbutton", { name: columnPanel.width(columns.approvalNumber) });
      await width.fill("230");
      const saved = page.waitForResponse(/sessions\.savePreferences/);
      await width.press("Enter");
      expect((await saved).ok()).toBe(true);
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(list.columnsButton).toBeFocused();

      const chosen = [status, statusTime, buyer, order, channel, columns.approvalNumber, amount, merchantUid];
      await expect(list.headers).toHaveText(chosen.map(startingWith));
      await page.reload();
      await list.settled();
      await expect(list.headers).toHaveText(chosen.map(startingWith));

      const elsewhere = await openAs(null, { storageState: await signInWithPassword(addresses.url, member) });
      const there = new PaymentsPage(elsewhere, language);
      await there.goto();
      await expect(there.headers).toHaveText(chosen.map(startingWith));
      const widths = await there.headers.evaluateAll((headers) => headers.map((header) => header.clientWidth));
      expect(widths[chosen.indexOf(columns.approvalNumber)]).toBe(230);

      await there.columnsButton.press("Enter");
      await there.columnPanel.getByRole("button", { name: columnPanel.reset }).press("Enter");
      await elsewhere.keyboard.press("Escape");
      await expect(there.headers).toHaveText(usual.map(startingWith));
      await expect(elsewhere).toHaveURL(/\/payments$/);
    });

    test("a view saved and shared by one role opens for another, who may change it only for themselves (A10)", async ({
      language,
      words,
      openAs,
    }) => {
      const { views } = words.list;
      const name = `여정 ${randomBytes(4).toString("hex")}`;
      const theirs = await openAs("finance");
      const owner = new PaymentsPage(theirs, language);
      await owner.goto({ ...quietDays, status: "paid", sort: "-amount", cols: "impUid.status.amount" });
      const rows = (await owner.rowLinks.allTextContents()).slice(0, rowsOnScreen);
      expect(rows).toHaveLength(rowsOnScreen);
      await owner.viewsButton().click();
      await owner.viewsPanel.getByRole("textbox", { name: views.newName }).fill(name);
      await owner.viewsPanel.getByRole("checkbox", { name: views.shareNew }).check();
      await expectAccessible(theirs);
      await owner.viewsPanel.getByRole("button", { name: views.saveNew }).click();
      await expect(owner.viewsButton(name)).toBeVisible();
      await expect(theirs).toHaveURL(/[?&]view=/);

      const page = await openAs("support");
      const list = new PaymentsPage(page, language);
      await list.goto();
      await list.viewsButton().click();
      await list.viewsPanel.getByRole("region", { name: views.shared }).getByRole("link", { name }).click();
      await expect(list.viewsButton(name)).toBeVisible();
      await list.settled();
      await expect(list.headers).toHaveCount(3);
      expect((await list.rowLinks.allTextContents()).slice(0, rowsOnScreen)).toEqual(rows);
      await list.tab("failed").click();
      await list.viewsButton(name, true).click();
      await expect(list.viewsPanel.getByText(views.editedHelp(name))).toBeVisible();
      await expect(list.viewsPanel.getByRole("button", { name: views.saveChanges })).toHaveCount(0);
      await expectAccessible(page);
      await list.viewsPanel.getByRole("link", { name: views.revert }).click();
      await expect(list.viewsButton(name)).toBeVisible();
      await list.settled();
      await expect(list.tab("paid")).toHaveAttribute("aria-current", "true");

      await owner.viewsButton(name).click();
      await owner.viewsPanel.getByRole("button", { name: views.manage }).click();
      const manage = theirs.getByRole("dialog", { name: views.manage });
      await expect(manage.getByRole("group", { name })).toBeVisible();
      await expectAccessible(theirs);
      await manage.getByRole("group", { name }).getByRole("button", { name: views.remove }).click();
      const question = theirs.getByRole("alertdialog", { name: views.removeTitle(name) });
      await expect(question.getByText(views.usedBy(1))).toBeVisible();
      await expectAccessible(theirs);
      await question.getByRole("button", { name: views.remove }).click();
      await expect(owner.viewsButton()).toBeVisible();
      await expect(theirs).not.toHaveURL(/[?&]view=/);
    });

    test.describe("as support", () => {
      test.use({ role: "support" });

      test("a payment opens beside the list, leads on through it and back, by keyboard (A17)", async ({
        page,
        language,
        list,
        opened,
        openAs,
      }) => {
        await list.goto({ ...quietDays, sort: "amount" });
        const names = (await list.rowLinks.allTextContents()).slice(0, 4);
        await page.keyboard.press("j");
        await expect(list.linkTo(names[0] ?? "")).toBeFocused();
        await page.keyboard.press("Space");
        await expect(list.preview).toBeFocused();
        await expect(list.preview).toContainText(names[0] ?? "");
        await expectAccessible(page);

        for (const _step of [1, 2, 3]) await page.keyboard.press("ArrowDown");
        await expect(list.preview).toContainText(names[3] ?? "");
        await page.keyboard.press("ArrowUp");
        await expect(list.preview).toContainText(names[2] ?? "");
        await expect(list.preview).toBeFocused();
        const address = page.url();

        await page.keyboard.press("Enter");
        await opened.settled();
        await page.goBack();
        await expect(list.preview).toContainText(names[2] ?? "");
        expect(page.url()).toBe(address);
        await list.preview.focus();
        await page.keyboard.press("Escape");
        await expect(list.preview).toBeHidden();
        await expect(list.linkTo(names[2] ?? "")).toBeFocused();

        const elsewhere = await openAs("support");
        await elsewhere.goto(address);
        const there = new PaymentsPage(elsewhere, language);
        await expect(there.preview).toContainText(names[2] ?? "");
        await expect(there.row(names[0] ?? "")).toContainText(there.words.rows.visited);
      });

      test("an order tried three times stands as one group, and asks which payment is meant (A14, N25)", async ({
        page,
        language,
        words,
        seedPayment,
        list,
      }) => {
        const { order, columnPanel } = words.list;
        const merchantUid = `journey-order-${randomBytes(6).toString("hex")}`;
        const [first, second, paid] = await Promise.all([
          seedPayment({ merchantUid, status: "failed", failReason: "한도초과" }),
          seedPayment({ merchantUid, status: "failed", failReason: "잔액부족" }),
          seedPayment({ merchantUid }),
        ]);
        await list.goto({ q: merchantUid });
        await list.columnsButton.click();
        // The box follows the address, which takes a moment after the click.
        const group = list.columnPanel.getByRole("checkbox", { name: columnPanel.group });
        await group.click();
        await expect(group).toBeChecked();
        await page.keyboard.press("Escape");
        const head = list.orderRow(merchantUid);
        await expect(head).toContainText(`${paymentStatusNames.failed[language]} 2`);
        await expect(list.rowLinks).toHaveCount(4);
        await expectAccessible(page);

        await head.getByRole("link", { name: merchantUid }).press("Enter");
        await expect(page.getByText(order.which(3))).toBeVisible();
        const attempts = page.getByRole("list", { name: order.list }).getByRole("link");
        for (const { impUid } of [first, second, paid]) {
          await expect(attempts.filter({ hasText: impUid })).toHaveAttribute("href", `/payments/${impUid}`);
        }
        await expectAccessible(page);

        await page.goBack();
        await expect(head).toBeVisible();
        await head.getByRole("link", { name: merchantUid }).focus();
        await page.keyboard.press("r");
        await expect(page.getByText(order.whichRefund(3))).toBeVisible();
        await expect(page.getByText(order.why)).toBeVisible();
        await expectAccessible(page);
        await attempts.filter({ hasText: paid.impUid }).press("Enter");
        await expect(page).toHaveURL(new RegExp(`/payments/${paid.impUid}/refund$`));
        await new RefundPanel(page, language).settled();
      });
    });
  });
}

function startingWith(name: string): RegExp {
  return new RegExp(`^[↑↓]?${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
