import { expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";

const credentials = { IMPORT_API_KEY: "imp_key_0123456789", IMPORT_API_SECRET: "secret-0123456789" };

describeOnBothStores("the environment", (open) => {
  async function using(environment: Readonly<Record<string, string>>, work: (app: TestApp) => Promise<void>) {
    const app = await createTestApp({ open, environment });
    try {
      await work(app);
    } finally {
      await app.close();
    }
  }
  const environmentOf = async (app: TestApp) => (await app.anonymousApi().console.status()).environment;

  /** Leaves the account with its test channels. */
  async function removeLiveChannels({ deps, sandbox }: TestApp): Promise<void> {
    for (const { isTestChannel, channelKey } of await deps.upstream.listChannels()) {
      if (isTestChannel) continue;
      const address = `http://127.0.0.1/__sandbox/channels/${channelKey}`;
      const answer = await sandbox.fetch(new Request(address, { method: "DELETE" }));
      if (!answer.ok) throw new Error(await answer.text());
    }
  }

  it("is the sandbox without credentials", () =>
    using({}, async (app) => expect(await environmentOf(app)).toBe("sandbox")));

  it("is live with credentials, before and after a look that finds a live channel", () =>
    using(credentials, async (app) => {
      expect(await environmentOf(app)).toBe("live");
      await app.channelWatch.step();
      expect(await environmentOf(app)).toBe("live");
    }));

  it("is a test's once a look finds nothing but test channels, and live again with the first live payment", () =>
    using(credentials, async (app) => {
      await removeLiveChannels(app);
      await app.channelWatch.step();
      expect(await environmentOf(app)).toBe("test");
      await app.deps.store.transact(async (tx) => {
        await tx
          .insertInto("payment_sums")
          .values({
            basis: "requested",
            month: "2026-11",
            status: "paid",
            method: "card",
            pg_provider: "kcp",
            mid: "gone",
            currency: "KRW",
            is_test: 0,
            is_escrow: 0,
            is_cash_receipt: 0,
            is_billing: 0,
            payments: 1,
            amount: 1_000,
            cancelled_amount: 0,
          })
          .execute();
      });
      expect(await environmentOf(app)).toBe("live");
    }));
});
