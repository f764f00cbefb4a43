import type { Localised } from "../locale.ts";
import { normaliseForSearch } from "../search/normalise-for-search.ts";
import type { SearchField } from "../search/search-fields.ts";

/** Keys whose values are codes with names. */
export const facetKeys = ["status", "method", "pg", "mid", "currency", "mode", "escrow", "receipt", "billing"] as const;
export type FacetKey = (typeof facetKeys)[number];

/** `date` speaks of the time the list goes by, the others of one time each. */
export type DaysKey = "date" | "requested" | "changed";

export type QueryKeyKind =
  | { readonly kind: "facet"; readonly key: FacetKey }
  | { readonly kind: "days"; readonly key: DaysKey }
  | { readonly kind: "amount" }
  | { readonly kind: "text"; readonly field: SearchField };

export type QueryKey = QueryKeyKind & {
  /** How the key is printed. */
  readonly name: string;
  /** What it is called; the Korean name is a key as well. */
  readonly names: Localised;
  /** Other words for it in either language, as they are typed: lower case, no spaces. */
  readonly aliases: readonly string[];
};

/** Everything a search can be narrowed by, in the order in which it is offered. */
export const queryKeys: readonly QueryKey[] = [
  facet("status", { ko: "상태", en: "Status" }, ["결제상태", "state"]),
  facet("method", { ko: "수단", en: "Method" }, ["결제수단", "방법", "paymethod", "pay_method"]),
  facet("pg", { ko: "PG사", en: "PG" }, ["pg사", "피지", "피지사", "provider", "pg_provider"]),
  facet("mid", { ko: "상점아이디", en: "Merchant ID (MID)" }, ["상점", "채널", "channel", "pg_id", "merchantid"]),
  { kind: "amount", name: "amount", names: { ko: "금액", en: "Amount" }, aliases: ["결제금액", "가격", "price"] },
  days("date", { ko: "기간", en: "Days" }, ["날짜", "일자", "일", "day", "days", "period"]),
  days("requested", { ko: "요청일", en: "Day of request" }, ["요청", "결제요청일", "requested_at", "started"]),
  days("changed", { ko: "변경일", en: "Day of status change" }, ["변경", "상태변경일", "status_at", "updated"]),
  text("name", { ko: "이름", en: "Buyer’s name" }, ["구매자", "구매자명", "성함", "buyer", "buyer_name"]),
  text("phone", { ko: "전화", en: "Phone" }, ["전화번호", "휴대폰", "연락처", "tel", "mobile", "buyer_tel"]),
  text("email", { ko: "이메일", en: "E-mail" }, ["메일", "mail", "buyer_email"]),
  text("order", { ko: "주문번호", en: "Order no." }, ["주문", "merchant_uid", "merchantuid"]),
  text("product", { ko: "상품", en: "Order name" }, ["상품명", "주문명", "item", "goods", "order_name"]),
  text("impUid", { ko: "결제번호", en: "imp_uid" }, ["imp_uid", "imp", "impuid", "id"]),
  text("tid", { ko: "거래번호", en: "PG transaction no." }, ["pg거래번호", "pg_tid", "pgtid"]),
  text("approval", { ko: "승인번호", en: "Approval no." }, ["승인", "apply_num", "approvalnumber"]),
  text("card", { ko: "카드", en: "Card no." }, ["카드번호", "card_number"]),
  text("account", { ko: "계좌", en: "Virtual account" }, ["계좌번호", "가상계좌번호", "예금주", "vbank_num"]),
  text("depositor", { ko: "입금자", en: "Depositor" }, ["입금자명", "입금"]),
  text("reason", { ko: "취소사유", en: "Cancel reason" }, ["사유", "환불사유", "cancel_reason"]),
  text("fail", { ko: "실패사유", en: "Failure reason" }, ["실패", "오류", "error", "fail_reason"]),
  text("cancellation", { ko: "취소번호", en: "Cancellation no." }, ["cancellation_id", "cancel_id"]),
  text("customer", { ko: "빌링키", en: "Billing key" }, ["고객번호", "customer_uid", "customeruid"]),
  text("note", { ko: "메모", en: "Note" }, ["노트", "notes", "memo"]),
  facet("currency", { ko: "통화", en: "Currency" }, ["화폐"]),
  facet("mode", { ko: "모드", en: "Mode" }, ["연동모드", "연동", "실연동"]),
  facet("escrow", { ko: "에스크로", en: "Escrow" }, []),
  facet("receipt", { ko: "현금영수증", en: "Cash receipt" }, ["영수증", "cashreceipt", "cash_receipt"]),
  facet("billing", { ko: "빌링", en: "Billing payment" }, ["정기결제", "빌링결제", "recurring"]),
];

function facet(key: FacetKey, names: Localised, aliases: readonly string[]): QueryKey {
  return { kind: "facet", key, name: key, names, aliases };
}

function days(key: DaysKey, names: Localised, aliases: readonly string[]): QueryKey {
  return { kind: "days", key, name: key, names, aliases };
}

function text(field: SearchField, names: Localised, aliases: readonly string[]): QueryKey {
  return { kind: "text", field, name: field === "impUid" ? "imp_uid" : field, names, aliases };
}

/** Every word a key can be written as, the printed one first. */
export function wordsOfKey({ name, names, aliases }: QueryKey): string[] {
  return [...new Set([name, names.ko, ...aliases])];
}

const keysByWord: ReadonlyMap<string, QueryKey> = /* @__PURE__ */ new Map(
  queryKeys.flatMap((key) => wordsOfKey(key).map((word) => [word, key])),
);

/** The key a word means, in either language and any case. */
export function findQueryKey(word: string): QueryKey | undefined {
  return keysByWord.get(normaliseForSearch(word));
}
