import { join } from "node:path";
import { emptyParty } from "@maru/domain";
import { createImportClient } from "@maru/import-client";
import { expect, test } from "vitest";
import { openStore } from "../../../db/store.ts";
import { describeOnBothStores } from "../../../db/testing/test-stores.ts";
import { createLogger } from "../../../logger.ts";
import { createTestApp, testNow } from "../../../testing/create-test-app.ts";
import { fixedClock } from "../../../testing/fixed-clock.ts";
import { startLineWorker } from "../../../testing/line-worker.ts";
import { listeningSandbox } from "../../../testing/listening-sandbox.ts";
import { rereadPayment } from "../../payments/read-payments-upstream.ts";
import type { InvoiceAnswer, InvoiceOrder } from "./testing/invoice-worker.ts";

const program = join(import.meta.dirname, "testing", "invoice-worker.ts");
const rows = 12;

describeOnBothStores("a list of invoices", (open) => {
  test("processes killed with SIGKILL before and after a registration leave a list that the next one finishes, no invoice twice and none lost", {
    timeout: 60_000,
  }, async () => {
    const clock = fixedClock(testNow);
    const listening = await listeningSandbox();
    const { store, url, remove } = await open();
    // On SQLite the file belongs to one process at a time.
    await store.close();
    const credentials = { key: "sandbox", secret: "sandbox-secret" };
    const app = await createTestApp({
      upstream: createImportClient({ baseUrl: listening.url, credentials, clock }),
      open: async () => {
        const own = await openStore({ url, logger: createLogger("silent", [], { write: () => undefined }), clock });
        return { store: own, url, logLines: [], remove: () => own.close() };
      },
    });
    const { control } = listening.sandbox;
    const escrow = { amount: 20_000, pgProvider: "kcp", payMethod: "trans", escrow: true } as const;
    const orders = Array.from({ length: rows }, () => control.createPayment(control.parent, escrow).wire);
    for (const { imp_uid } of orders) await rereadPayment(app.deps, imp_uid, "refresh");
    const { bulk } = (await app.api("support")).escrow;
    const { batchId } = await bulk.prepare({
      source: "paste",
      name: null,
      columns: ["merchantUid", "courier", "invoice"],
      hasHeader: false,
      lines: orders.map(({ merchant_uid }, at) => [merchant_uid, "한진", `6123${String(at).padStart(8, "0")}`]),
      courier: null,
      sentAt: Math.floor(testNow / 1000),
      sender: emptyParty,
      receivingOn: null,
      sendEmail: true,
      repeatReason: null,
    });
    await bulk.rehearse({ batchId });
    while ((await app.invoices.step()) === 0);
    await bulk.start({ batchId, count: rows });
    await app.close();

    const begin = (more: { readonly speed: number; readonly killAt?: number }) =>
      startLineWorker<InvoiceOrder, InvoiceAnswer>(program, {
        url,
        upstreamUrl: listening.url,
        startMs: testNow,
        startRealMs: Date.now(),
        ...more,
      });
    const registered = () => control.ledger.entries({ kind: "delivery_registered" }).map(({ imp_uid }) => imp_uid);
    // An odd step is before a registration, an even one after it; each process gets a few rows further. Its clock flies
    // through how long a dead one holds what it took.
    for (const killAt of [5, 6]) {
      const doomed = await begin({ speed: 1_000, killAt });
      await doomed.tell({ do: "begin" });
      await expect.poll(() => doomed.tell({ do: "look" }), { timeout: 20_000, interval: 50 }).toBeNull();
      expect(registered().length).toBeLessThan(rows);
    }
    expect(registered().length).toBeGreaterThan(2);
    const survivor = await begin({ speed: 1_000 });
    await survivor.tell({ do: "begin" });
    const unsettled = new Set(["written", "sending", "checking", "unconfirmed"]);
    const isOver = async () => {
      const { batches = [], states = [] } = (await survivor.tell({ do: "look" })) ?? {};
      return batches[0] === "finished" && !states.some((state) => unsettled.has(state));
    };
    await expect.poll(isOver, { timeout: 40_000, interval: 100 }).toBe(true);
    const states = (await survivor.tell({ do: "look" }))?.states ?? [];
    await survivor.kill();
    expect(new Set(registered()).size, "no invoice twice").toBe(registered().length);
    expect(states.filter((state) => state === "done")).toHaveLength(registered().length);
    // What surely was not sent when its process died is asked for again; what may have been is looked up, and not repeated.
    expect(states.filter((state) => state !== "not_sent").toSorted(), "no row lost").toEqual([
      ...registered().map(() => "done"),
      ...Array.from({ length: rows - registered().length }, () => "not_done"),
    ]);
    await listening.close();
    await remove();
  });
});
