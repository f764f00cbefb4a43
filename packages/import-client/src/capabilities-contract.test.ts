import { type CapabilityAction, capabilityOf, money, pgBankCode, pgProviders } from "@maru/domain";
import { expect, it } from "vitest";
import { type SandboxClient, sandboxClient } from "./testing/sandbox-client.ts";

const won = (amount: number) => money(amount, "KRW");
const nobody = {
  name: "김마루",
  tel: "01012345678",
  postcode: "04780",
  address: "서울 성동구 성수이로 1",
  addressLine1: "서울 성동구 성수이로 1",
  addressLine2: "2층",
  relationship: "본인",
};
const receipt = {
  identifier: "01012345678",
  identifierType: "phone",
  type: "person",
  productType: "real",
  buyerName: "김마루",
  buyerTel: "01012345678",
  merchantBusinessNumber: "1208147521",
} as const;

type Probe = (test: SandboxClient, pgProvider: string) => Promise<boolean>;

const isAccepted = (outcome: { readonly kind: string }) => outcome.kind === "accepted";
const delivery = (impUid: string) => ({
  impUid,
  sender: nobody,
  receiver: nobody,
  courier: "CJGLS",
  invoice: "612345678901",
  sentAt: 1_795_138_200,
  receivingOn: "2026-11-23",
  dispatchAddress: "서울",
  products: [{ id: "p1", name: "도마", amount: 1000, quantity: 1 }],
  sendEmail: null,
});
const waiting = (test: SandboxClient, pgProvider: string) =>
  test.make({ pgProvider, payMethod: "vbank", status: "ready" });
const issued = async (test: SandboxClient, pgProvider: string) => {
  const impUid = test.make({ pgProvider, payMethod: "vbank" });
  await test.client.issueCashReceipt({ ...receipt, impUid, companyName: "마루", companyTel: "021234567" });
  return impUid;
};
const registered = async (test: SandboxClient, pgProvider: string) => {
  const impUid = test.make({ pgProvider, payMethod: "vbank", escrow: true });
  await test.client.registerDelivery(delivery(impUid));
  test.time.advance(2 * 60 * 60 * 1000);
  return impUid;
};

/** One call that the PG must take if it does the thing at all. Issuing by channel needs one, so it is asked where there is one. */
const probes: Partial<Record<CapabilityAction, Probe>> = {
  changeVirtualAccount: async (test, pg) => {
    const dueAt = test.nowSeconds() + 86_400;
    return isAccepted(await test.client.changeVirtualAccount({ impUid: waiting(test, pg), dueAt }));
  },
  revokeVirtualAccount: async (test, pg) => {
    const request = { impUid: waiting(test, pg), pgApiKey: "sandbox-iniapi-key" };
    return isAccepted(await test.client.revokeVirtualAccount(request));
  },
  issueCashReceipt: async (test, pg) => {
    const impUid = test.make({ pgProvider: pg, payMethod: "vbank" });
    const request = { ...receipt, impUid, companyName: "마루", companyTel: "021234567" };
    return isAccepted(await test.client.issueCashReceipt(request));
  },
  getDelivery: async (test, pg) =>
    test.client.getDelivery(test.make({ pgProvider: pg, payMethod: "vbank", escrow: true })).then(
      () => true,
      () => false,
    ),
  registerDelivery: async (test, pg) => {
    const impUid = test.make({ pgProvider: pg, payMethod: "vbank", escrow: true });
    return isAccepted(await test.client.registerDelivery(delivery(impUid)));
  },
};

/** What can be asked only of a PG that does the step before. */
const laterProbes: Partial<Record<CapabilityAction, readonly [CapabilityAction, Probe]>> = {
  getCashReceipt: [
    "issueCashReceipt",
    async (test, pg) => (await test.client.getCashReceipt(await issued(test, pg))) !== null,
  ],
  cancelCashReceipt: [
    "issueCashReceipt",
    async (test, pg) => isAccepted(await test.client.cancelCashReceipt(await issued(test, pg))),
  ],
  changeDelivery: [
    "registerDelivery",
    async (test, pg) => isAccepted(await test.client.changeDelivery(delivery(await registered(test, pg)))),
  ],
};

const entriesOf = <Value>(table: Partial<Record<CapabilityAction, Value>>) =>
  Object.entries(table) as [CapabilityAction, Value][];

async function expectAsTable(
  action: CapabilityAction,
  pg: string,
  probe: Probe,
  test: SandboxClient = sandboxClient(),
): Promise<void> {
  const { answer } = capabilityOf(pg, action);
  // Where the vendor's sources disagree, the sandbox takes the stricter one.
  expect(await probe(test, pg), `${pg} ${action}: ${answer}`).toBe(answer === "yes" || answer === "by_contract");
}

it.each(entriesOf(probes))(
  "at every PG the sandbox does what the table of capabilities says: %s",
  async (action, probe) => {
    const test = sandboxClient();
    for (const pg of Object.keys(pgProviders)) await expectAsTable(action, pg, probe, test);
  },
);

it.each(entriesOf(laterProbes))(
  "at every PG the sandbox does what the table of capabilities says: %s",
  async (action, [before, probe]) => {
    const pgs = Object.keys(pgProviders).filter((pg) =>
      ["yes", "by_contract"].includes(capabilityOf(pg, before).answer),
    );
    expect(pgs.length).toBeGreaterThan(5);
    const test = sandboxClient();
    for (const pg of pgs) await expectAsTable(action, pg, probe, test);
  },
);

it("at every channel of the sandbox accounts and receipts of other sales are issued as the table says", async () => {
  const { client: reader } = sandboxClient();
  for (const channel of await reader.listChannels()) {
    if (channel.isTestChannel || channel.type !== "payment") continue;
    const { pgProvider, channelKey } = channel;
    if (channelKey === null) throw new Error("a channel of the sandbox has no key");
    await expectAsTable("issueVirtualAccount", pgProvider, async ({ client, nowSeconds }) =>
      isAccepted(
        await client.issueVirtualAccount({
          channelKey,
          merchantUid: "order1",
          amount: won(1000),
          bankCode: pgBankCode(pgProvider, "004", "virtual_account")?.code ?? "004",
          dueAt: nowSeconds() + 86_400,
          holder: "마루상점",
          productType: "real",
          buyer: { name: "김마루", email: "a@example.com", tel: "01012345678" },
          pgApiKey: "sandbox-iniapi-key",
        }),
      ),
    );
    const sale = {
      ...receipt,
      merchantUid: "shop1",
      channelKey,
      orderName: "판매",
      amount: won(1000),
      payMethod: "trans",
    } as const;
    await expectAsTable("issueExternalCashReceipt", pgProvider, async ({ client }) =>
      isAccepted(await client.issueExternalCashReceipt(sale)),
    );
    if (capabilityOf(pgProvider, "issueExternalCashReceipt").answer !== "yes") continue;
    await expectAsTable("getExternalCashReceipt", pgProvider, async ({ client }) => {
      await client.issueExternalCashReceipt(sale);
      return (await client.getExternalCashReceipt("shop1")) !== null;
    });
    await expectAsTable("cancelExternalCashReceipt", pgProvider, async ({ client }) => {
      await client.issueExternalCashReceipt(sale);
      return isAccepted(await client.cancelExternalCashReceipt("shop1"));
    });
  }
});
