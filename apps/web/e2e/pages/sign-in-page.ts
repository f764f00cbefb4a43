import type { Locale } from "@maru/domain";
import type { Locator, Page } from "@playwright/test";
import { type Words, wordsOf } from "../support/words.ts";

/** Both steps of signing in. */
export class SignInPage {
  readonly page: Page;
  readonly words: Words["signIn"];
  readonly heading: Locator;
  readonly problem: Locator;

  constructor(page: Page, language: Locale) {
    const { signIn } = wordsOf[language];
    this.page = page;
    this.words = signIn;
    this.heading = page.getByRole("heading", { level: 1, name: signIn.title });
    this.problem = page.getByRole("alert").filter({ hasText: /\S/ });
  }

  async goto(): Promise<void> {
    await this.page.goto("/sign-in");
  }

  async submitPassword(email: string, password: string): Promise<void> {
    await this.page.getByLabel(this.words.email, { exact: true }).fill(email);
    await this.page.getByLabel(this.words.password, { exact: true }).fill(password);
    await this.page.getByRole("button", { name: this.words.submit, exact: true }).click();
  }

  get code(): Locator {
    return this.page.getByRole("textbox", { name: this.words.totpLabel });
  }

  get recoveryCode(): Locator {
    return this.page.getByRole("textbox", { name: this.words.recoveryLabel });
  }

  async useRecoveryCode(code: string): Promise<void> {
    await this.page.getByRole("button", { name: this.words.useRecovery }).click();
    await this.recoveryCode.fill(code);
    await this.page.getByRole("button", { name: this.words.verify, exact: true }).click();
  }
}
