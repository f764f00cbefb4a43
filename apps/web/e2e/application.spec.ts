import {
  applicationMethods,
  applicationStateNames,
  certificateFieldNames,
  certificateFields,
  documentKindNames,
  documentRefusalWords,
  integrationNames,
  paymentTypeNames,
} from "@maru/domain";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility.ts";
import { drawCertificate } from "./support/certificate-picture.ts";
import { createMaruApi, signInAsDemo } from "./support/maru-api.ts";
import { test } from "./support/own-console.ts";
import { expect } from "./support/test.ts";

const certificate = {
  businessNumber: "124-81-00998",
  companyName: "주식회사 마루상점",
  representative: "홍길동",
  openedOn: "2019 년 03 월 11 일",
  address: "서울특별시 마포구 월드컵북로 12",
  businessType: "소매업",
  businessItem: "전자상거래",
};

/** Each language once, and the desk and the phone once. */
const appearances = [
  { language: "ko", viewport: { width: 1440, height: 900 } },
  { language: "en", viewport: { width: 360, height: 740 } },
] as const;

for (const { language, viewport } of appearances) {
  test.describe(`the payment application, ${language}, ${viewport.width} pixels wide`, () => {
    test.use({ role: "finance", language, viewport, consoleSettings: { SANDBOX_PAYMENTS: "0" } });

    test("is chosen, filled in from the certificate's picture, tracked, and not cancelled once the PG has it (G7)", async ({
      page,
      words,
      browser,
      ownConsole,
      problems,
    }) => {
      const m = words.application;
      const heading = (name: string) => page.getByRole("heading", { level: 1, name });
      await page.goto("/settings/application");
      await expect(heading(m.title)).toBeVisible();
      await expect(page.getByText(m.truth)).toBeVisible();
      await fitsAndIsAccessible(page);

      // Methods, then PGs and types.
      await page.getByRole("link", { name: m.add, exact: true }).click();
      await page.getByRole("button", { name: m.toPgs, exact: true }).click();
      await expect(page.getByText(m.noMethod)).toBeVisible();
      const card = applicationMethods.card[language];
      await page.getByRole("checkbox", { name: card, exact: true }).check();
      await page.getByRole("checkbox", { name: applicationMethods.naverpay[language], exact: true }).check();
      await page.getByRole("button", { name: m.toPgs, exact: true }).click();
      await page.getByRole("combobox", { name: m.pgOf(card) }).selectOption("tosspayments");
      const subscription = m.typeWith(paymentTypeNames.subscription[language], integrationNames.api[language]);
      await page.getByRole("region", { name: card }).getByRole("checkbox", { name: subscription }).check();
      await fitsAndIsAccessible(page);
      await page.getByRole("button", { name: m.begin(3), exact: true }).click();

      // The business, read off a picture.
      await expect(heading(m.businessTitle)).toBeVisible();
      const upload = page.locator('input[type="file"]').first();
      await upload.setInputFiles({
        name: "등록증.png",
        mimeType: "image/png",
        buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      });
      await expect(page.getByText(documentRefusalWords.unknown_type[language])).toBeVisible();
      await upload.setInputFiles({
        name: "사업자등록증.png",
        mimeType: "image/png",
        buffer: await drawCertificate(browser, certificate),
      });
      await expect(page.getByText(m.readDone(7))).toBeVisible({ timeout: 120_000 });
      const field = (name: (typeof certificateFields)[number]) =>
        page.getByRole("textbox", { name: certificateFieldNames[name][language], exact: true });
      await expect(field("businessNumber")).toHaveValue(certificate.businessNumber);
      await expect(field("representative")).toHaveValue(certificate.representative);
      await expect(field("openedOn")).toHaveValue("2019-03-11");
      await field("companyName").fill("주식회사 마루 상점");
      for (const name of certificateFields) {
        await page.getByRole("checkbox", { name: m.confirmOf(certificateFieldNames[name][language]) }).check();
      }
      const fill = (label: string, value: string) =>
        page.getByRole("textbox", { name: label, exact: true }).fill(value);
      await fill(m.fields.representativeTel, "010-1234-5678");
      await fill(m.fields.representativeEmail, "ceo@example.com");
      await page.getByRole("button", { name: m.sameAsRepresentative }).click();
      await page.getByRole("radio", { name: m.serviceKinds.web, exact: true }).check();
      await fill(m.fields.serviceUrl, "shop.example.com");
      await fill(m.fields.salesItems, "의류");
      await fill(m.fields.monthlyVolume, "10000000");

      // Somebody else saves first: nothing that was typed is lost.
      problems.expect(/^409 POST .*settings\.application\.saveBusiness/);
      const other = createMaruApi(ownConsole.url, await signInAsDemo(ownConsole.url, "admin"));
      const { version, information } = await other.settings.application.business.query();
      await other.settings.application.saveBusiness.mutate({
        version,
        information: { ...information, memo: "관리자의 메모" },
      });
      await page.getByRole("button", { name: m.save, exact: true }).click();
      await expect(page.getByText(m.changedHelp)).toBeVisible();
      await fitsAndIsAccessible(page);
      await page.getByRole("button", { name: m.keepMine, exact: true }).click();
      await expect(page.getByText(m.problems.wrong.serviceUrl)).toBeVisible();
      await fill(m.fields.serviceUrl, "https://shop.example.com");
      await page.getByRole("button", { name: m.save, exact: true }).click();
      await expect(page.getByText(m.saved, { exact: true })).toBeVisible();
      await expect(page.getByText(m.left(0))).toBeVisible();
      await fitsAndIsAccessible(page);
      await page.getByRole("link", { name: m.back, exact: true }).click();

      // One application on its way.
      await page.getByRole("link", { name: applicationMethods.naverpay[language], exact: true }).click();
      await expect(page.getByText(m.cancelUntil)).toBeVisible();
      const stage = page.getByRole("combobox", { name: m.moveTo, exact: true });
      await stage.selectOption("submitted");
      await page.getByRole("button", { name: m.record, exact: true }).click();
      await expect(page.getByText(m.moved(applicationStateNames.submitted[language]))).toBeVisible();
      await page.getByLabel(m.due, { exact: true }).fill("2026-12-24");
      await page.getByRole("button", { name: m.addContact, exact: true }).click();
      await fill(m.contactField(1, m.contactFields.name), "박피지");
      await fill(m.contactField(1, m.contactFields.tel), "02-123-4567");
      await page
        .getByRole("combobox", { name: documentKindNames.contract[language], exact: true })
        .selectOption("sent");
      await page.getByRole("button", { name: m.save, exact: true }).click();
      await expect(page.getByText(m.saved, { exact: true }).last()).toBeVisible();
      await page
        .locator('input[type="file"]')
        .first()
        .setInputFiles({
          name: "계약서.png",
          mimeType: "image/png",
          buffer: await drawCertificate(browser, certificate),
        });
      const downloading = page.waitForEvent("download");
      await page.getByRole("button", { name: m.downloadOf("계약서.png") }).click();
      expect((await downloading).suggestedFilename()).toBe("계약서.png");
      await stage.selectOption("received");
      await page.getByRole("button", { name: m.record, exact: true }).click();
      await expect(page.getByText(m.cancelOver)).toBeVisible();
      await expect(stage.locator('option[value="cancelled"]')).toHaveCount(0);
      await fill(m.note, "월요일에 다시 전화하기");
      await page.getByRole("button", { name: m.addNote, exact: true }).click();
      const history = page.getByRole("list", { name: m.history });
      await expect(history.getByText("월요일에 다시 전화하기")).toBeVisible();
      await expect(
        history.getByText(
          m.events.moved(applicationStateNames.submitted[language], applicationStateNames.received[language]),
        ),
      ).toBeVisible();
      await fitsAndIsAccessible(page);
      const { items } = await other.audit.list.query({ event: "application.moved" });
      expect(items).toHaveLength(2);
    });
  });
}

/** No page is wider than its window, and every page meets WCAG 2.2 AA. */
async function fitsAndIsAccessible(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}
