import { Hono } from "hono";
import type { Channel } from "../channels.ts";
import { numberField, readFields, textField } from "../request-fields.ts";
import { ImpossibleControl, type Shop } from "../shop.ts";
import type { Store } from "../store.ts";
import {
  documentedShape,
  type RedirectShape,
  redirectShapes,
  sdkScript,
  type WayOut,
  waysOut,
  windowPage,
  windowProblemPage,
} from "../window-page.ts";

const html = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
const longestRedirectUrl = 2000;
const declined = "[3095] 카드사 한도초과 거절";
const closed = "사용자가 결제를 취소하였습니다.";

/** Words of i'mport that never reach a payment: the window did not open. */
class NotOpened extends Error {}

/**
 * The payment window that `IMP.request_pay` opens, and the script that has it. Opening one makes a `ready` payment, which
 * stays when nobody pays (rules of `ready`: an abandoned window leaves its record).
 */
export function createWindowRoutes(shop: Shop): Hono {
  const routes = new Hono({ strict: false });

  routes.get("/v1/iamport.js", (c) =>
    c.body(sdkScript(new URL(c.req.url).origin), 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-store",
    }),
  );

  routes.get("/window", (c) => {
    shop.catchUp();
    const query = c.req.query();
    const returnTo = query.m_redirect_url ?? "";
    if (!isWebAddress(returnTo)) {
      return c.body(windowProblemPage("m_redirect_url이 http 또는 https 주소가 아닙니다."), 400, html);
    }
    try {
      const { wire, channel } = openWindow(shop, query, c.req.header("user-agent") ?? null);
      return c.body(windowPage({ wire, channel, returnTo }), 200, html);
    } catch (error) {
      if (!(error instanceof NotOpened || error instanceof ImpossibleControl)) throw error;
      // Nothing was made, so there is no imp_uid to tell.
      const told = { merchant_uid: query.merchant_uid ?? "", imp_success: "false", error_msg: error.message };
      return c.redirect(withParameters(returnTo, told), 302);
    }
  });

  routes.post("/window/:impUid", async (c) => {
    if (!isOwnPage(c.req.header("origin"), c.req.url)) {
      return c.body(windowProblemPage("결제창의 단추로만 결제할 수 있습니다."), 403, html);
    }
    const fields = await readFields(c.req.raw);
    const returnTo = textField(fields, "m_redirect_url") ?? "";
    const outcome = waysOut.find((each) => each === textField(fields, "outcome"));
    if (outcome === undefined || !isWebAddress(returnTo)) {
      return c.body(windowProblemPage("알 수 없는 요청입니다."), 400, html);
    }
    try {
      const { store, id } = shop.locate(c.req.param("impUid"));
      const { wire } = store.world.peek(id);
      const shape = redirectShapes.find((each) => each === textField(fields, "shape")) ?? documentedShape(wire);
      const failure = leaveWindow(shop, { store, id, outcome });
      const told = tell(shape, { impUid: wire.imp_uid, merchantUid: wire.merchant_uid, failure });
      return c.redirect(withParameters(returnTo, told), 303);
    } catch (error) {
      if (!(error instanceof NotOpened || error instanceof ImpossibleControl)) throw error;
      return c.body(windowProblemPage(error.message), 409, html);
    }
  });

  return routes;
}

interface Failure {
  readonly code: string;
  readonly message: string;
}

/** What the buyer did in the window, and what the redirect says went wrong; null where nothing did. */
function leaveWindow(
  shop: Shop,
  { store, id, outcome }: { readonly store: Store; readonly id: number; readonly outcome: WayOut },
): Failure | null {
  const { wire } = store.world.peek(id);
  switch (outcome) {
    case "pay":
      requirePrepared(store, wire.merchant_uid, wire.amount, wire.currency);
      shop.approve(store, id);
      return null;
    case "forge":
      // As where nothing was registered in time: i'mport takes whatever the shop's page asked for.
      shop.approve(store, id, Math.max(1, Math.floor(wire.amount / 10)));
      return null;
    case "decline":
      shop.fail(store, id, declined);
      return { code: "3095", message: declined };
    case "close":
      // The standard Inicis window reports a failure; others leave the payment as it is.
      if (wire.pg_provider === "html5_inicis") shop.fail(store, id, closed);
      return { code: "F400", message: closed };
  }
}

function openWindow(shop: Shop, query: Readonly<Record<string, string>>, userAgent: string | null) {
  const store = shop.parent;
  const channel = channelOf(store, query);
  const merchantUid = textField(query, "merchant_uid");
  const amount = numberField(query, "amount");
  if (!/^imp\d{6,}$/.test(query.user_code ?? "")) throw new NotOpened("가맹점 식별코드가 올바르지 않습니다.");
  if (channel === undefined) throw new NotOpened("등록된 PG 설정 정보가 없습니다.");
  if (merchantUid === null || merchantUid.length > 40) throw new NotOpened("merchant_uid가 올바르지 않습니다.");
  if (typeof amount !== "number" || amount <= 0) throw new NotOpened("결제금액이 올바르지 않습니다.");
  const currency = textField(query, "currency") ?? (channel.pg_provider === "paypal_v2" ? "USD" : "KRW");
  requirePrepared(store, merchantUid, amount, currency);
  if (store.world.idsOfMerchantUid(merchantUid).some((id) => store.world.paidAt(id) > 0)) {
    throw new NotOpened("이미 결제가 이루어진 거래건입니다.");
  }
  const order = {
    status: "ready" as const,
    merchantUid,
    amount,
    currency,
    pgProvider: channel.pg_provider,
    pgId: channel.pg_id,
    isTest: channel.sandbox,
    payMethod: textField(query, "pay_method") ?? "card",
    ...given("name", textField(query, "name")?.slice(0, 40)),
    ...given("buyerName", textField(query, "buyer_name")?.slice(0, 16)),
    ...given("buyerEmail", textField(query, "buyer_email")?.slice(0, 64)),
    ...given("buyerTel", textField(query, "buyer_tel")?.slice(0, 16)),
    ...given("buyerAddr", textField(query, "buyer_addr")?.slice(0, 128)),
    ...given("buyerPostcode", textField(query, "buyer_postcode")?.slice(0, 8)),
    ...given("customData", textField(query, "custom_data")),
  };
  const { wire } = shop.createPayment(store, order, "window_opened", (record) => {
    Object.assign(record.wire, noAccountYet);
    record.wire.user_agent = userAgent;
    record.wire.channel = /mobi/i.test(userAgent ?? "") ? "mobile" : "pc";
  });
  return { wire, channel };
}

/** The account is issued when the buyer asks for it in the window. */
const noAccountYet = {
  pg_tid: null,
  vbank_code: null,
  vbank_name: null,
  vbank_num: null,
  vbank_holder: null,
  vbank_date: 0,
  vbank_issued_at: 0,
};

function channelOf({ channels }: Store, query: Readonly<Record<string, string>>): Channel | undefined {
  const forPayments = channels.filter(({ type }) => type === "payment");
  const key = textField(query, "channelKey") ?? textField(query, "channel_key");
  if (key !== null) return forPayments.find(({ channel_key }) => channel_key === key);
  const [pg = "", mid] = (query.pg ?? "").split(".");
  return forPayments.find(({ pg_provider, pg_id }) => pg_provider === pg && (mid === undefined || pg_id === mid));
}

/** An order whose amount was registered is paid with that amount or not at all (V1 OpenAPI, `payment.validation`). */
function requirePrepared({ prepared }: Store, merchantUid: string, amount: number, currency: string): void {
  const registered = prepared.get(merchantUid);
  if (registered === undefined) return;
  const isOther = registered.amount !== amount || (registered.currency !== null && registered.currency !== currency);
  if (isOther) throw new NotOpened("결제 금액이 사전 등록된 금액과 일치하지 않습니다.");
}

function tell(
  shape: RedirectShape,
  facts: {
    readonly impUid: string;
    readonly merchantUid: string;
    readonly failure: Failure | null;
  },
): Record<string, string> {
  const { impUid, merchantUid, failure } = facts;
  return {
    imp_uid: impUid,
    merchant_uid: merchantUid,
    ...(shape === "neither" ? {} : { [shape]: String(failure === null) }),
    ...(failure === null ? {} : { error_code: failure.code, error_msg: failure.message }),
  };
}

function withParameters(address: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

function isWebAddress(address: string): boolean {
  return address.length <= longestRedirectUrl && /^https?:$/.test(URL.parse(address)?.protocol ?? "");
}

/** A form sent from elsewhere is not the buyer's doing. */
function isOwnPage(origin: string | undefined, address: string): boolean {
  return origin === new URL(address).origin;
}

function given<Name extends string>(name: Name, value: string | null | undefined) {
  return (value === null || value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };
}
