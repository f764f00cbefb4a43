import { inspect } from "node:util";
import { money } from "@maru/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ImportClient, NaverOrderStep, PaymentwallDelivery } from "./index.ts";
import { isContractProxyPresent } from "./testing/contract-proxy.ts";
import { errorOf } from "./testing/error-of.ts";
import { type HostileUpstream, hangUp, json, startHostileUpstream } from "./testing/hostile-upstream.ts";
import { heldSandboxClient, type SandboxClient, sandboxClient } from "./testing/sandbox-client.ts";
import { testClient } from "./testing/test-client.ts";
import { envelope } from "./testing/wire-samples.ts";

const won = (amount: number) => money(amount, "KRW");
const day = 24 * 60 * 60;
const parcel = { method: "DELIVERY", courier: "CJGLS", trackingNumber: "123456789012" };

const channelKeyOf = async ({ client }: SandboxClient, pg: string): Promise<string> =>
  (await client.listChannels()).find((one) => one.pgProvider === pg && !one.isTestChannel)?.channelKey ?? "";

async function control(test: SandboxClient, path: string, body: object): Promise<unknown> {
  const request = new Request(`http://sandbox.test/__sandbox/${path}`, { method: "POST", body: JSON.stringify(body) });
  const answer: unknown = await (await test.sandbox.fetch(request)).json();
  return answer;
}

const goods = (impUid: string, merchantUid: string): PaymentwallDelivery => ({
  impUid,
  merchantUid,
  type: "physical",
  status: "order_shipped",
  estimatedDeliveryAt: 1_795_500_000,
  estimatedUpdateAt: 1_795_400_000,
  isRefundable: true,
  email: "emily@example.com",
  carrier: { name: "UPS", trackingId: "1Z999" },
  address: {
    country: "US",
    city: "Seattle",
    zip: "98101",
    state: "WA",
    street: "1 Pine St",
    phone: "+12065550100",
    firstName: "Emily",
    lastName: "Carter",
  },
});

let test: SandboxClient;
beforeEach(() => {
  test = sandboxClient();
});

async function naverOrder({ client, make }: SandboxClient) {
  const impUid = make({ pgProvider: "naverco", payMethod: "naverpay", amount: 60_000 });
  const productOrderIds = (await client.listNaverProductOrders(impUid)).map(({ productOrderId }) => productOrderId);
  return { impUid, productOrderIds };
}

describe("a Naver order at the sandbox", () => {
  it("is placed, shipped, taken back, held, let go and approved, step by step", async () => {
    const order = await naverOrder(test);
    const steps: NaverOrderStep[] = [
      { step: "place" },
      { step: "ship", parcel, dispatchedAt: test.nowSeconds() },
      { step: "request-return", parcel: { method: "RETURN_INDIVIDUAL" }, reason: "BROKEN" },
      { step: "withhold-return", reason: "ETC", memo: "미입고", extraCharge: won(3000) },
      { step: "resolve-return" },
      { step: "approve-return", memo: "확인" },
    ];
    for (const step of steps) {
      const outcome = await test.client.stepNaverOrder(order, step);
      expect(outcome).toMatchObject({ kind: "accepted" });
      if (outcome.kind === "accepted") expect(outcome.orders).toHaveLength(order.productOrderIds.length);
    }
    await expect(test.client.listNaverProductOrders(order.impUid)).resolves.toMatchObject([
      { status: "RETURNED", claimType: "RETURN", claimStatus: "RETURN_DONE", productAmount: { currency: "KRW" } },
      ...order.productOrderIds.slice(1).map(() => ({ status: "RETURNED" })),
    ]);
    const [first = ""] = order.productOrderIds;
    await expect(test.client.getNaverProductOrder(first)).resolves.toMatchObject({ productOrderId: first });
    await expect(test.client.getPayment(order.impUid)).resolves.toMatchObject({ payment: { status: "cancelled" } });
  });

  it("that Naver refuses whole is unknown: upstream says so with 500, and a read tells", async () => {
    const order = await naverOrder(test);
    const outcome = await test.client.stepNaverOrder(order, { step: "ship", parcel, dispatchedAt: 1 });
    expect(outcome).toMatchObject({
      kind: "unknown",
      cause: { details: { message: expect.stringContaining("발주처리되지 않은"), httpStatus: 500 } },
    });
  });

  it("is never meant whole by naming nothing, and a refusal of a return has words", async () => {
    const { impUid } = await naverOrder(test);
    const none = { impUid, productOrderIds: [] };
    const all: [Parameters<ImportClient["stepNaverOrder"]>[0], NaverOrderStep][] = [
      [none, { step: "cancel", reason: "SOLD_OUT" }],
      [{ impUid, productOrderIds: [""] }, { step: "place" }],
      [{ impUid: "..", productOrderIds: ["1"] }, { step: "place" }],
      [
        { impUid, productOrderIds: ["1"] },
        { step: "reject-return", memo: " " },
      ],
    ];
    const before = test.exchanges.length;
    for (const [choice, step] of all) {
      await expect(test.client.stepNaverOrder(choice, step)).resolves.toMatchObject({ kind: "not_sent" });
    }
    expect(test.exchanges.length).toBe(before);
  });

  it("of the payment type is confirmed and given points, and says what may go on a receipt", async () => {
    const impUid = test.make({ pgProvider: "naverpay", payMethod: "naverpay", amount: 11_000 });
    const confirm = () => test.client.confirmNaverPayment({ impUid, requester: "admin" });
    await expect(confirm()).resolves.toEqual({ kind: "accepted" });
    await expect(confirm()).resolves.toMatchObject({ kind: "unknown" });
    await expect(test.client.giveNaverPoints(impUid)).resolves.toEqual({ kind: "accepted" });
    await expect(test.client.getNaverCashAmount(impUid)).resolves.toMatchObject({ total: won(11_000), vat: won(1000) });
    const error = await errorOf(test.client.getNaverCashAmount(test.make()));
    expect(error.code).toBe("UPSTREAM_REFUSED");
  });
});

describe("billing keys and schedules at the sandbox", () => {
  const line = (merchantUid: string, scheduledAt: number) => ({
    merchantUid,
    scheduledAt,
    amount: won(9900),
    orderName: "정기배송 생수",
    buyerName: "김마루",
  });

  beforeEach(async () => {
    await control(test, "billing-keys", { customerUid: "c1", customerName: "김마루" });
  });

  it("are read one by one and together, with what is missing named", async () => {
    await expect(test.client.getBillingKey("c1")).resolves.toMatchObject({
      customerUid: "c1",
      cardNumber: "451842******123*",
      channels: null,
    });
    await expect(test.client.getBillingKeys(["c1", "c2"])).resolves.toMatchObject({
      found: [{ customerUid: "c1" }],
      missing: ["c2"],
    });
    await expect(test.client.getBillingKeys(["c2"])).resolves.toEqual({ found: [], missing: ["c2"] });
    expect((await errorOf(test.client.getBillingKey("c2"))).code).toBe("NOT_FOUND");
  });

  it("go through a schedule's life: made, moved, executed in vain, charged again, revoked", async () => {
    const { client, sandbox, time } = test;
    const now = test.nowSeconds();
    const lines = [line("s-1", now + day), line("s-2", now + day)];
    await expect(client.createSchedules("c1", lines)).resolves.toMatchObject({
      kind: "accepted",
      schedules: [{ merchantUid: "s-1", status: "scheduled", executedAt: null, impUid: null }, { merchantUid: "s-2" }],
    });
    await expect(client.createSchedules("c1", lines)).resolves.toMatchObject({ kind: "refused" });
    await expect(client.moveSchedule("s-1", now + 60)).resolves.toMatchObject({
      kind: "accepted",
      schedule: { scheduledAt: now + 60 },
    });
    await expect(client.moveSchedule("s-1", now - 60)).resolves.toMatchObject({ kind: "refused", httpStatus: 400 });
    await control(test, "billing-keys/c1/decline", { reason: "[3095|한도초과]" });
    time.advance(120_000);
    sandbox.control.catchUp();
    await expect(client.getSchedule("s-1")).resolves.toMatchObject({
      status: "executed",
      paymentStatus: "failed",
      failReason: "[3095|한도초과]",
      revokedAt: null,
    });
    await expect(client.rescheduleSchedule("s-1", now + 2 * day)).resolves.toMatchObject({ kind: "accepted" });
    await expect(client.retrySchedule("s-1")).resolves.toMatchObject({ kind: "refused", httpStatus: 400 });
    await expect(client.revokeSchedule({ customerUid: "c1", merchantUid: "s-1" })).resolves.toMatchObject({
      kind: "accepted",
      schedules: [{ merchantUid: "s-1", status: "revoked" }],
    });
    await control(test, "billing-keys/c1/decline", {});
    await expect(client.retrySchedule("s-1")).resolves.toMatchObject({
      kind: "accepted",
      read: { payment: { merchantUid: "s-1", status: "paid" } },
    });
    await expect(client.getSchedule("s-2")).resolves.toMatchObject({ status: "scheduled" });
    const window = { from: now - day, to: now + 3 * day, page: 1 };
    const page = await client.listSchedules({ ...window, limit: 1 });
    expect(page).toMatchObject({ mayHaveMore: true, schedules: [{ merchantUid: "s-2" }] });
    const own = await client.listSchedulesOfKey("c1", { ...window, status: "scheduled" });
    expect(own).toMatchObject({ mayHaveMore: false, schedules: [{ merchantUid: "s-2" }] });
    await expect(client.listBillingKeyPayments("c1")).resolves.toMatchObject({ total: 2, hasMore: false });
  });

  it("are charged at once, and a deleted key is not found again", async () => {
    const charge = { customerUid: "c1", merchantUid: "o-1", amount: won(5000), orderName: "원두" };
    await expect(test.client.chargeBillingKey(charge)).resolves.toMatchObject({ kind: "accepted" });
    await expect(test.client.chargeBillingKey(charge)).resolves.toMatchObject({ kind: "refused" });
    await expect(test.client.chargeBillingKey({ ...charge, amount: won(0) })).resolves.toMatchObject({
      kind: "not_sent",
    });
    const forget = () => test.client.deleteBillingKey({ customerUid: "c1", reason: "탈퇴", requester: "customer" });
    await expect(forget()).resolves.toMatchObject({ kind: "accepted", key: { customerUid: "c1" } });
    await expect(forget()).resolves.toMatchObject({ kind: "refused", httpStatus: 404 });
  });

  it("are asked about in windows upstream takes, and revoked only by both names", async () => {
    const window = { from: 0, to: 91 * day, page: 1 };
    expect((await errorOf(test.client.listSchedules({ ...window, limit: 20 }))).code).toBe("INVALID_INPUT");
    expect((await errorOf(test.client.listSchedulesOfKey("", { ...window, to: 1 }))).code).toBe("INVALID_INPUT");
    for (const request of [
      { customerUid: "c1", merchantUid: "" },
      { customerUid: "", merchantUid: "s-1" },
    ]) {
      await expect(test.client.revokeSchedule(request)).resolves.toMatchObject({ kind: "not_sent" });
    }
  });
});

describe("what single PGs are told", () => {
  it("is taken or refused in their words", async () => {
    const { client, make } = test;
    const payco = make({ pgProvider: "payco", payMethod: "payco" });
    await expect(client.changePaycoOrder(payco, "DELIVERY_START")).resolves.toEqual({ kind: "accepted" });
    await expect(client.changePaycoOrder(payco, "DELIVERY_START")).resolves.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("이미"),
    });
    const abroad = make({ pgProvider: "paymentwall", amount: 20, merchantUid: "pw-1" });
    await expect(client.reportPaymentwallDelivery(goods(abroad, "pw-1"))).resolves.toEqual({ kind: "accepted" });
    const { address: _, ...bare } = goods(abroad, "pw-1");
    await expect(client.reportPaymentwallDelivery(bare)).resolves.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("shipping_address_country: is required"),
    });
    const slip = make({ amount: 10_000 });
    const part = { businessNumber: "1234567890", companyName: "마루상회", amount: won(4000) };
    await expect(client.splitReceipt(slip, [part])).resolves.toMatchObject({ kind: "accepted" });
    await expect(client.splitReceipt(make({ pgProvider: "kcp" }), [part])).resolves.toMatchObject({
      kind: "refused",
      httpStatus: 501,
    });
    const wrong = { ...part, businessNumber: "12" };
    await expect(client.splitReceipt(slip, [wrong])).resolves.toMatchObject({ kind: "not_sent" });
  });

  it("ends a barcode while it waits, and members and keys of KCP Quick once", async () => {
    const { client } = test;
    const channelKey = await channelKeyOf(test, "galaxia");
    const request = { channelKey, merchantUid: "cvs-1", amount: won(12_000), orderName: "생수" };
    const issued = await client.issueBarcode(request);
    if (issued.kind !== "accepted") throw new Error("no barcode was issued");
    const { impUid } = issued.read.payment;
    await expect(client.revokeBarcode(impUid)).resolves.toMatchObject({
      kind: "accepted",
      read: { payment: { status: "failed" } },
    });
    await expect(client.revokeBarcode(impUid)).resolves.toMatchObject({ kind: "refused" });

    await control(test, "kcpquick/members", { memberId: "m1", usesFido: true });
    const quick = await channelKeyOf(test, "kcp_quick");
    const release = () => client.releaseKcpQuickFido({ memberId: "m1", channelKey: quick });
    await expect(release()).resolves.toEqual({ kind: "accepted" });
    await expect(release()).resolves.toMatchObject({ kind: "refused", message: expect.stringContaining("C210") });
    const member = { memberId: "m1", siteCode: "IX0MR", partnerType: "IX99", partnerSubtype: "99IX" };
    await expect(client.deleteKcpQuickMember(member)).resolves.toEqual({ kind: "accepted" });
    await expect(client.deleteKcpQuickMember(member)).resolves.toMatchObject({ kind: "refused", httpStatus: 404 });
    await control(test, "billing-keys", { customerUid: "auto", pgProvider: "kcp_quick" });
    await expect(client.deleteKcpQuickKey("auto")).resolves.toEqual({ kind: "accepted" });
    await expect(client.deleteKcpQuickKey("auto")).resolves.toMatchObject({ kind: "refused", httpStatus: 404 });
  });

  it("is, of an identity check, who it was, without the keys that tell them apart everywhere", async () => {
    const answer = await control(test, "certifications", { name: "김마루" });
    const impUid = /imp_\d{12}/.exec(JSON.stringify(answer))?.[0] ?? "";
    const found = await test.client.getCertification(impUid);
    expect(found).toMatchObject({ impUid, name: "김마루", isCertified: true, isForeigner: null });
    expect(inspect(found)).not.toContain("==");
    await expect(test.client.deleteCertification(impUid)).resolves.toEqual({ kind: "accepted" });
    await expect(test.client.deleteCertification(impUid)).resolves.toMatchObject({ kind: "refused" });
    expect((await errorOf(test.client.getCertification(impUid))).code).toBe("NOT_FOUND");
  });
});

const choice = { impUid: "imp_1", productOrderIds: ["1"] };
const writes: readonly [string, (client: ImportClient) => Promise<{ readonly kind: string }>][] = [
  ["a step of a Naver order", (client) => client.stepNaverOrder(choice, { step: "place" })],
  ["a confirmation", (client) => client.confirmNaverPayment({ impUid: "imp_1", requester: "admin" })],
  ["points", (client) => client.giveNaverPoints("imp_1")],
  ["a PAYCO order", (client) => client.changePaycoOrder("imp_1", "DELIVERY_START")],
  ["a delivery", (client) => client.reportPaymentwallDelivery(goods("imp_1", "o-1"))],
  ["a barcode that ends", (client) => client.revokeBarcode("imp_1")],
  ["a key that is deleted", (client) => client.deleteBillingKey({ customerUid: "c1", reason: "탈퇴" })],
  ["a schedule that moves", (client) => client.moveSchedule("s-1", 1_795_500_000)],
  ["a schedule that is charged again", (client) => client.retrySchedule("s-1")],
  ["a schedule that is revoked", (client) => client.revokeSchedule({ customerUid: "c1", merchantUid: "s-1" })],
  [
    "a charge",
    (client) => client.chargeBillingKey({ customerUid: "c1", merchantUid: "o", amount: won(1), orderName: "a" }),
  ],
  ["a KCP Quick member", (client) => client.releaseKcpQuickFido({ memberId: "m1", channelKey: "k" })],
  ["an erased identity check", (client) => client.deleteCertification("imp_1")],
];

describe("on a bad day", () => {
  let upstream: HostileUpstream;
  beforeAll(async () => {
    upstream = await startHostileUpstream();
  });
  afterAll(() => upstream.close());

  it.each(writes)("%s whose answer is lost was sent once and is unknown", async (_, write) => {
    const { client } = testClient({ baseUrl: upstream.url });
    const before = upstream.received.length;
    upstream.behave(hangUp);
    await expect(write(client)).resolves.toMatchObject({ kind: "unknown" });
    expect(upstream.received.length - before).toBe(1);
  });

  it.each(writes)("%s that upstream cannot do is refused in its words", async (_, write) => {
    const { client } = testClient({ baseUrl: upstream.url });
    upstream.behave(json(envelope(null, -1, "지원하지 않는 PG사입니다."), 501));
    await expect(write(client)).resolves.toMatchObject({ kind: "refused", message: "지원하지 않는 PG사입니다." });
  });
});

describe.skipIf(!isContractProxyPresent)("held against the vendor's document", () => {
  let held: Awaited<ReturnType<typeof heldSandboxClient>>;
  beforeAll(async () => {
    held = await heldSandboxClient();
  });
  afterAll(() => held.close());

  it("every request and every answer of the follow-ups is as documented", async () => {
    const { client, make } = held;
    const now = held.nowSeconds();
    const order = await naverOrder(held);
    const [first = ""] = order.productOrderIds;
    await client.getNaverProductOrder(first);
    const steps: NaverOrderStep[] = [
      { step: "place" },
      { step: "ship", parcel, dispatchedAt: now },
      { step: "request-return", parcel: { ...parcel, method: "RETURN_DELIVERY" }, reason: "BROKEN" },
      { step: "withhold-return", reason: "ETC", memo: "미입고", extraCharge: won(3000) },
      { step: "resolve-return" },
      { step: "reject-return", memo: "사용 흔적" },
      { step: "approve-return", memo: "확인" },
      { step: "cancel", reason: "SOLD_OUT" },
      { step: "approve-cancel" },
      { step: "collect-exchanged" },
      { step: "ship-exchanged", parcel: { method: "NOTHING" } },
    ];
    for (const step of steps) await client.stepNaverOrder(order, step);
    const paid = make({ pgProvider: "naverpay", payMethod: "naverpay" });
    await client.confirmNaverPayment({ impUid: paid, requester: "customer" });
    await client.giveNaverPoints(paid);
    await client.getNaverCashAmount(paid);
    const channelKey = await channelKeyOf(held, "naverco");
    await client.listNaverReviews({ channelKey, from: now - day, to: now, type: "general" });

    await control(held, "billing-keys", { customerUid: "c1" });
    const line = { amount: won(9900), orderName: "생수", buyerName: "김마루", taxFreeAmount: won(0) };
    await client.createSchedules("c1", [
      { ...line, merchantUid: "s-1", scheduledAt: now + day },
      { ...line, merchantUid: "s-2", scheduledAt: now + day },
    ]);
    await client.moveSchedule("s-1", now + 2 * day);
    await client.revokeSchedule({ customerUid: "c1", merchantUid: "s-2" });
    await client.rescheduleSchedule("s-2", now + day);
    await client.retrySchedule("s-1");
    await client.revokeSchedule({ customerUid: "c1", merchantUid: "s-1" });
    await client.retrySchedule("s-1");
    await client.getSchedule("s-1");
    const window = { from: now, to: now + 89 * day, page: 1, status: "executed" } as const;
    await client.listSchedules({ ...window, limit: 1000 });
    await client.listSchedulesOfKey("c1", window);
    await client.listBillingKeyPayments("c1");
    await client.chargeBillingKey({ ...line, customerUid: "c1", merchantUid: "o-1" });
    await client.getBillingKeys(["c1", "c2"]);
    await client.getBillingKey("c1");
    await client.deleteBillingKey({ customerUid: "c1", reason: "탈퇴", requester: "admin" });

    await client.changePaycoOrder(make({ pgProvider: "payco", payMethod: "payco" }), "DELIVERY_START");
    await client.reportPaymentwallDelivery(goods(make({ pgProvider: "paymentwall", merchantUid: "pw-1" }), "pw-1"));
    const barcode = {
      channelKey: await channelKeyOf(held, "galaxia"),
      merchantUid: "cvs-1",
      amount: won(12_000),
      orderName: "생수",
      expiresAt: now + day,
      buyerName: "김마루",
      buyerTel: "01012345678",
    };
    const issued = await client.issueBarcode(barcode);
    if (issued.kind === "accepted") await client.revokeBarcode(issued.read.payment.impUid);
    const part = { businessNumber: "123-45-67890", companyName: "마루상회", amount: won(400), vatAmount: won(0) };
    await client.splitReceipt(make(), [{ ...part, taxFreeAmount: won(0) }]);
    const quick = await channelKeyOf(held, "kcp_quick");
    await client.releaseKcpQuickFido({ memberId: "m1", channelKey: quick });
    await client.deleteKcpQuickMember({ memberId: "m1", siteCode: "a", partnerType: "b", partnerSubtype: "c" });
    await client.deleteKcpQuickKey("auto");
    await client.getCertification("imp_000000000000").catch(() => undefined);
    await client.deleteCertification("imp_000000000000");

    const { requests, deviations } = await held.proxy.report();
    expect(requests).toBeGreaterThan(40);
    // Slips of the document itself: a form field of a GET, and one key described by the names of two definitions.
    const slips = [
      /^GET \/naver\/reviews request (query|formData) channel_key/,
      /^(GET|DELETE) \/subscribe\/customers\/\{customer_uid\} answer body\.(code|message|response): not in the document/,
    ];
    const isSlip = ({ op, side, what }: (typeof deviations)[number]) =>
      slips.some((slip) => slip.test(`${op} ${side} ${what}`));
    expect(deviations.filter((one) => !isSlip(one))).toEqual([]);
  });
});
