import type { Locale, Role } from "@maru/domain";
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { AccountPage } from "../pages/account-page.ts";
import { PaymentPage } from "../pages/payment-page.ts";
import { PaymentsPage } from "../pages/payments-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";
import { createMaruApi, type MaruApi, signInAsDemo } from "./maru-api.ts";
import { Problems } from "./problems.ts";
import { randomPerson } from "./random-person.ts";
import type { ConsoleAddresses } from "./running-console.ts";
import { type PaymentOrder, Sandbox, type SandboxPayment } from "./sandbox.ts";
import { type Words, wordsOf } from "./words.ts";

export type SeededPayment = SandboxPayment & { readonly buyerName: string; readonly buyerTel: string };

interface Options {
  /** Who is signed in when the journey begins; null is nobody. */
  role: Role | null;
  language: Locale;
}

interface Fixtures {
  words: Words;
  /** The console under test and the stand-in of i'mport behind it. */
  addresses: ConsoleAddresses;
  sandbox: Sandbox;
  /** The console's procedures as an administrator, to look things up and to seed people; journeys act on the screen. */
  admin: MaruApi;
  /** The payments list, an opened payment, the sign-in page and the own account, in the journey's language. */
  list: PaymentsPage;
  opened: PaymentPage;
  signIn: SignInPage;
  account: AccountPage;
  problems: Problems;
  /** Makes a payment of a buyer nobody else has, and waits until the console holds it. */
  seedPayment: (order?: PaymentOrder) => Promise<SeededPayment>;
  /** Opens a fresh browser of somebody else. */
  openAs: (role: Role | null, options?: BrowserContextOptions) => Promise<Page>;
}

interface WorkerFixtures {
  sharedAddresses: ConsoleAddresses;
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  role: [null, { option: true }],
  language: ["ko", { option: true }],

  sharedAddresses: [
    async ({ browserName: _ }, use) => {
      const { MARU_E2E_PORT: port, MARU_E2E_SANDBOX: sandboxUrl = "" } = process.env;
      const addresses = { url: `http://localhost:${port}`, sandboxUrl };
      if (process.env.NOLOAD === undefined)
        await untilLoaded(createMaruApi(addresses.url, await signInAsDemo(addresses.url, "admin")));
      await use(addresses);
    },
    { scope: "worker", timeout: 60_000 },
  ],
  addresses: async ({ sharedAddresses }, use) => use(sharedAddresses),
  baseURL: async ({ addresses }, use) => use(addresses.url),
  locale: async ({ language }, use) => use(language === "ko" ? "ko-KR" : "en-US"),
  storageState: async ({ role, addresses }, use) => {
    await use(role === null ? undefined : await signInAsDemo(addresses.url, role));
  },

  words: async ({ language }, use) => use(wordsOf[language]),
  sandbox: async ({ addresses }, use) => use(new Sandbox(addresses.sandboxUrl)),
  admin: async ({ addresses }, use) => {
    await use(createMaruApi(addresses.url, await signInAsDemo(addresses.url, "admin")));
  },
  list: async ({ page, language }, use) => use(new PaymentsPage(page, language)),
  opened: async ({ page, language }, use) => use(new PaymentPage(page, language)),
  signIn: async ({ page, language }, use) => use(new SignInPage(page, language)),
  account: async ({ page, language }, use) => use(new AccountPage(page, language)),
  problems: [
    async ({ context }, use) => {
      const problems = new Problems();
      problems.watch(context);
      await use(problems);
      expect(problems.unexpected, "errors in the browser's console and refused requests").toEqual([]);
    },
    { auto: true },
  ],
  seedPayment: async ({ sandbox, admin }, use) => {
    await use(async (order = {}) => {
      const { name: buyerName, tel: buyerTel, id } = randomPerson();
      const payment = await sandbox.createPayment({ merchantUid: `journey-${id}`, buyerName, buyerTel, ...order });
      await expect.poll(() => isIndexed(admin, payment.impUid), `the console to hold ${payment.impUid}`).toBe(true);
      return { ...payment, buyerName: order.buyerName ?? buyerName, buyerTel: order.buyerTel ?? buyerTel };
    });
  },
  openAs: async ({ browser, addresses, locale, viewport, problems }, use) => {
    const closings: (() => Promise<void>)[] = [];
    await use(async (role, options = {}) => {
      const context = await browser.newContext({
        baseURL: addresses.url,
        ...(locale === undefined ? {} : { locale }),
        viewport,
        ...(role === null ? {} : { storageState: await signInAsDemo(addresses.url, role) }),
        ...options,
      });
      problems.watch(context);
      closings.push(() => context.close());
      return context.newPage();
    });
    await Promise.all(closings.map((close) => close()));
  },
});

export { expect };

/** The first load has ended: rows move only when a journey moves them. */
export async function untilLoaded(api: MaruApi): Promise<void> {
  const loaded = { timeout: 60_000, message: "the first load to end" };
  await expect.poll(async () => (await api.sync.status.query()).phase, loaded).toBe("following");
}

async function isIndexed(api: MaruApi, impUid: string): Promise<boolean> {
  try {
    await api.payments.get.query({ impUid });
    return true;
  } catch {
    return false;
  }
}
