import { type Locale, type PaymentStatus, paymentStatusNames } from "@maru/domain";
import { expect, type Locator, type Page } from "@playwright/test";
import { type Words, wordsOf } from "../support/words.ts";

/** One payment's page. */
export class PaymentPage {
  readonly page: Page;
  readonly language: Locale;
  readonly words: Words["payment"];
  readonly reread: Locator;
  readonly back: Locator;
  readonly rawSummary: Locator;

  constructor(page: Page, language: Locale) {
    this.page = page;
    this.language = language;
    this.words = wordsOf[language].payment;
    this.reread = page.getByRole("button", { name: this.words.reread });
    this.back = page.getByRole("main").getByRole("link", { name: this.words.back });
    this.rawSummary = page.getByText(this.words.raw, { exact: true });
  }

  async goto(impUid: string): Promise<void> {
    await this.page.goto(`/payments/${impUid}`);
    await this.settled();
  }

  /** What the page says has been read. */
  async settled(): Promise<void> {
    await expect(this.section(this.words.money)).toBeVisible();
    await expect(this.section(this.words.timeline).getByRole("listitem").first()).toBeVisible();
    await expect(this.page.getByRole("status").filter({ hasText: this.words.rereading })).toHaveCount(0);
  }

  /** A part of the page, by its heading. */
  section(title: string): Locator {
    return this.page.getByRole("region", { name: title, exact: true });
  }

  /** The payment's status at the head of the page. */
  status(status: PaymentStatus): Locator {
    const head = this.page.getByRole("main").locator("header");
    return head.getByText(paymentStatusNames[status][this.language], { exact: true });
  }

  /** Entries of the timeline of one kind; what else they say does not count. */
  happening(kind: keyof Words["payment"]["timelineKinds"]): Locator {
    const entries = this.section(this.words.timeline).getByRole("listitem");
    return entries.filter({ has: this.page.getByText(this.words.timelineKinds[kind], { exact: true }) });
  }

  /** Facts that belong together, by their heading. */
  facts(title: string): Locator {
    const heading = this.page.getByRole("heading", { level: 3, name: title, exact: true });
    return this.page.getByRole("main").locator("div").filter({ has: heading }).last();
  }

  /** The opened raw JSON. */
  get raw(): Locator {
    return this.page.getByRole("group").filter({ has: this.rawSummary }).locator("pre");
  }

  get heading(): Locator {
    return this.page.getByRole("main").getByRole("heading", { level: 1 });
  }

  get refundable(): Locator {
    return this.section(this.words.money).getByRole("definition").last();
  }
}
