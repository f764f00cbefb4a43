import { type Locale, type PaymentStatus, paymentStatusNames } from "@maru/domain";
import { expect, type Locator, type Page } from "@playwright/test";
import { sentence, type Words, wordsOf } from "../support/words.ts";

/** The payments list as somebody uses it. */
export class PaymentsPage {
  readonly page: Page;
  readonly language: Locale;
  readonly words: Words["payments"];
  readonly toolWords: Words["list"];
  readonly heading: Locator;
  readonly searchBox: Locator;
  readonly table: Locator;
  readonly filterButton: Locator;
  readonly changes: Locator;
  readonly columnsButton: Locator;
  readonly columnPanel: Locator;
  readonly viewsPanel: Locator;
  readonly exportButton: Locator;
  readonly exportPanel: Locator;
  /** Where there is no room for the tools' own buttons. */
  readonly toolsButton: Locator;
  readonly preview: Locator;

  constructor(page: Page, language: Locale) {
    const { payments: words, list: toolWords } = wordsOf[language];
    this.page = page;
    this.language = language;
    this.words = words;
    this.toolWords = toolWords;
    this.heading = page.getByRole("heading", { level: 1, name: words.title });
    this.searchBox = page.getByRole("combobox", { name: words.search.label });
    this.table = page.getByRole("table", { name: words.title });
    this.filterButton = page.getByRole("button", { name: words.filter.open, exact: true });
    this.changes = page.getByRole("button", { name: words.changes.refresh });
    this.columnsButton = page.getByRole("button", { name: toolWords.columnPanel.open, exact: true });
    this.columnPanel = page.getByRole("dialog", { name: toolWords.columnPanel.title });
    this.viewsPanel = page.getByRole("dialog", { name: toolWords.views.title });
    this.exportButton = page.getByRole("button", { name: toolWords.exportPanel.open, exact: true });
    this.exportPanel = page.getByRole("dialog", { name: toolWords.exportPanel.title });
    this.toolsButton = page.getByRole("button", { name: toolWords.tools.open, exact: true });
    this.preview = page.getByRole("complementary", { name: toolWords.preview.title });
  }

  /** The button that says which days are shown, by which of a payment's times. */
  rangeButton(basis: "status" | "requested"): Locator {
    return this.page.getByRole("button", {
      name: sentence((days) => this.words.range.button(this.words.basis[basis], days)),
    });
  }

  async goto(query: Readonly<Record<string, string>> = {}): Promise<void> {
    const search = new URLSearchParams(query).toString();
    await this.page.goto(search === "" ? "/payments" : `/payments?${search}`);
    await this.settled();
  }

  /** The rows on screen answer what is asked. */
  async settled(): Promise<void> {
    await expect(this.heading).toBeVisible();
    await expect(this.table).toHaveAttribute("aria-busy", "false");
  }

  async search(text: string): Promise<void> {
    await this.searchBox.fill(text);
    await expect(this.page).toHaveURL((url) => (url.searchParams.get("q") ?? "") === text);
    await this.settled();
  }

  /** The link of each row on screen, in order. On a desktop it reads as the order number, or as the id that matched. */
  get rowLinks(): Locator {
    return this.table.getByRole("link");
  }

  row(text: string): Locator {
    return this.table.getByRole("row").filter({ hasText: text });
  }

  /** The row of an order under which its payments stand. */
  orderRow(merchantUid: string): Locator {
    const link = this.page.locator(`a[href="/orders/${merchantUid}"]`);
    return this.table.getByRole("row").filter({ has: link });
  }

  linkTo(id: string): Locator {
    return this.table.getByRole("link", { name: id, exact: true });
  }

  /** The headers of the columns, in their order. */
  get headers(): Locator {
    return this.table.getByRole("columnheader");
  }

  /** The button that names the saved view on screen, or offers to save one. */
  viewsButton(name: string = this.toolWords.views.open, isEdited = false): Locator {
    const label = isEdited ? `${name} · ${this.toolWords.views.edited}` : name;
    return this.page.getByRole("button", { name: label, exact: true });
  }

  /** A status with its counter; `count` is what the counter says, whatever it says when left out. */
  tab(status: PaymentStatus | "all", count?: number): Locator {
    const name = status === "all" ? this.words.status.all : paymentStatusNames[status][this.language];
    return this.page
      .getByRole("navigation", { name: this.words.status.label })
      .getByRole("link", { name: new RegExp(`^${name} ?${count ?? "[\\d,]*"}$`) });
  }

  /** Where the list has been scrolled to, in pixels. */
  scrollOffset(): Promise<number> {
    return this.table.evaluate((table) => table.parentElement?.scrollTop ?? 0);
  }

  /** How high a row is drawn, in pixels. */
  rowHeight(): Promise<number> {
    return this.rowLinks.first().evaluate((link) => link.closest("tr")?.clientHeight ?? 0);
  }

  async scrollBy(pixels: number): Promise<void> {
    await this.table.hover();
    await this.page.mouse.wheel(0, pixels);
    await expect.poll(() => this.scrollOffset()).toBeGreaterThan(pixels / 2);
  }
}
