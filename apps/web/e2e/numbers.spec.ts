import { addKstDays, formatMoney, paymentQuery, toKstDate } from "@maru/domain";
import { expect, test } from "./support/test.ts";

const today = toKstDate(Date.now() / 1000);
/** Days to which no other journey adds a payment meanwhile. */
const quietDays = { basis: "requested", from: addKstDays(today, -50), to: addKstDays(today, -40) };
const statuses = ["all", "paid", "ready", "failed", "partially_cancelled", "cancelled"] as const;

const numberIn = (text: string) => Number(text.replace(/[^0-9]/g, ""));

test.describe("every number leads to the rows that make it (N24)", () => {
  test.use({ role: "developer" });

  test("on the list: each status, each total and the menu's own count", async ({
    page,
    language,
    words,
    admin,
    list,
  }) => {
    /** The rows the address on screen stands for, all of them, added up by the test. */
    const rowsShown = async () => {
      await list.settled();
      const { view: _view, cols: _cols, q, pg, fail, ...rest } = Object.fromEntries(new URL(page.url()).searchParams);
      const many = (key: string) => new URL(page.url()).searchParams.getAll(key);
      const lists = Object.fromEntries(
        ["status", "currency"].flatMap((key) => (many(key).length ? [[key, many(key)]] : [])),
      );
      const query = paymentQuery.parse({ ...rest, ...(q === undefined ? {} : { text: q }), ...lists, limit: 200 });
      const items = [];
      for (let cursor: string | undefined; ; ) {
        const page = await admin.payments.list.query(cursor === undefined ? query : { ...query, cursor });
        items.push(...page.items);
        if (page.nextCursor === null) return items;
        cursor = page.nextCursor;
      }
    };

    await list.goto(quietDays);
    await expect(list.tab("all")).toHaveText(/\d/);
    for (const status of statuses) {
      await list.tab(status).click();
      await list.settled();
      await expect(list.tab(status)).toHaveAttribute("aria-current", "true");
      const count = numberIn((await list.tab(status).textContent()) ?? "");
      expect((await rowsShown()).length, status).toBe(count);
      if (count > 0) await expect(list.table, status).toHaveAttribute("aria-rowcount", String(count + 1));
    }

    await list.goto(quietDays);
    const totals = page.locator("dl").filter({ has: page.getByText(words.payments.totals.net, { exact: true }) });
    await expect(totals.getByRole("link").first()).toBeVisible();
    const links = await totals.getByRole("link").all();
    expect(links.length).toBeGreaterThanOrEqual(3);
    for (const [at] of links.entries()) {
      await list.goto(quietDays);
      const link = totals.getByRole("link").nth(at);
      const [text, name] = [(await link.textContent()) ?? "", (await link.getAttribute("aria-label")) ?? ""];
      await link.click();
      const rows = await rowsShown();
      const currency = new URL(page.url()).searchParams.get("currency") ?? "";
      const { paid, cancelled, net } = words.payments.totals;
      const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
      const taken = sum((row) => (row.status === "cancelled" ? row.cancelledAmount.amount : row.amount.amount));
      const returned = sum((row) => row.cancelledAmount.amount);
      const amounts = { [paid]: taken, [cancelled]: returned, [net]: taken - returned };
      const part = [net, cancelled, paid].find((each) => name.startsWith(each) || name.includes(each)) ?? net;
      expect(formatMoney({ amount: amounts[part] ?? 0, currency }, language), name).toBe(text);
    }

    const menu = page.getByRole("navigation", { name: words.shell.mainMenu });
    const payments = menu.getByRole("link", { name: new RegExp(`^${words.shell.payments}`) });
    await expect(payments).toHaveText(/\d/);
    await payments.click();
    await list.settled();
    // Other journeys add payments meanwhile, and every counter follows them.
    await expect(async () => {
      const { total } = await admin.payments.counts.query({ mode: "all", basis: "status" });
      expect(await payments.textContent()).toContain(words.shell.paymentsListed(total));
      expect(await list.tab("all").textContent()).toContain(total.toLocaleString("ko-KR"));
    }).toPass();
  });

  test("on the failures and on a payment: each message, each attempt and each related payment", async ({
    page,
    words,
    list,
    opened,
    seedPayment,
  }) => {
    // Without digits: no code of a PG is among them, and nothing in it looks like a telephone number.
    const failReason = `[J-24] ${crypto.randomUUID().replace(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)))}`;
    const first = await seedPayment({ status: "failed", failReason });
    const { buyerName, buyerTel, merchantUid } = first;
    await seedPayment({ status: "failed", failReason, buyerName, buyerTel });
    await seedPayment({ status: "failed", failReason: `${failReason} 다시`, buyerName, buyerTel, merchantUid });

    await page.goto("/failure-messages");
    await page.getByRole("link", { name: words.failureMessages.showRows(2, failReason) }).click();
    await list.settled();
    await expect(list.table).toHaveAttribute("aria-rowcount", "3");
    await expect(list.tab("failed", 2)).toBeVisible();

    await opened.goto(first.impUid);
    const attempts = opened.section(words.payment.sameOrder(2)).getByRole("listitem");
    await expect(attempts).toHaveCount(2);
    await expect(opened.section(words.payment.samePhone(2)).getByRole("listitem")).toHaveCount(2);
  });
});
