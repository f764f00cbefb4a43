import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSandbox, type NewPayment } from "./index.ts";
import type { WirePayment } from "./payment-record.ts";
import type { Answer, Page } from "./testing.ts";

const proxyScript = path.resolve(import.meta.dirname, "../../../../shared/tools/contract-proxy.mjs");
const isPresent = fs.existsSync(proxyScript);
if (!isPresent) {
  process.stderr.write(
    "SKIPPED: the sandbox is not held against the vendor's document, contract-proxy.mjs is absent\n",
  );
}

/**
 * The vendor's document demands `total`, `previous` and `next` of a registered amount without declaring them, so no
 * answer at all can agree with it there.
 */
const impossible = [
  /^(POST|PUT|GET) \/payments\/prepare/,
  // The points of Benepia are said to require a field that is declared nowhere.
  /^POST \/benepia\/point answer body\.response\.bank_holder/,
  // The channel of reviews is declared as a form field of a GET, which no client can send.
  /^GET \/naver\/reviews request (query|formData) channel_key/,
  // One billing key is described as an object of two answers, by the names of their definitions.
  /^(GET|POST|DELETE) \/subscribe\/customers\/\{customer_uid\} answer body\.(code|message|response): not in the document/,
];

type Ask = <T>(method: string, at: string, body?: object) => Promise<Answer<T>>;

/** Every operation of the families beside payments, well and badly asked. */
async function askFamilies(ask: Ask): Promise<void> {
  const { control } = sandbox;
  const make = (order: NewPayment) => control.createPayment(control.parent, order).wire;
  const channelOf = (pg: string, type = "payment") =>
    control.parent.channels.find((one) => one.pg_provider === pg && one.type === type)?.channel_key ?? "";
  const now = control.clock.seconds();
  const parcel = { delivery_method: "DELIVERY", delivery_company: "CJGLS", tracking_number: "123456789012" };
  const steps: [string, object?][] = [
    ["place"],
    ["ship", { ...parcel, dispatched_at: now }],
    ["request-return", { ...parcel, delivery_method: "RETURN_DELIVERY", reason: "BROKEN" }],
    ["withhold-return", { memo: "미입고", reason: "ETC", extra_charge: 3000 }],
    ["resolve-return"],
    ["reject-return", { memo: "사용 흔적" }],
    ["request-return", { delivery_method: "RETURN_INDIVIDUAL" }],
    ["approve-return", { memo: "확인" }],
    ["cancel", { reason: "SOLD_OUT" }],
    ["approve-cancel"],
    ["collect-exchanged"],
    ["ship-exchanged", { delivery_method: "NOTHING" }],
  ];
  for (let n = 0; n < 12; n++) {
    const { imp_uid } = make({ pgProvider: "naverco", payMethod: "naverpay", amount: 70_000 });
    const path = `/payments/${imp_uid}/naver`;
    const { response } = await ask<{ product_order_id: string }[]>("GET", `${path}/product-orders`);
    await ask("GET", `/naver/product-orders/${response[0]?.product_order_id}`);
    if (n === 0) await ask("POST", `${path}/cancel`, { product_order_id: [response[0]?.product_order_id] });
    for (const [step, body] of steps) await ask("POST", `${path}/${step}`, body ?? {});
  }
  for (const [step, body] of steps) await ask("POST", `/payments/imp_000000000000/naver/${step}`, body ?? {});
  const kind = `review_type=premium&channel_key=${channelOf("naverco")}`;
  await ask("GET", `/naver/reviews?from=${now - 89 * 86_400}&to=${now}&${kind}`);
  const paid = make({ pgProvider: "naverpay", payMethod: "naverpay" });
  for (const step of ["confirm", "point", "point"]) await ask("POST", `/payments/${paid.imp_uid}/naver/${step}`, {});
  await ask("GET", `/payments/${paid.imp_uid}/naver/cash-amount`);
  await ask("GET", "/payments/imp_000000000000/naver/cash-amount");

  const payco = make({ pgProvider: "payco", payMethod: "payco" });
  for (const status of ["DELIVERY_START", "PURCHASE_DECISION", "CANCELED"]) {
    await ask("POST", `/payco/orders/status/${payco.imp_uid}`, { status });
  }
  const abroad = make({ pgProvider: "paymentwall", amount: 20 });
  const digital = {
    imp_uid: abroad.imp_uid,
    merchant_uid: abroad.merchant_uid,
    type: "digital",
    status: "delivered",
    estimated_delivery_datetime: now,
    estimated_update_datetime: now,
    refundable: "yes",
    shipping_address_email: "a@example.com",
  };
  await ask("POST", "/paymentwall/delivery", digital);
  await ask("POST", "/paymentwall/delivery", { ...digital, type: "physical" });
  const barcode = { channel_key: channelOf("galaxia"), merchant_uid: "c-1", amount: 5000, name: "생수" };
  const { response: cvs } = await ask<WirePayment>("POST", "/cvs", barcode);
  await ask("DELETE", `/cvs/${cvs.imp_uid}`);
  await ask("DELETE", `/cvs/${cvs.imp_uid}`);
  const who = { benepia_user: "a", benepia_password: "benepia", channel_key: channelOf("kcp") };
  await ask("POST", "/benepia/point", who);
  await ask("POST", "/benepia/payment", { ...who, merchant_uid: "c-2", amount: 1, name: "도서" });
  await ask("POST", "/benepia/payment", { ...who, merchant_uid: "c-2", amount: 1, name: "도서" });
  const partner = { business_registration_number: "123-45-67890", company_name: "마루상회", amount: 100 };
  const slip = make({});
  await ask("POST", `/partners/receipts/${slip.imp_uid}`, { data: [partner] });
  await ask("POST", `/partners/receipts/${payco.imp_uid}`, { data: [partner] });

  await fetch(`${direct}/__sandbox/kcpquick/members`, { method: "POST", body: '{"memberId":"m1","usesFido":true}' });
  await fetch(`${direct}/__sandbox/billing-keys`, {
    method: "POST",
    body: '{"customerUid":"auto","pgProvider":"kcp_quick"}',
  });
  const quick = { channel_key: channelOf("kcp_quick") };
  await ask("POST", "/kcpquick/members/m1/fido/release", quick);
  await ask("POST", "/kcpquick/members/m1/fido/release", quick);
  const prepared = {
    btid: "B1",
    cust_ip: "127.0.0.1",
    code_verifier: "abc",
    prepaid_auth_yn: "Y",
    prepaid_amount: 100,
  };
  for (const method of ["PUT", "POST", "POST", "PUT"]) await ask(method, "/kcpquick/prepare/q-1", prepared);
  const pin = make({ pgProvider: "kcp_quick" });
  const coffee = { merchant_uid: "q-2", name: "커피", amount: 100 };
  await ask("POST", "/kcpquick/payment/money", { ...quick, ...coffee, member_id: "m1", imp_uid: pin.imp_uid });
  await ask("POST", "/kcpquick/payment/autopay", { ...coffee, customer_uid: "auto", buyer_name: "김마루" });
  for (let n = 0; n < 2; n++) {
    await ask("DELETE", "/kcpquick/autopay/auto");
    await ask("DELETE", "/kcpquick/members/m1?site_code=IX0MR&partner_type=IX99&partner_subtype=99IX");
  }

  const person = { name: "김마루", phone: "01012345678", birth: "900101", gender_digit: "2", carrier: "KT" };
  const check = { ...person, channel_key: channelOf("danal", "certification") };
  const { response: asked } = await ask<{ imp_uid: string }>("POST", "/certifications/otp/request", check);
  await ask("POST", "/certifications/otp/request", { ...check, phone: "1" });
  const otp = control.parent.shelves.get("certification", asked.imp_uid)?.otp ?? "";
  for (const code of ["x", otp, otp]) await ask("POST", `/certifications/otp/confirm/${asked.imp_uid}`, { otp: code });
  for (const method of ["GET", "DELETE", "DELETE"]) await ask(method, `/certifications/${asked.imp_uid}`);

  await askSubscriptions(ask, now);
}

async function askSubscriptions(ask: Ask, now: number): Promise<void> {
  const channel = sandbox.control.parent.channels.find(({ type }) => type === "api_payment")?.channel_key;
  const card = { channel_key: channel, card_number: "4518-4200-1111-2222", expiry: "2030-12" };
  await ask("POST", "/subscribe/customers/k1", card);
  await ask("POST", "/subscribe/customers/k2", { ...card, expiry: "2001-01" });
  const order = { amount: 5000, name: "원두" };
  await ask("POST", "/subscribe/payments/again", { ...order, customer_uid: "k1", merchant_uid: "p-1" });
  const { channel_key: _, ...plainCard } = card;
  await ask("POST", "/subscribe/payments/onetime", { ...order, ...plainCard, merchant_uid: "p-2" });
  const lines = ["a", "b", "c"].map((uid) => ({ ...order, merchant_uid: `p-${uid}`, schedule_at: now + 86_400 }));
  await ask("POST", "/subscribe/payments/schedule", { customer_uid: "k1", schedules: lines });
  await ask("PUT", "/subscribe/payments/schedule/p-a", { schedule_at: now + 7200 });
  await ask("PUT", "/subscribe/payments/schedule/none", { schedule_at: now + 7200 });
  await ask("PUT", "/subscribe/payments/schedule/p-a", { schedule_at: 1 });
  await ask("POST", "/subscribe/payments/unschedule", { customer_uid: "k1", merchant_uid: ["p-b"] });
  await ask("POST", "/subscribe/payments/schedule/p-b/retry");
  await ask("POST", "/subscribe/payments/schedule/p-b/retry");
  await ask("POST", "/subscribe/payments/unschedule", { customer_uid: "k1" });
  await ask("POST", "/subscribe/payments/schedule/p-c/reschedule", { schedule_at: now + 9000 });
  await ask("POST", "/subscribe/payments/schedule/p-c/reschedule", { schedule_at: now + 9000 });
  const window = `schedule_from=${now - 60 * 86_400}&schedule_to=${now + 30 * 86_400}`;
  const { response } = await ask<{ customer_uid: string; merchant_uid: string }[]>(
    "GET",
    `/subscribe/payments/schedule?${window}&limit=1000`,
  );
  await ask("GET", "/subscribe/payments/schedule?schedule_from=2&schedule_to=1");
  for (const { customer_uid, merchant_uid } of response.slice(0, 100)) {
    await ask("GET", `/subscribe/payments/schedule/${merchant_uid}`);
    await ask("GET", `/subscribe/customers/${customer_uid}`);
    await ask("GET", `/subscribe/customers/${customer_uid}/payments`);
    for (const at of [`customers/${customer_uid}/schedules`, `payments/schedule/customers/${customer_uid}`]) {
      await ask("GET", `/subscribe/${at}?from=${now - 60 * 86_400}&to=${now}`);
    }
  }
  await ask("GET", "/subscribe/customers?customer_uid[]=k1&customer_uid[]=k9");
  for (const method of ["DELETE", "DELETE", "GET"]) await ask(method, "/subscribe/customers/k1");
}

interface Deviations {
  requests: number;
  deviations: { op: string; side: string; what: string; count: number }[];
}

const sandbox = createSandbox({ payments: 6000 });
let proxy: ChildProcess | undefined;
let base = "";
let direct = "";

beforeAll(async () => {
  if (!isPresent) return;
  const { url } = await sandbox.listen({ port: 0, host: "127.0.0.1" });
  direct = url;
  const port = await freePort();
  const child = spawn(process.execPath, [proxyScript, "--listen", String(port), "--upstream", url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  proxy = child;
  for await (const chunk of child.stdout) if (String(chunk).includes("contract proxy on")) break;
  base = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  proxy?.kill();
  await sandbox.close();
});

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

it.skipIf(!isPresent)(
  "never answers anything the vendor's document does not describe",
  { timeout: 60_000 },
  async () => {
    let token = "";
    const ask = async <T>(method: string, at: string, body?: object): Promise<Answer<T>> => {
      const init: RequestInit = { method, headers: { authorization: token, "content-type": "application/json" } };
      if (body !== undefined) init.body = JSON.stringify(body);
      const response = await fetch(`${base}${at}`, init);
      const answer: Answer<T> = JSON.parse(await response.text());
      return answer;
    };
    const signIn = { imp_key: "sandbox", imp_secret: "sandbox-secret" };
    await ask("POST", "/users/getToken", { ...signIn, imp_secret: "wrong" });
    token = (await ask<{ access_token: string }>("POST", "/users/getToken", signIn)).response.access_token;

    let to = sandbox.control.clock.seconds();
    for (let window = 0; window < 9; window++, to -= 90 * 86_400) {
      for (let page = 1; page > 0; ) {
        const at = `/payments/status/all?limit=1000&page=${page}&from=${to - 90 * 86_400 + 1}&to=${to}`;
        page = (await ask<Page>("GET", at)).response.next;
      }
    }
    const { list } = (await ask<Page>("GET", "/payments/status/all?limit=250&sorting=-updated")).response;
    for (const { imp_uid, merchant_uid, amount } of list) {
      await ask("POST", "/payments/cancel", { imp_uid, amount: 500, checksum: amount, reason: "시험" });
      await ask("GET", `/payments/find/${merchant_uid}/paid`);
      await ask("GET", `/payments/findAll/${merchant_uid}/cancelled?limit=5`);
      await ask("GET", `/payments/${imp_uid}/balance`);
      await ask("POST", "/payments/cancel", { imp_uid, extra: { requester: "customer" } });
      await ask("GET", `/payments/${imp_uid}`);
      await ask("GET", `/payments/${imp_uid}?include_sandbox=true`);
    }
    const first = list[0]?.imp_uid ?? "";
    await ask("GET", `/payments?imp_uid[]=${first}&imp_uid[]=imp_000000000000`);
    await ask("GET", "/payments?imp_uid[]=imp_000000000000");
    for (const at of [
      "all?page=99999",
      "all?from=0&to=99999999",
      "ready",
      "paid?sorting=paid",
      "cancelled",
      "failed",
    ]) {
      await ask("GET", `/payments/status/${at}`);
    }
    for (const at of [
      "/users/pg",
      "/banks",
      "/banks/004",
      "/banks/xxx",
      "/cards",
      "/cards/366",
      "/cards/x",
      "/tiers/POP",
      "/tiers/ZZZ",
    ]) {
      await ask("GET", at);
    }
    await askFamilies(ask);
    await ask("PUT", "/payments/prepare", { merchant_uid: "a1", amount: 100 });
    await ask("POST", "/payments/prepare", { merchant_uid: "a1", amount: 100 });
    await ask("GET", "/payments/prepare/a1");
    token = "gone";
    await ask("GET", `/payments/${first}`);

    const found: Deviations = JSON.parse(await (await fetch(`${base}/__deviations`)).text());
    expect(found.requests).toBeGreaterThan(1500);
    const isKnown = ({ op, side, what }: Deviations["deviations"][number]) =>
      impossible.some((slip) => slip.test(`${op} ${side} ${what}`));
    expect(found.deviations.filter((one) => !isKnown(one))).toEqual([]);
  },
);
