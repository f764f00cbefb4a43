import { money } from "@maru/domain";
import { createSandbox, type Sandbox } from "@maru/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportClient } from "./index.ts";
import { type ContractProxy, isContractProxyPresent, startContractProxy } from "./testing/contract-proxy.ts";
import { type ControlledTime, controlledTime } from "./testing/controlled-time.ts";
import { testClient } from "./testing/test-client.ts";
import { walkHistory } from "./testing/walk-history.ts";

if (!isContractProxyPresent) {
  process.stderr.write(
    "\nSKIPPED: requests and answers are NOT held against the vendor's document, because the contract proxy is absent.\n\n",
  );
}

const day = 24 * 60 * 60;

describe.skipIf(!isContractProxyPresent)("held against the vendor's document", () => {
  let time: ControlledTime;
  let sandbox: Sandbox;
  let listening: Awaited<ReturnType<Sandbox["listen"]>>;
  let proxy: ContractProxy;
  let client: ImportClient;

  beforeAll(async () => {
    time = controlledTime();
    sandbox = createSandbox({ seed: 11, payments: 2000, clock: time.clock, keepsArriving: false });
    listening = await sandbox.listen({ port: 0, host: "127.0.0.1" });
    proxy = await startContractProxy(listening.url);
    client = testClient({
      baseUrl: proxy.url,
      credentials: { key: "sandbox", secret: "sandbox-secret" },
      time,
    }).client;
  });
  afterAll(async () => {
    await proxy.close();
    await listening.close();
    await sandbox.close();
  });

  const make = (order: Parameters<Sandbox["control"]["createPayment"]>[1]) =>
    sandbox.control.createPayment(sandbox.control.parent, order).wire.imp_uid;
  const won = (amount: number) => money(amount, "KRW");

  it("every request and every answer is as documented", async () => {
    const now = Math.floor(time.clock.now() / 1000);
    const pages = await walkHistory(client, { from: now - 760 * day, to: now, limit: 500 });
    expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([]);
    const window = { from: now - 90 * day, to: now, limit: 20, sorting: "-updated" } as const;
    await client.listPayments({ ...window, status: "cancelled", page: 1 });
    await client.listPayments({ ...window, status: "all", page: 500 });

    const ids = pages.flatMap(({ payments }) => payments.map(({ payment }) => payment.impUid)).slice(0, 99);
    await client.getPayments([...ids, "imp_000000000000"]);
    const impUid = make({ amount: 30_000, merchantUid: "주문/2026 #1" });
    await client.getPayment(impUid);
    await client.getPayment("imp_000000000000").catch(() => undefined);
    // The document lets the status be left out of these two; the proxy knows them with it only.
    await client.findPayment("주문/2026 #1", { status: "paid", sorting: "-paid" });
    await client.listPaymentsOfOrder("주문/2026 #1", { status: "paid", page: 1, limit: 10, sorting: "started" });
    await client.listPaymentsOfOrder("no such order", { status: "paid" });

    const asked = { amount: won(10_000), expectedCancellable: won(30_000), reason: "변심", notifyShop: true } as const;
    await expect(client.cancelPayment({ ...asked, impUid })).resolves.toMatchObject({ kind: "accepted" });
    await expect(client.cancelPayment({ ...asked, impUid })).resolves.toMatchObject({ kind: "refused" });
    await expect(
      client.cancelPayment({
        ...asked,
        impUid: make({ amount: 30_000, payMethod: "vbank", pgProvider: "smartro_v2" }),
        taxFreeAmount: won(0),
        vatAmount: won(909),
        refundAccount: { holder: "김마루", bankCode: "004", number: "12345678901234", tel: "01012345678" },
        retainPromotion: true,
        requester: "admin",
      }),
    ).resolves.toMatchObject({ kind: "accepted" });

    await client.getBalance(make({ pgProvider: "payco", amount: 11_000 }));
    await client.listChannels();
    await client.getTier("A1B").catch(() => undefined);
    await client.listBanks();
    await client.getBank("004");
    await client.listCards();
    await client.getCard("000").catch(() => undefined);

    const { requests, deviations } = await proxy.report();
    expect(deviations).toEqual([]);
    expect(requests).toBeGreaterThan(25);
  });

  it("registering an amount is as documented, apart from a slip in the document itself", async () => {
    const { deviations: before } = await proxy.report();
    const request = { merchantUid: "ORD-1", amount: won(12_300) };
    await expect(client.preparePayment(request)).resolves.toMatchObject({ kind: "accepted" });
    await expect(client.updatePreparedPayment(request)).resolves.toMatchObject({ kind: "accepted" });
    await expect(client.getPreparedPayment("ORD-1")).resolves.toMatchObject({ amount: won(12_300) });

    // `PaymentPrepareAnnotation` requires fields of a page (total, previous, next) that it does not have.
    const isSlip = (what: string) => /^body\.response\.(total|previous|next): missing$/.test(what);
    const { deviations } = await proxy.report();
    expect(deviations.slice(before.length).filter(({ what }) => !isSlip(what))).toEqual([]);
  });
});
