import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, signInAsDemo } from "./support/maru-api.ts";
import { test } from "./support/own-console.ts";
import { expect, untilLoaded } from "./support/test.ts";
import { sentence } from "./support/words.ts";

const payments = 20_000;

test.describe("a console that starts for the first time", () => {
  test.use({
    role: "support",
    consoleSettings: { SANDBOX_PAYMENTS: String(payments) },
    // Slow enough that there is a middle to be killed in.
    faultAtStart: { kind: "delay", path: "/payments/status", delayMs: 1200 },
  });

  test("can be searched while it loads, and loads on after it was killed, with nothing lost or doubled", async ({
    page,
    words,
    ownConsole,
    sandbox,
    admin,
    list,
    problems,
  }) => {
    const progress = page.getByRole("progressbar", { name: words.shell.firstLoad.label });
    const loadedSoFar = async () => (await admin.sync.status.query()).loaded;
    await page.goto("/payments");
    await expect(progress).toBeVisible();
    await expect.poll(loadedSoFar, { timeout: 30_000 }).toBeGreaterThan(1000);
    await expect(progress).toHaveAttribute("aria-valuenow", /[1-9]/);
    await expect(page.getByText(sentence((n) => words.shell.firstLoad.loading(1, 1).replaceAll("1", n)))).toBeVisible();
    await expectAccessible(page);
    await list.search("김");
    await expect(list.rowLinks.first()).toBeVisible();
    await expect(progress).toBeVisible();

    const beforeKill = await loadedSoFar();
    expect(beforeKill).toBeLessThan(payments);
    problems.expect(/^net::ERR_/);
    problems.expect(/^console error: .*net::ERR_/);
    await ownConsole.kill();
    await ownConsole.start();
    const api = createMaruApi(ownConsole.url, await signInAsDemo(ownConsole.url, "admin"));
    expect((await api.sync.status.query()).loaded, "what was loaded before the kill is still there").toBeGreaterThan(0);
    await untilLoaded(api);

    await page.goto("/payments");
    await expect(progress).toBeHidden();
    await expect
      .poll(
        async () =>
          (await api.payments.counts.query({ mode: "all", basis: "status" })).total - (await sandbox.countPayments()),
      )
      .toBe(0);
    expect((await api.payments.counts.query({ mode: "all", basis: "status" })).total).toBeGreaterThanOrEqual(payments);
  });
});
