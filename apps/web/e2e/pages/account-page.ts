import type { Locale } from "@maru/domain";
import { expect, type Page } from "@playwright/test";
import { type Words, wordsOf } from "../support/words.ts";

/** One's own account: the second step, devices and preferences. */
export class AccountPage {
  readonly page: Page;
  readonly words: Words["account"];
  readonly shell: Words["shell"];

  constructor(page: Page, language: Locale) {
    this.page = page;
    this.words = wordsOf[language].account;
    this.shell = wordsOf[language].shell;
  }

  async goto(): Promise<void> {
    await this.page.goto("/account");
    await expect(this.page.getByRole("heading", { level: 1, name: this.words.title })).toBeVisible();
  }

  /** Begins something that needs the password once more. */
  async confirm(what: string, password: string): Promise<void> {
    await this.page.getByRole("button", { name: what }).click();
    await this.retype(password);
  }

  async retype(password: string): Promise<void> {
    const { passwordLabel, next } = this.words.secondFactor;
    await this.page.getByLabel(passwordLabel, { exact: true }).fill(password);
    await this.page.getByRole("button", { name: next }).click();
  }

  /** The key an authenticator app is given. */
  async secret(): Promise<string> {
    const key = this.page.getByRole("definition").filter({ hasText: /[A-Z2-7]{4} [A-Z2-7]{4}/ });
    await expect(this.page.getByRole("img", { name: this.words.secondFactor.qrLabel })).toBeVisible();
    return ((await key.textContent()) ?? "").replace(/[^A-Z2-7]/g, "");
  }

  async finishEnrolment(code: string): Promise<void> {
    await this.page.getByRole("textbox", { name: this.words.secondFactor.codeLabel }).fill(code);
    await this.page.getByRole("button", { name: this.words.secondFactor.verify }).click();
  }

  async recoveryCodes(): Promise<string[]> {
    await expect(this.page.getByRole("heading", { name: this.words.secondFactor.codesTitle })).toBeVisible();
    const section = this.page.getByRole("region", { name: this.words.secondFactor.title });
    return section.getByRole("listitem").allTextContents();
  }

  /** Leaves through the menu under one's name, from any page. */
  async signOut(): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(this.shell.userMenu) }).click();
    await this.page.getByRole("menuitem", { name: this.shell.signOut }).click();
    await expect(this.page).toHaveURL(/\/sign-in$/);
  }
}
