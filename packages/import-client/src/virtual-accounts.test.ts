import { inspect } from "node:util";
import { money } from "@maru/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountIssueRequest } from "./index.ts";
import { isContractProxyPresent } from "./testing/contract-proxy.ts";
import { errorOf } from "./testing/error-of.ts";
import { type HostileUpstream, hangUp, json, startHostileUpstream } from "./testing/hostile-upstream.ts";
import { heldSandboxClient, type SandboxClient, sandboxClient } from "./testing/sandbox-client.ts";
import { testClient } from "./testing/test-client.ts";
import { envelope, wirePayment } from "./testing/wire-samples.ts";

const won = (amount: number) => money(amount, "KRW");
const day = 24 * 60 * 60;
const inicisKey = "sandbox-iniapi-key";

const channelKeyOf = async ({ client }: SandboxClient, pg: string): Promise<string> =>
  (await client.listChannels()).find((one) => one.pgProvider === pg && !one.isTestChannel)?.channelKey ?? "";

async function issueRequest(
  test: SandboxClient,
  pg: string,
  changes: Partial<AccountIssueRequest> = {},
): Promise<AccountIssueRequest> {
  return {
    channelKey: await channelKeyOf(test, pg),
    merchantUid: "order1",
    amount: won(33_000),
    bankCode: pg === "html5_inicis" ? "04" : "004",
    dueAt: test.nowSeconds() + 3 * day,
    holder: "마루상점",
    productType: "real",
    orderName: "원목 도마",
    buyer: { name: "김마루", email: "kim@example.com", tel: "01012345678", address: "서울", postcode: "04780" },
    ...(pg === "html5_inicis" && { pgApiKey: inicisKey }),
    ...changes,
  };
}

describe("a virtual account at the sandbox", () => {
  let test: SandboxClient;
  beforeEach(() => {
    test = sandboxClient();
  });

  it.each(["settle", "nice", "nice_v2", "html5_inicis", "ksnet", "smartro_v2", "tosspayments", "welcome"])(
    "is issued at %s and waits with bank, number and deadline",
    async (pg) => {
      const request = await issueRequest(test, pg);
      const outcome = await test.client.issueVirtualAccount(request);
      expect(outcome).toMatchObject({
        kind: "accepted",
        read: {
          payment: {
            merchantUid: "order1",
            status: "ready",
            amount: won(33_000),
            paidAt: null,
            failedAt: null,
            buyer: { name: "김마루" },
            virtualAccount: { bank: { code: "004" }, number: expect.stringMatching(/^\d+$/), dueAt: request.dueAt },
          },
        },
      });
    },
  );

  it("is refused in the PG's words, under HTTP 200", async () => {
    const request = await issueRequest(test, "nice_v2", { bankCode: "090" });
    await expect(test.client.issueVirtualAccount(request)).resolves.toMatchObject({
      kind: "refused",
      httpStatus: 200,
      message: expect.stringContaining("은행코드"),
    });
  });

  it("is refused at Inicis with a wrong key, which is told to nobody", async () => {
    const request = await issueRequest(test, "html5_inicis", { pgApiKey: "mistyped-key-0123" });
    const outcome = await test.client.issueVirtualAccount(request);
    expect(outcome).toMatchObject({ kind: "refused", message: expect.stringContaining("hashData") });
    expect(inspect([outcome, test.exchanges], { depth: null })).not.toContain("mistyped");
  });

  it("may be without a limit at Hecto, and lists its deposits", async () => {
    const request = await issueRequest(test, "settle", {
      amount: null,
      isUnlimited: true,
      fixedNumber: "79012345678901",
    });
    const outcome = await test.client.issueVirtualAccount(request);
    if (outcome.kind !== "accepted") throw new Error(`the account was ${outcome.kind}`);
    const { impUid } = outcome.read.payment;
    const { control } = test.sandbox;
    const { store, id } = control.locate(impUid);
    control.pay(store, id, { amount: 5000, depositorName: "박서연" });
    control.pay(store, id, { amount: 7000, depositorName: "박서연" });
    const { payment } = await test.client.getPayment(impUid);
    expect(payment.deposits.map(({ amount }) => amount)).toEqual([won(5000), won(7000)]);
  });

  it("is changed at Hecto alone", async () => {
    const waiting = (pgProvider: string) => test.make({ pgProvider, payMethod: "vbank", status: "ready" });
    const dueAt = test.nowSeconds() + 5 * day;
    await expect(
      test.client.changeVirtualAccount({ impUid: waiting("settle"), amount: won(5000), dueAt }),
    ).resolves.toMatchObject({
      kind: "accepted",
      read: { payment: { amount: won(5000), virtualAccount: { dueAt } } },
    });
    await expect(test.client.changeVirtualAccount({ impUid: waiting("kcp"), dueAt })).resolves.toMatchObject({
      kind: "refused",
      httpStatus: 400,
    });
    await expect(test.client.changeVirtualAccount({ impUid: "imp_000000000000", dueAt })).resolves.toMatchObject({
      kind: "refused",
      httpStatus: 404,
    });
  });

  it("is revoked once", async () => {
    const impUid = test.make({ pgProvider: "html5_inicis", payMethod: "vbank", status: "ready" });
    const revoke = () => test.client.revokeVirtualAccount({ impUid, pgApiKey: inicisKey });
    await expect(test.client.revokeVirtualAccount({ impUid })).resolves.toMatchObject({ kind: "refused" });
    await expect(revoke()).resolves.toMatchObject({ kind: "accepted", read: { payment: { status: "failed" } } });
    await expect(revoke()).resolves.toMatchObject({ kind: "refused", httpStatus: 400 });
    expect(test.sandbox.control.ledger.entries({ kind: "account_revoked" })).toHaveLength(1);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("leaves an unknown outcome when the answer is lost %s the work, and is sent once", async (when, done) => {
    const request = await issueRequest(test, "nice_v2");
    const impUid = test.make({ pgProvider: "settle", payMethod: "vbank", status: "ready" });
    const lose = () => test.sandbox.control.faults.order({ kind: "reset", when, path: "/vbanks" });
    const { control } = test.sandbox;
    lose();
    await expect(test.client.issueVirtualAccount(request)).resolves.toMatchObject({ kind: "unknown" });
    lose();
    const dueAt = test.nowSeconds() + day;
    await expect(test.client.changeVirtualAccount({ impUid, dueAt })).resolves.toMatchObject({ kind: "unknown" });
    lose();
    await expect(test.client.revokeVirtualAccount({ impUid })).resolves.toMatchObject({ kind: "unknown" });
    for (const kind of ["account_issued", "account_changed", "account_revoked"]) {
      expect(control.ledger.entries({ kind }), kind).toHaveLength(done);
    }
    const sent = test.exchanges.filter(({ method, path }) => method !== "GET" && path.startsWith("/vbanks"));
    expect(sent.map(({ operation }) => operation)).toEqual([
      "issueVirtualAccount",
      "changeVirtualAccount",
      "revokeVirtualAccount",
    ]);
  });

  it("has a holder where the account still has that look-up, and nobody can tell elsewhere", async () => {
    const query = { bankCode: "004", number: "12345678901" };
    await expect(test.client.getAccountHolder(query)).resolves.toBeNull();
    test.sandbox.control.changeSettings({ holderLookup: true });
    await expect(test.client.getAccountHolder(query)).resolves.toMatch(/^[가-힣]+$/);
    await expect(test.client.getAccountHolder({ ...query, number: "12345678000" })).resolves.toBeNull();
    expect((await errorOf(test.client.getAccountHolder({ ...query, number: "123-4" }))).code).toBe("INVALID_INPUT");
  });

  it.each<[string, Partial<AccountIssueRequest>]>([
    ["without a channel", { channelKey: "" }],
    ["without an order", { merchantUid: "" }],
    ["without a bank", { bankCode: "" }],
    ["of zero", { amount: won(0) }],
    ["of dollars", { amount: money(100, "USD") }],
    ["of no amount although it is limited", { amount: null }],
    ["with a deadline that is no instant", { dueAt: 0.5 }],
    ["with tax parts that do not fit", { taxFreeAmount: won(33_000), vatAmount: won(1) }],
  ])("is never asked for %s", async (_what, changes) => {
    const request = await issueRequest(test, "nice_v2", changes);
    await expect(test.client.issueVirtualAccount(request)).resolves.toMatchObject({
      kind: "not_sent",
      cause: { code: "INVALID_INPUT" },
    });
    expect(test.exchanges.some(({ path }) => path === "/vbanks")).toBe(false);
  });

  it("is never changed or revoked without a payment, a deadline or an amount above zero", async () => {
    const impUid = "imp_448280090638";
    const outcomes = await Promise.all([
      test.client.changeVirtualAccount({ impUid: "", dueAt: 1 }),
      test.client.changeVirtualAccount({ impUid, dueAt: 0 }),
      test.client.changeVirtualAccount({ impUid, dueAt: 1, amount: won(0) }),
      test.client.revokeVirtualAccount({ impUid: ".." }),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from(outcomes, () => "not_sent"));
    expect(test.exchanges).toEqual([]);
  });
});

describe("an account against a hostile upstream", () => {
  let upstream: HostileUpstream;
  beforeAll(async () => {
    upstream = await startHostileUpstream();
  });
  afterAll(() => upstream.close());

  const revoke = () =>
    testClient({ baseUrl: upstream.url }).client.revokeVirtualAccount({
      impUid: "imp_448280090638",
      pgApiKey: "inicis-key-0123",
    });

  it("is unknown after a dead line, a 500 and the answer of another payment", async () => {
    for (const behaviour of [
      hangUp,
      json(envelope(null, -1, "오류"), 500),
      json(envelope(wirePayment({ imp_uid: "imp_000000000001" }))),
    ]) {
      upstream.behave(behaviour);
      await expect(revoke()).resolves.toMatchObject({ kind: "unknown" });
    }
  });

  it("keeps its key although upstream repeats it", async () => {
    upstream.behave(json(envelope(null, -1, "inicis-key-0123 is wrong"), 400));
    await expect(revoke()).resolves.toMatchObject({ kind: "refused", message: "*** is wrong" });
    expect(upstream.received.at(-1)).toMatchObject({
      method: "DELETE",
      url: "/vbanks/imp_448280090638?pg_api_key=inicis-key-0123",
      body: "",
    });
  });
});

if (!isContractProxyPresent) process.stderr.write("SKIPPED: virtual accounts against the vendor's document\n");

describe.skipIf(!isContractProxyPresent)("virtual accounts held against the vendor's document", () => {
  it("ask and are answered as documented, at every PG", async () => {
    const test = await heldSandboxClient();
    try {
      const pgs = "settle nice nice_v2 html5_inicis ksnet smartro_v2 tosspayments welcome kcp".split(" ");
      for (const pg of pgs) await test.client.issueVirtualAccount(await issueRequest(test, pg, { merchantUid: pg }));
      await test.client.issueVirtualAccount(
        await issueRequest(test, "settle", { amount: null, isUnlimited: true, fixedNumber: "79012345678901" }),
      );
      test.sandbox.control.changeSettings({ taxClass: "mixed" });
      await test.client.issueVirtualAccount(
        await issueRequest(test, "nice_v2", {
          merchantUid: "mixed",
          taxFreeAmount: won(3000),
          vatAmount: won(2000),
          productCount: 2,
          customData: "x",
          buyer: { name: "김마루", businessNumber: "1208147521" },
        }),
      );
      test.sandbox.control.changeSettings({ taxClass: "taxable" });
      for (const pgProvider of ["settle", "kcp", "html5_inicis"]) {
        const impUid = test.make({ pgProvider, payMethod: "vbank", status: "ready" });
        await test.client.changeVirtualAccount({ impUid, dueAt: test.nowSeconds() + day, amount: won(1000) });
        await test.client.revokeVirtualAccount({ impUid, pgApiKey: inicisKey });
        await test.client.revokeVirtualAccount({ impUid });
      }
      await test.client.revokeVirtualAccount({ impUid: "imp_000000000000" });
      const { requests, deviations } = await test.proxy.report();
      expect(deviations).toEqual([]);
      expect(requests).toBeGreaterThan(20);
    } finally {
      await test.close();
    }
  });
});
