import { expectAccessible } from "./support/accessibility.ts";
import { createMaruApi, signInAsDemo } from "./support/maru-api.ts";
import { test as ownTest } from "./support/own-console.ts";
import { expect, test } from "./support/test.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(`the declared whitelist, ${language}`, () => {
    test.use({ role: "developer", language });

    test("says what a line really means before anybody enters it", async ({ page, words }) => {
      const m = words.settings;
      await page.goto("/settings/whitelist");
      await expect(page.getByRole("heading", { level: 1, name: m.whitelistTitle })).toBeVisible();
      await page.getByRole("textbox", { name: m.calculatorLabel, exact: true }).fill("1.1.1.1/3");
      await expect(page.getByText("536,870,912").first()).toBeVisible();
      await expect(page.getByText(m.findings.digit_lost("536,870,912", "1.1.1.1/32"))).toBeVisible();
      await page.getByRole("button", { name: m.editor.use("1.1.1.1/32"), exact: true }).click();
      await expect(page.getByText("1.1.1.1/32").first()).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test.describe("the declared whitelist", () => {
  test.use({ role: "developer" });

  test("is pasted, corrected and kept with who declared it", async ({ page, words, admin }) => {
    const m = words.settings;
    const { version } = (await admin.settings.whitelist.get.query()).iamport;
    await admin.settings.whitelist.declare.mutate({
      list: "iamport",
      isOn: false,
      version,
      entries: [],
      accepted: [],
    });
    await page.goto("/settings/whitelist");
    const list = page.getByRole("form", { name: m.iamportList });
    await list.getByRole("button", { name: m.editor.paste, exact: true }).click();
    await list
      .getByRole("textbox", { name: m.editor.pasteLabel })
      .fill("52.78.100.19/32 결제 서버\n192.168.0.1/24 사무실\n52.78.100.0/24");
    await list.getByRole("button", { name: m.editor.pasteAdd(3) }).click();
    await expect(list.getByText(m.findings.never_seen(m.specials.private)).first()).toBeVisible();
    await expect(list.getByText(m.listFindings.contained(1, 3))).toBeVisible();
    await list.getByRole("button", { name: m.editor.save, exact: true }).click();
    await expect(list.getByText(m.editor.memoMissing)).toBeVisible();
    await list.getByRole("textbox", { name: m.editor.memo(3) }).fill("쇼핑몰");
    await list.getByRole("button", { name: m.editor.save, exact: true }).click();
    await expect(page.getByText(m.editor.saved)).toBeVisible();
    const { entries } = (await admin.settings.whitelist.get.query()).iamport;
    expect(entries.map((entry) => entry.cidr)).toEqual(["52.78.100.19/32", "192.168.0.1/24", "52.78.100.0/24"]);
    await expect(list.getByText(entries[0]?.declaredBy ?? "").first()).toBeVisible();
    await expectAccessible(page);
    const { items } = await admin.audit.list.query({ event: "whitelist.changed", limit: 1 });
    expect(items[0]?.details).toMatchObject({ list: "iamport" });
  });
});

for (const language of ["ko", "en"] as const) {
  test.describe(`the channels, ${language}`, () => {
    test.use({ role: "viewer", language });

    test("are listed as i'mport has them, with the payments of each", async ({ page, words }) => {
      const m = words.settings.channels;
      await page.goto("/settings");
      await expect(page.getByRole("heading", { level: 1, name: m.title })).toBeVisible();
      const live = page.getByRole("table", { name: m.modes.live });
      await expect(live.getByRole("cell", { name: "A8KX2" })).toBeVisible();
      await expect(page.getByRole("table", { name: m.modes.test }).getByRole("cell", { name: "T0000" })).toBeVisible();
      await live.getByRole("button", { name: m.snippetOf("KCP 일반결제") }).click();
      await expect(page.getByText('pg: "kcp.A8KX2"')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

ownTest.describe("the keys", () => {
  ownTest.use({ role: "developer", consoleSettings: { SANDBOX_PAYMENTS: "0" } });

  ownTest("are tried, turned away in i'mport's words, and taken again", async ({ page, words, sandbox, admin }) => {
    const m = words.settings.keys;
    await page.goto("/settings/keys");
    await expect(page.getByRole("heading", { level: 1, name: m.title })).toBeVisible();
    await expect(page.getByText(m.verdicts.accepted.title)).toBeVisible();
    await expect(page.getByText(m.neverShown)).toBeVisible();
    await expectAccessible(page);

    // The secret has been issued anew elsewhere: no token comes for the one in use, and the present one is void.
    const repair = await sandbox.breakDown({ kind: "unauthorized" });
    await page.getByRole("button", { name: m.check, exact: true }).click();
    await expect(page.getByText(m.verdicts.refused.title).first()).toBeVisible();
    await expect(page.getByText(m.theirWords)).toBeVisible();
    await expectAccessible(page);
    await repair();
    await page.getByRole("button", { name: m.check, exact: true }).click();
    await expect(page.getByText(m.verdicts.accepted.title).first()).toBeVisible();
    const { items } = await admin.audit.list.query({ event: "key.checked", limit: 2 });
    expect(items.map(({ details }) => details)).toMatchObject([{ verdict: "accepted" }, { verdict: "refused" }]);
    await expect(page.getByRole("heading", { name: m.rotation.title })).toBeVisible();
  });
});

ownTest.describe("the allow list of the console itself", () => {
  ownTest.use({ consoleSettings: { SANDBOX_PAYMENTS: "0", TRUSTED_PROXIES: "127.0.0.0/8,::1/128" }, role: null });

  ownTest(
    "keeps strangers out, and never the administrator who narrows it down",
    async ({ ownConsole, browser, words }) => {
      const m = words.settings;
      const storageState = await signInAsDemo(ownConsole.url, "admin");
      const from = async (address: string) =>
        browser.newContext({
          baseURL: ownConsole.url,
          locale: "ko-KR",
          storageState,
          extraHTTPHeaders: { "x-forwarded-for": address },
        });
      const office = await from("52.78.7.9");
      const page = await office.newPage();
      await page.goto("/settings/access");
      const list = page.getByRole("form", { name: m.accessList });
      await list.getByRole("button", { name: m.editor.add, exact: true }).click();
      await list.getByRole("textbox", { name: m.editor.cidr(1), exact: true }).fill("203.0.113.0/24");
      await list.getByRole("checkbox", { name: m.accessOn }).check();
      await expect(list.getByText(m.lockedOut("52.78.7.9"))).toBeVisible();
      await list.getByRole("button", { name: m.editor.save, exact: true }).click();
      await list.getByRole("button", { name: m.addOwn, exact: true }).click();
      await expect(list.getByText(m.lockedOut("52.78.7.9"))).toHaveCount(0);
      await expectAccessible(page);
      await list.getByRole("button", { name: m.editor.save, exact: true }).click();
      await expect(page.getByText(m.editor.saved)).toBeVisible();

      const stranger = await from("198.51.100.7");
      const outside = await stranger.newPage();
      const answer = await outside.goto("/sign-in");
      expect(answer?.status()).toBe(403);
      await expect(outside.getByText("198.51.100.7").first()).toBeVisible();
      expect((await stranger.request.get("/healthz")).status()).toBe(200);
      await stranger.close();
      await office.close();

      const api = createMaruApi(ownConsole.url, storageState);
      await expect(api.settings.allowList.get.query()).rejects.toThrow();
    },
  );
});
