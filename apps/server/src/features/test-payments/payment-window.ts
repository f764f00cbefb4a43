import { createHash, timingSafeEqual } from "node:crypto";
import { AppError, money, toWireAmount } from "@maru/domain";
import type { Config } from "../../config.ts";
import type { Deps, SignedInContext } from "../../context.ts";
import { keyedHash } from "../../seal-text.ts";
import { findUser } from "../users/users.repository.ts";
import type { TestPaymentsTable } from "./test-payments.tables.ts";

/** Where a payment window leads back to; the web app takes it from there. */
const completePath = "/payments/complete";
/** Our own parameter beside those of the documents: which test payment somebody comes back from. */
export const testPaymentParameter = "test_payment";
/** Beside it: what only the address holds that a window of this console was given, for the person who opened it. */
const windowParameter = "window";
/** The real SDK (developers site, "SDK 설치"); it has to come from there and is never kept here. */
const sdkAddress = "https://cdn.iamport.kr/v1/iamport.js";
/** Any code opens the sandbox's window. */
const sandboxMerchantCode = "imp00000000";

/**
 * Why no window can be opened: the merchant's id code is not configured, the console is opened over plain http, or the
 * sandbox cannot be reached by a browser.
 */
export type WindowProblem = "no_merchant_code" | "no_https" | "no_sandbox";

/** What stands in the way of opening any window from this console; null where nothing does. */
export function windowProblem({ config, sandboxUrl }: Pick<Deps, "config" | "sandboxUrl">): WindowProblem | null {
  if (config.mode === "sandbox") return sandboxUrl === null ? "no_sandbox" : null;
  if (config.upstream.merchantCode === null) return "no_merchant_code";
  return isGuarded(config.publicUrl) ? null : "no_https";
}

/**
 * Whether browsers keep apart what the SDK's page and the console do. Over plain http they drop the opener policy of the
 * page, and whoever is on the way can change the policy itself; this machine's own names count as safe.
 * https://html.spec.whatwg.org/multipage/browsers.html#obtain-coop
 */
function isGuarded(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === "https:") return true;
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** Throws where no window can be opened from here. */
export function requireWindow(deps: Pick<Deps, "config" | "sandboxUrl">): void {
  const problem = windowProblem(deps);
  if (problem === null) return;
  throw new AppError("WINDOW_UNAVAILABLE", "No payment window can be opened from this console.", {
    details: { problem },
  });
}

export type PaymentWindow =
  /** The sandbox's window, to be gone to. */
  | { readonly kind: "address"; readonly address: string }
  /** A page that runs the real SDK, with the only policy under which it can run. */
  | { readonly kind: "page"; readonly html: string; readonly headers: Readonly<Record<string, string>> };

/**
 * The window of a test payment whose amount is registered; whoever opens it is its buyer. Throws where it is not
 * registered, or has been paid already.
 */
export async function openPaymentWindow(ctx: SignedInContext, row: TestPaymentsTable): Promise<PaymentWindow> {
  requireWindow(ctx);
  if (row.preparation !== "prepared" || row.verified_at_ms !== null) {
    throw new AppError("WINDOW_UNAVAILABLE", "The amount is not registered, or the order has been paid.", {
      details: { problem: row.verified_at_ms === null ? "not_prepared" : "already_paid" },
    });
  }
  const { config, sandboxUrl, actor } = ctx;
  const { merchantCode, tier } = config.upstream;
  const tel = (await findUser(ctx.store.read, { id: actor.userId }))?.tel ?? null;
  const request = {
    channelKey: row.channel_key,
    pay_method: row.method,
    merchant_uid: row.merchant_uid,
    name: row.order_name,
    amount: toWireAmount(money(row.amount, row.currency)),
    currency: row.currency,
    buyer_name: actor.name,
    buyer_email: actor.email,
    // Some PGs open no window without it (documents of the SDK, `buyer_tel`).
    ...(tel === null ? {} : { buyer_tel: tel }),
    m_redirect_url: returnAddress(config, row, actor.userId),
  };
  if (config.mode === "sandbox") {
    const { amount, ...texts } = request;
    const query = new URLSearchParams({ user_code: sandboxMerchantCode, ...texts, amount: String(amount) });
    return { kind: "address", address: `${sandboxUrl}/window?${query}` };
  }
  return { kind: "page", html: sdkPage({ merchantCode, tier, request }), headers: sdkPolicy };
}

function returnAddress(config: Pick<Config, "publicUrl" | "secret">, row: TestPaymentsTable, userId: string): string {
  const query = { [testPaymentParameter]: row.id, [windowParameter]: windowMark(config, row, userId) };
  return `${config.publicUrl}${completePath}?${new URLSearchParams(query)}`;
}

function windowMark({ secret }: Pick<Config, "secret">, { id }: Pick<TestPaymentsTable, "id">, userId: string): string {
  return keyedHash(secret, "window of a test payment", JSON.stringify([id, userId]));
}

/**
 * Whether a redirect came by the address that this person's window of the test payment was given. Any page can send
 * somebody here with a redirect of its own making, but without this.
 */
export function isFromWindow(
  config: Pick<Config, "secret">,
  row: Pick<TestPaymentsTable, "id">,
  userId: string,
  parameters: readonly (readonly [name: string, value: string])[],
): boolean {
  const given = parameters.find(([name]) => name === windowParameter)?.[1];
  if (given === undefined) return false;
  const [mark, own] = [Buffer.from(windowMark(config, row, userId)), Buffer.from(given)];
  return mark.length === own.length && timingSafeEqual(mark, own);
}

/**
 * Calls the SDK as a shop's page does. A window inside the page answers by callback; one that takes the page with it leads
 * to `m_redirect_url` by itself. What the callback says goes the same way, under the names it came with.
 */
const script = `
const order = JSON.parse(document.getElementById("order").textContent);
const note = document.getElementById("note");
if (window.IMP === undefined) {
  note.textContent = order.words.noSdk;
} else {
  if (order.tier === null) window.IMP.init(order.merchantCode);
  else window.IMP.agency(order.merchantCode, order.tier);
  window.IMP.request_pay(order.request, (answer) => {
    const back = new URL(order.request.m_redirect_url);
    for (const name of ["imp_uid", "merchant_uid", "imp_success", "success", "error_code", "error_msg"]) {
      const value = answer[name];
      if (value !== undefined && value !== null) back.searchParams.set(name, String(value));
    }
    window.location.replace(back);
  });
}
`;

/**
 * The SDK draws into the page, and the windows of the PGs are frames and forms of their own. Nothing of the console may be
 * called from here: neither its procedures nor its pages are among what this page may reach, and forms, which may go to
 * any PG, are not taken by this console (`isFormSent`).
 */
const sdkPolicy: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}' ${new URL(sdkAddress).origin}`,
    "style-src 'unsafe-inline'",
    "img-src https: data:",
    "font-src https: data:",
    "connect-src https://*.iamport.kr https://*.portone.io",
    "frame-src https:",
    "form-action https:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  // Some PGs open a window of their own, which has to find its way back to this one.
  "cross-origin-opener-policy": "same-origin-allow-popups",
};

function sdkPage({
  merchantCode,
  tier,
  request,
}: Pick<Config["upstream"], "merchantCode" | "tier"> & { readonly request: object }): string {
  const words = {
    opening: "결제창을 여는 중이에요. · Opening the payment window.",
    noSdk:
      "결제창 스크립트(cdn.iamport.kr)를 불러오지 못했어요. 인터넷 연결과 차단 프로그램을 확인한 뒤 새로고침해 주세요. · The script of the payment window could not be loaded. Check the connection and blockers, then reload.",
  };
  // Inside a script element nothing may look like its end.
  const data = JSON.stringify({ merchantCode, tier, request, words }).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Maru</title>
<main><p id="note" role="status">${words.opening}</p></main>
<script type="application/json" id="order">${data}</script>
<script src="${sdkAddress}"></script>
<script>${script}</script>
</html>
`;
}
