/**
 * Takes the pictures of the README from a console of its own with the sandbox's usual seed, so that they show what
 * there is. Writes `.github/images/*.png`.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Locale } from "@maru/domain";
import { chromium, type Page } from "@playwright/test";
import { PaymentPage } from "./pages/payment-page.ts";
import { PaymentsPage } from "./pages/payments-page.ts";
import { findChromium } from "./support/find-chromium.ts";
import { createMaruApi, signInAsDemo } from "./support/maru-api.ts";
import { RunningConsole, until } from "./support/running-console.ts";

interface Picture {
  readonly name: string;
  readonly language: Locale;
  readonly colorScheme: "light" | "dark";
  readonly show: (page: Page, language: Locale) => Promise<void>;
}

const folder = resolve(import.meta.dirname, "../../../.github/images");
const size = { width: 1440, height: 900 };

const console = await RunningConsole.create({ SANDBOX_PAYMENTS: "20000", SANDBOX_SEED: "1" });
await console.start();
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
try {
  const storageState = await signInAsDemo(console.url, "support");
  const api = createMaruApi(console.url, storageState);
  await until(async () => (await api.sync.status.query()).phase === "following", "the first load to end");
  const impUid = await tellingPayment();

  const list = async (page: Page, language: Locale) => {
    const payments = new PaymentsPage(page, language);
    await payments.goto();
    await payments.tab("all").hover();
    await page.getByRole("heading", { level: 1 }).focus();
  };
  const detail = (page: Page, language: Locale) => new PaymentPage(page, language).goto(impUid);
  const pictures: readonly Picture[] = [
    { name: "payments-ko-light", language: "ko", colorScheme: "light", show: list },
    { name: "payments-ko-dark", language: "ko", colorScheme: "dark", show: list },
    { name: "payments-en-light", language: "en", colorScheme: "light", show: list },
    { name: "payment-ko-light", language: "ko", colorScheme: "light", show: detail },
  ];
  mkdirSync(folder, { recursive: true });
  for (const { name, language, colorScheme, show } of pictures) {
    const context = await browser.newContext({
      baseURL: console.url,
      viewport: size,
      locale: language === "ko" ? "ko-KR" : "en-US",
      timezoneId: "Asia/Seoul",
      colorScheme,
      reducedMotion: "reduce",
      storageState,
    });
    const page = await context.newPage();
    await show(page, language);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    process.stdout.write(`${name}.png\n`);
    await context.close();
  }

  /** A card payment of which a part was given back: there is something to see in every section of its page. */
  async function tellingPayment(): Promise<string> {
    const { items } = await api.payments.list.query({
      mode: "live",
      basis: "status",
      sort: "-time",
      status: ["partially_cancelled"],
      method: ["card"],
      limit: 1,
    });
    const [first] = items;
    if (first === undefined) throw new Error("The sandbox holds no partially cancelled card payment.");
    return first.impUid;
  }
} finally {
  await browser.close();
  await console.stop();
}
