import { messages as switcher } from "../src/features/settings/sub-merchants/switcher-messages.ko.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { signInAsDemo } from "./support/maru-api.ts";
import { test } from "./support/own-console.ts";
import { expect } from "./support/test.ts";
import { sentence } from "./support/words.ts";

test.use({ role: "admin", consoleSettings: { SANDBOX_PAYMENTS: "0", IMPORT_TIER: "POP" } });

test("a sub-merchant's console leads to the parent store's, and each keeps its own session", async ({
  page,
  context,
  words,
  admin,
  addresses,
  sharedAddresses,
  problems,
}) => {
  problems.expect(/^412 POST .*settings\.subMerchants\.declare/);
  // Whoever arrives at the other console is nobody there yet.
  problems.expect(new RegExp(`^401 GET ${sharedAddresses.url}/trpc/(sessions\\.me|payments\\.list)`));
  const m = words.subMerchants;
  await page.goto("/settings/sub-merchants");
  await expect(page.getByRole("heading", { level: 1, name: m.title, exact: true })).toBeVisible();
  await expect(page).toHaveTitle(/POP|마루 성수 팝업스토어/);
  const form = page.getByRole("form", { name: m.form.title });
  const code = form.getByRole("textbox", { name: m.code, exact: true });
  const address = form.getByRole("textbox", { name: m.address, exact: true });
  const save = form.getByRole("button", { name: m.form.submit, exact: true });

  // Neither an address that others could read along, nor a code that i'mport does not know.
  await code.fill("ZZZ");
  await address.fill("http://zzz.example.com");
  await save.click();
  await expect(form.getByText(m.form.addressWrong)).toBeVisible();
  await address.fill("https://zzz.example.com");
  await save.click();
  await expect(form.getByText(words.errors.byCode.SUB_MERCHANT_UNKNOWN.title)).toBeVisible();

  await form.getByRole("checkbox", { name: m.form.isParent }).check();
  await address.fill(sharedAddresses.url);
  await save.click();
  await expect(page.getByText(m.form.saved)).toBeVisible();
  await expect(page.getByRole("heading", { level: 3, name: m.parent })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: sentence((store) => switcher.button(store)) }).click();
  const others = page.getByRole("dialog", { name: switcher.title });
  await expectAccessible(page);
  await others.getByRole("link", { name: switcher.parent }).click();
  await page.waitForURL(`${sharedAddresses.url}/sign-in**`);

  // Both consoles stand on one host name: who signs in to the other stays signed in to this one.
  await context.addCookies((await signInAsDemo(sharedAddresses.url, "viewer")).cookies);
  await page.goto(`${sharedAddresses.url}/settings/sub-merchants`);
  await expect(page.getByText(m.none)).toBeVisible();
  await page.goto(`${addresses.url}/settings/sub-merchants`);
  await page.getByRole("button", { name: m.removeNamed(m.parent), exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: m.remove, exact: true }).click();
  await expect(page.getByText(m.none)).toBeVisible();
  const { items } = await admin.audit.list.query({ event: "sub_merchant.removed", limit: 1 });
  expect(items[0]?.details).toMatchObject({ code: null, address: sharedAddresses.url });
});
