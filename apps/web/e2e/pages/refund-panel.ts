import { formatMoney, type Locale, money } from "@maru/domain";
import { expect, type Locator, type Page } from "@playwright/test";
import { sentence, type Words, wordsOf } from "../support/words.ts";

/** The refund of one payment: the form, and what became of it. */
export class RefundPanel {
  readonly page: Page;
  readonly language: Locale;
  readonly words: Words["refund"];
  readonly all: Locator;
  readonly part: Locator;
  readonly amount: Locator;
  readonly reason: Locator;

  constructor(page: Page, language: Locale) {
    this.page = page;
    this.language = language;
    this.words = wordsOf[language].refund;
    this.all = page.getByRole("radio", { name: this.words.mode.all });
    this.part = page.getByRole("radio", { name: this.words.mode.part, exact: true });
    this.amount = page.getByRole("textbox", { name: this.words.amount.label });
    this.reason = page.getByRole("combobox", { name: this.words.reason.label });
  }

  async goto(impUid: string): Promise<void> {
    await this.page.goto(`/payments/${impUid}/refund`);
    await this.settled();
  }

  /** The balance has been read anew. */
  async settled(): Promise<void> {
    await expect(this.page.getByText(sentence((time) => this.words.readAt(time)))).toBeVisible();
  }

  async chooseReason(code = "change_of_mind"): Promise<void> {
    await this.reason.selectOption(code);
  }

  /** Where the money returns to: typed twice and read back. The bank is a KFTC code. */
  async fillAccount({ bank, number, holder }: { bank: string; number: string; holder: string }): Promise<void> {
    const { account } = this.words;
    const group = this.page.getByRole("group", { name: account.label });
    await group.getByRole("combobox", { name: account.bank }).selectOption(bank);
    await group.getByRole("textbox", { name: account.number, exact: true }).fill(number);
    await group.getByRole("textbox", { name: account.numberAgain, exact: true }).fill(number);
    await group.getByRole("textbox", { name: account.holder }).fill(holder);
    await group.getByRole("checkbox", { name: account.checked }).check();
  }

  async writePart(typed: string): Promise<void> {
    await this.part.check();
    await this.amount.fill(typed);
    await this.chooseReason();
  }

  /** The button as it stands for so many won: all, the rest, or a part. */
  submit(kind: "all" | "rest" | "part" | "approval", won: number): Locator {
    return this.page.getByRole("button", { name: this.words.submit[kind](this.won(won)), exact: true });
  }

  won(amount: number): string {
    return formatMoney(money(amount, "KRW"), this.language);
  }

  /** What the panel says became of it. */
  said(text: string): Locator {
    return this.page.getByText(text, { exact: true });
  }
}
