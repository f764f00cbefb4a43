import { facetValueName, queryKeys } from "@maru/domain";
import { messages as en } from "../src/features/payments/search-messages.en.ts";
import { messages as ko } from "../src/features/payments/search-messages.ko.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

test.use({ role: "support" });

for (const language of ["ko", "en"] as const) {
  const own = language === "ko" ? ko : en;
  const keyName = (name: string) => queryKeys.find((key) => key.name === name)?.names[language] ?? name;

  test.describe(language, () => {
    test.use({ language });

    test("narrows by keyboard alone: a key, its value by name, chips, and back to text", async ({
      page,
      words,
      seedPayment,
      list,
    }) => {
      const name = "찾을 상품 세트";
      const paid = await seedPayment({ name, amount: 70_000, payMethod: "card" });
      const cheap = await seedPayment({ name, amount: 20_000, payMethod: "card", buyerTel: paid.buyerTel });
      await list.goto();
      await page.keyboard.press("/");
      await expect(list.searchBox).toBeFocused();

      await page.keyboard.type(language === "ko" ? "상태" : "statu");
      const listbox = page.getByRole("listbox", { name: own.completion.keys });
      await expect(listbox).toBeVisible();
      await expectAccessible(page, "[role=search]");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.keyboard.type("paid");
      const value = facetValueName("status", "paid", language);
      await expect(page.getByRole("option", { name: value, selected: true })).toBeVisible();
      await page.keyboard.press("Enter");
      // As fast as somebody types: what the list still does for the filter takes nothing away from the next text.
      const conditions = `phone:${paid.buyerTel} amount:>50000 -method:vbank`;
      await page.keyboard.type(conditions);
      await expect(list.searchBox).toHaveValue(conditions);
      await expect(page).toHaveURL(/status=paid/);
      await expect(list.linkTo(paid.merchantUid)).toBeVisible();
      await expect(list.rowLinks).toHaveCount(1);
      await page.keyboard.press("Enter");
      await expect(list.searchBox).toHaveValue("");
      const { filter } = words.payments;
      const chips = page.getByRole("list", { name: filter.applied });
      const notByAccount = own.condition.isNot(keyName("method"), facetValueName("method", "vbank", language));
      const overFifty = own.condition.is(keyName("amount"), own.condition.moreThan("50,000"));
      await expect(chips.getByRole("button", { name: filter.remove(notByAccount) })).toBeVisible();
      await expect(list.rowLinks).toHaveCount(1);
      await expectAccessible(page);

      await chips.getByRole("button", { name: filter.remove(overFifty) }).click();
      await expect(list.linkTo(cheap.merchantUid)).toBeVisible();
      await list.searchBox.focus();
      await page.keyboard.press("Backspace");
      await expect(list.searchBox).toHaveValue(`phone:${paid.buyerTel}`);
      await expect(list.rowLinks).toHaveCount(2);
    });

    test("says that there is no such key, and Enter puts the right one in its place", async ({ page, list }) => {
      await list.goto();
      await list.searchBox.fill("stauts:paid");
      const sentence = own.problem["unknown-key"]("stauts");
      await expect(page.getByText(sentence).first()).toBeVisible();
      await expectAccessible(page, "[role=search]");
      await list.searchBox.press("Enter");
      await expect(list.searchBox).toHaveValue("status:paid");
      await expect(list.rowLinks.first()).toBeVisible();
    });
  });
}
