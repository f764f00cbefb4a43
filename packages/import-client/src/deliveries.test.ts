import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DeliveryRequest } from "./index.ts";
import { isContractProxyPresent } from "./testing/contract-proxy.ts";
import { errorOf } from "./testing/error-of.ts";
import { type HostileUpstream, hangUp, json, startHostileUpstream } from "./testing/hostile-upstream.ts";
import { heldSandboxClient, type SandboxClient, sandboxClient } from "./testing/sandbox-client.ts";
import { testClient } from "./testing/test-client.ts";
import { envelope } from "./testing/wire-samples.ts";

const party = {
  name: "김마루",
  tel: "010-1234-5678",
  postcode: "04780",
  address: "서울 성동구 성수이로 1, 2층",
  addressLine1: "서울 성동구 성수이로 1",
  addressLine2: "2층",
  relationship: null,
};
const nobody = {
  name: null,
  tel: null,
  postcode: null,
  address: null,
  addressLine1: null,
  addressLine2: null,
  relationship: null,
};
const sentAt = 1_795_138_200;
const request = (impUid: string, changes: Partial<DeliveryRequest> = {}): DeliveryRequest => ({
  impUid,
  sender: { ...party, relationship: "본인" },
  receiver: party,
  courier: "CJGLS",
  invoice: "612345678901",
  sentAt,
  receivingOn: "2026-11-23",
  dispatchAddress: "서울 성동구",
  products: [{ id: "p1", name: "원목 도마", amount: 27_500, quantity: 1 }],
  sendEmail: null,
  ...changes,
});
const held = (test: SandboxClient, pgProvider: string) => test.make({ pgProvider, payMethod: "vbank", escrow: true });

describe("a delivery at the sandbox", () => {
  let test: SandboxClient;
  beforeEach(() => {
    test = sandboxClient();
  });

  it.each(["html5_inicis", "kcp", "daou", "ksnet", "smartro_v2", "nice_v2", "welcome"])(
    "is none, then registered once and read back at %s",
    async (pg) => {
      const impUid = held(test, pg);
      await expect(test.client.getDelivery(impUid)).resolves.toBeNull();
      const delivery = { courier: "CJGLS", invoice: "612345678901", sentAt, registeredAt: test.nowSeconds() };
      await expect(test.client.registerDelivery(request(impUid))).resolves.toEqual({ kind: "accepted", delivery });
      await expect(test.client.getDelivery(impUid)).resolves.toEqual(delivery);
      await expect(test.client.registerDelivery(request(impUid))).resolves.toMatchObject({
        kind: "refused",
        httpStatus: 409,
        message: expect.stringContaining("이미"),
      });
    },
  );

  it.each([
    ["html5_inicis", "accepted"],
    ["daou", "accepted"],
    ["smartro_v2", "accepted"],
    ["welcome", "accepted"],
    ["kcp", "refused"],
    ["nice_v2", "refused"],
    ["ksnet", "refused"],
  ])("is changed at %s right after its registration: %s", async (pg, kind) => {
    const impUid = held(test, pg);
    await test.client.registerDelivery(request(impUid));
    const outcome = await test.client.changeDelivery(request(impUid, { courier: "HANJIN", invoice: "512345678901" }));
    expect(outcome.kind).toBe(kind);
    const { courier } = (await test.client.getDelivery(impUid)) ?? {};
    expect(courier).toBe(kind === "accepted" ? "HANJIN" : "CJGLS");
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("is in doubt when the answer is lost %s the work, and sent once", async (when, done) => {
    const impUid = held(test, "kcp");
    const { control } = test.sandbox;
    control.faults.order({ kind: "reset", when, path: "/escrows/" });
    await expect(test.client.registerDelivery(request(impUid))).resolves.toMatchObject({ kind: "unknown" });
    expect(control.ledger.entries({ kind: "delivery_registered" })).toHaveLength(done);
    expect((await test.client.getDelivery(impUid)) !== null).toBe(done === 1);
    expect(test.exchanges.filter(({ operation }) => operation === "registerDelivery")).toHaveLength(1);
  });

  it("is told apart from a PG without deliveries and from no payment", async () => {
    expect((await errorOf(test.client.getDelivery(held(test, "settle")))).code).toBe("UPSTREAM_REFUSED");
    expect((await errorOf(test.client.getDelivery("imp_000000000000"))).code).toBe("PAYMENT_NOT_FOUND");
    await expect(test.client.registerDelivery(request(held(test, "settle")))).resolves.toMatchObject({
      kind: "refused",
      httpStatus: 400,
    });
  });

  it.each<[string, Partial<DeliveryRequest>]>([
    ["without a payment", { impUid: "" }],
    ["with a courier that upstream would make ETC of", { courier: "LOGEN" }],
    ["with a courier of an object's own words", { courier: "constructor" }],
    ["without an invoice", { invoice: " " }],
    ["with a time that is no instant", { sentAt: 0 }],
  ])("is never sent %s", async (_what, changes) => {
    const outcomes = [
      await test.client.registerDelivery(request("imp_448280090638", changes)),
      await test.client.changeDelivery(request("imp_448280090638", changes)),
    ];
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ kind: "not_sent", cause: { code: "INVALID_INPUT" } });
    expect(test.exchanges).toEqual([]);
  });
});

describe("a delivery against a hostile upstream", () => {
  let upstream: HostileUpstream;
  beforeAll(async () => {
    upstream = await startHostileUpstream();
  });
  afterAll(() => upstream.close());
  const accepted = json(envelope({ company: "CJGLS", invoice: "1", sent_at: sentAt, applied_at: 0 }));

  it("sends what was given, in upstream's words, and leaves out what was not", async () => {
    const { client } = testClient({ baseUrl: upstream.url });
    upstream.behave(accepted);
    await client.registerDelivery(request("imp_1", { sendEmail: false }));
    await client.changeDelivery(
      request("imp_1", {
        sender: nobody,
        receiver: nobody,
        products: [],
        receivingOn: null,
        dispatchAddress: null,
        sendEmail: true,
      }),
    );
    const [first, second] = upstream.received.slice(-2).map(({ body }): unknown => JSON.parse(body));
    const address = {
      addr: "서울 성동구 성수이로 1, 2층",
      formed_address: { address_line_1: "서울 성동구 성수이로 1", address_line_2: "2층" },
    };
    const wireParty = { name: "김마루", tel: "010-1234-5678", postcode: "04780", ...address };
    expect(first).toEqual({
      sender: { ...wireParty, relationship: "본인" },
      receiver: wireParty,
      logis: {
        company: "CJGLS",
        invoice: "612345678901",
        sent_at: sentAt,
        receiving_at: "20261123",
        address: "서울 성동구",
      },
      products: [{ id: "p1", name: "원목 도마", amount: 27_500, quantity: 1 }],
      send_email: false,
    });
    expect(second).toEqual({
      sender: {},
      receiver: {},
      logis: { company: "CJGLS", invoice: "612345678901", sent_at: sentAt },
    });
  });

  it("reads 0 as never, and is in doubt after a dead line, a 500 and an answer without a courier", async () => {
    upstream.behave(accepted);
    await expect(testClient({ baseUrl: upstream.url }).client.getDelivery("imp_1")).resolves.toMatchObject({
      registeredAt: null,
    });
    for (const behaviour of [hangUp, json(envelope(null, -1, "오류"), 500), json(envelope({ invoice: "1" }))]) {
      upstream.behave(behaviour);
      const outcome = await testClient({ baseUrl: upstream.url }).client.registerDelivery(request("imp_1"));
      expect(outcome.kind).toBe("unknown");
    }
  });

  it("puts nobody's telephone number into an outcome, however upstream writes it", async () => {
    upstream.behave(json(envelope(null, -1, "01012345678, 010-1234-5678"), 400));
    const outcome = await testClient({ baseUrl: upstream.url }).client.registerDelivery(request("imp_1"));
    expect(inspect(outcome, { depth: null })).toContain("***, ***");
  });
});

if (!isContractProxyPresent) process.stderr.write("SKIPPED: deliveries against the vendor's document\n");

describe.skipIf(!isContractProxyPresent)("deliveries held against the vendor's document", () => {
  it("ask and are answered as documented, at every PG", async () => {
    const test = await heldSandboxClient();
    try {
      const { client } = test;
      for (const pg of "html5_inicis kcp daou ksnet smartro_v2 nice_v2 welcome settle".split(" ")) {
        const impUid = held(test, pg);
        await client.getDelivery(impUid).catch(() => undefined);
        await client.registerDelivery(request(impUid, { sender: nobody }));
        await client.registerDelivery(request(impUid, { sendEmail: false }));
        await client.registerDelivery(request(impUid));
        await client.getDelivery(impUid).catch(() => undefined);
        await client.changeDelivery(request(impUid, { invoice: "512345678901" }));
      }
      test.sandbox.control.faults.order({ kind: "pg_refusal", path: "/escrows/" });
      await client.registerDelivery(request(held(test, "kcp")));
      await client.changeDelivery(request("imp_000000000000"));
      await client.registerDelivery(request("imp_000000000000"));
      await client.getDelivery("imp_000000000000").catch(() => undefined);
      const { requests, deviations } = await test.proxy.report();
      expect(deviations).toEqual([]);
      expect(requests).toBeGreaterThan(45);
    } finally {
      await test.close();
    }
  });
});
