import type { Channel } from "./channels.ts";
import type { WirePayment } from "./payment-record.ts";

/** What a buyer may do in the window. `forge` is a buyer who changed the amount in the shop's page. */
export const waysOut = ["pay", "decline", "close", "forge"] as const;
export type WayOut = (typeof waysOut)[number];

/**
 * What the redirect says of success: `imp_success`, `success` as some PGs have it, or neither (Inicis account transfers
 * and the new SDK's PGs).
 */
export const redirectShapes = ["imp_success", "success", "neither"] as const;
export type RedirectShape = (typeof redirectShapes)[number];

/** PGs whose redirect says nothing of success with the new SDK (i'mport's English documentation, "Redirect method"). */
const silentPgs: ReadonlySet<string> = new Set([
  "tosspay_v2",
  "tosspayments",
  "smartro_v2",
  "nice_v2",
  "paypal_v2",
  "ksnet",
  "welcome",
]);

/** The shape that the documents give for a payment. */
export function documentedShape({ pg_provider: pg, pay_method: method }: WirePayment): RedirectShape {
  if (pg === "html5_inicis" && method === "trans") return "neither";
  return pg !== null && silentPgs.has(pg) ? "neither" : "imp_success";
}

const style = `
  body { font: 16px/1.6 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; max-width: 27rem; margin: 0 auto; padding: 1.5rem 1.25rem; color: #1f2328; background: #fbfaf7 }
  h1 { font-size: 1.25rem; margin: 0 } p { margin: .25rem 0 } .note { color: #5c6067; font-size: .875rem }
  .amount { font-size: 1.75rem; font-weight: 700; font-variant-numeric: tabular-nums; margin: .75rem 0 }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; border-block: 1px solid #d9d5cb; padding: .75rem 0 } dt { color: #5c6067 } dd { margin: 0; overflow-wrap: anywhere }
  form { display: grid; gap: .5rem } button, select { font: inherit; padding: .6rem .75rem; border-radius: 6px; border: 1px solid #8a8d93; background: #fff; color: inherit; text-align: left }
  button.main { background: #1c5d49; border-color: #1c5d49; color: #fff; font-weight: 600; text-align: center } button small { display: block; color: #5c6067 } button.main small { color: #fff }
  label { font-size: .875rem; color: #5c6067; display: grid; gap: .25rem }
  @media (prefers-color-scheme: dark) { body { color: #e6e4de; background: #17181a } .note, dt, label, button small { color: #a9adb4 } dl { border-color: #3a3d41 } button, select { background: #222427; border-color: #6d7177 } button.main { background: #2c7a61; border-color: #2c7a61 } }
`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${style}</style>
<main>${body}</main>
</html>
`;
}

/** The payment window of a payment that waits for its buyer. */
export function windowPage(facts: {
  readonly wire: WirePayment;
  readonly channel: Channel;
  readonly returnTo: string;
}): string {
  const { wire, channel, returnTo } = facts;
  const amount = new Intl.NumberFormat("ko-KR", { style: "currency", currency: wire.currency }).format(wire.amount);
  const usual = documentedShape(wire);
  const shape = (value: RedirectShape, words: string) =>
    `<option value="${value}"${value === usual ? " selected" : ""}>${words}</option>`;
  return page(
    "마루 샌드박스 결제창",
    `
<h1>결제창 <span class="note">Payment window · ${channel.sandbox ? "테스트 test" : "실연동 live"}</span></h1>
<p class="note">진짜 결제창을 흉내 내며, 진짜 돈은 움직이지 않습니다. <span lang="en">It only plays a payment window; no money moves.</span></p>
<p class="amount">${text(amount)}</p>
<dl>
  <dt>상품 · item</dt><dd>${text(wire.name ?? "—")}</dd>
  <dt>주문번호 · order</dt><dd>${text(wire.merchant_uid)}</dd>
  <dt>채널 · channel</dt><dd>${text(channel.channel_name)} (${text(channel.pg_provider)}.${text(channel.pg_id)})</dd>
  <dt>수단 · method</dt><dd>${text(wire.pay_method ?? "—")}</dd>
</dl>
<form method="post" action="/window/${text(wire.imp_uid)}">
  <input type="hidden" name="m_redirect_url" value="${text(returnTo)}">
  <label>돌아갈 때 붙는 값 · what the redirect says
    <select name="shape">
      ${shape("imp_success", "imp_success")}
      ${shape("success", "success (일부 PG · some PGs)")}
      ${shape("neither", "없음 · neither")}
    </select>
  </label>
  <button class="main" name="outcome" value="pay">결제하기<small lang="en">Pay</small></button>
  <button name="outcome" value="decline">카드사가 거절<small lang="en">The card is declined</small></button>
  <button name="outcome" value="close">결제하지 않고 창 닫기<small lang="en">Close without paying</small></button>
  <button name="outcome" value="forge">금액을 바꿔서 결제<small lang="en">Pay another amount, as a forger does</small></button>
</form>`,
  );
}

/** What the window says when it cannot go anywhere else. */
export function windowProblemPage(sentence: string): string {
  return page("결제창을 열 수 없습니다", `<h1>결제창을 열 수 없습니다</h1><p>${text(sentence)}</p>`);
}

/**
 * The script a shop includes, as far as a payment goes: `IMP.init` and `IMP.request_pay`, which leads to the window of the
 * sandbox at `origin`. The documents' parameters go there under their own names.
 */
export function sdkScript(origin: string): string {
  return `(function () {
  var userCode = null;
  window.IMP = {
    init: function (code) { userCode = code; },
    request_pay: function (params, callback) {
      if (userCode === null) throw new Error("IMP.init has to be called first.");
      var query = new URLSearchParams({ user_code: userCode });
      Object.keys(params).forEach(function (name) {
        var value = params[name];
        if (value !== null && value !== undefined) query.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
      });
      if (!params.m_redirect_url) {
        if (callback) callback({ success: false, merchant_uid: params.merchant_uid, error_msg: "m_redirect_url이 필요합니다." });
        return;
      }
      window.location.assign(${JSON.stringify(origin)} + "/window?" + query);
    }
  };
})();
`;
}

function text(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
