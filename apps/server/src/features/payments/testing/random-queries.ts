import {
  type Payment,
  type PaymentQuery,
  type PaymentStatus,
  paymentQuery,
  paymentStatuses,
  statusAt,
  toKstDate,
} from "@maru/domain";
import type { seededRandom } from "./seeded-random.ts";

export type Random = ReturnType<typeof seededRandom>;

/** Any combination of filters and words, most of them about payments that exist. */
export function randomQuery(random: Random, all: readonly Payment[]): PaymentQuery {
  const sample = random.pick(all);
  const codes = (value: (payment: Payment) => string | null, chance: number): string[] | undefined => {
    if (!random.chance(chance)) return undefined;
    const found = [value(sample), ...(random.chance(0.4) ? [value(random.pick(all))] : [])];
    const known = [...new Set(found.filter((code) => code !== null))];
    return known.length === 0 ? undefined : known;
  };
  const days = [dayOf(random, all), dayOf(random, all)].toSorted();
  const status: PaymentStatus[] | undefined = random.chance(0.15)
    ? [...new Set([random.pick(paymentStatuses), random.pick(paymentStatuses)])]
    : undefined;
  const raw = {
    text: random.chance(0.85) ? randomText(random, sample, all) : undefined,
    where: random.chance(0.1) ? [randomTerm(random, sample, all), randomTerm(random, sample, all)] : undefined,
    status,
    method: codes((payment) => payment.method, 0.15),
    pgProvider: codes((payment) => payment.pgProvider, 0.15),
    mid: codes((payment) => payment.mid, 0.08),
    currency: random.chance(0.1) ? [random.pick(["KRW", "USD"])] : undefined,
    mode: random.pick(["all", "all", "all", "live", "test"]),
    escrow: random.chance(0.08) ? random.chance(0.5) : undefined,
    cashReceipt: random.chance(0.08) ? random.chance(0.5) : undefined,
    billing: random.chance(0.05) ? random.chance(0.5) : undefined,
    failReason: random.chance(0.08) ? (sample.failReason ?? undefined) : undefined,
    basis: random.pick(["status", "requested"]),
    from: random.chance(0.3) ? days[0] : undefined,
    to: random.chance(0.3) ? days[1] : undefined,
    sort: random.pick(["-time", "-time", "time", "-amount", "amount"]),
    limit: random.pick([1, 5, 50]),
  };
  return paymentQuery.parse(Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)));
}

function dayOf(random: Random, all: readonly Payment[]): string {
  return toKstDate(statusAt(random.pick(all)));
}

function randomText(random: Random, payment: Payment, all: readonly Payment[]): string {
  const words = Array.from({ length: random.chance(0.3) ? 2 : 1 }, () =>
    random.chance(0.35) ? randomTerm(random, payment, all) : randomWord(random, payment),
  );
  return words.join(" ").slice(0, 200);
}

function textsOf(payment: Payment): string[] {
  return [
    payment.impUid,
    payment.merchantUid,
    payment.pgTid,
    payment.buyer.name,
    payment.buyer.email,
    payment.buyer.tel,
    payment.buyer.tel?.replaceAll("-", ""),
    payment.orderName,
    payment.card?.approvalNumber,
    payment.card?.number,
    payment.virtualAccount?.number,
    payment.virtualAccount?.holder,
    payment.failReason,
    payment.cancelReason,
    ...payment.cancellations.flatMap(({ reason, pgTid, cancellationId }) => [reason, pgTid, cancellationId]),
    "배송 지연으로 고객과 통화",
  ].filter((value) => typeof value === "string");
}

const hostileWords = [
  ..."%_'\"*\\a0김,:()",
  ..."^&|!~$",
  "zzzz",
  "--",
  "🙂",
  "없는말",
  ":*",
  "&|!",
  "' or 1=1 --",
  'a" OR "b',
  "NEAR(a b)",
  "grams:a",
  "a*",
  "'김':*",
  "\u0000김",
  "\ud800",
  "\u202e5678",
  "김\u200b민",
  "status:",
  "stauts:paid",
  "date:2024-02-30",
  "date:9999-12",
  "date:0000",
  "amount:99999999999999999999",
  "amount:<0",
  "-",
  "--",
  '"',
  '-"',
  "name:",
  "__proto__:x",
];

function randomWord(random: Random, payment: Payment): string {
  const kind = random.next();
  if (kind < 0.62) return random.piece(random.pick(textsOf(payment)));
  if (kind < 0.66) return `"${random.piece(random.pick(textsOf(payment))).replace(/["\\]/g, "\\$&")}"`;
  if (kind < 0.7) return `-${random.piece(random.pick(textsOf(payment)))}`;
  if (kind < 0.78) return String(payment.amount.amount);
  if (kind < 0.84) return `${payment.amount.amount.toLocaleString("en")}원`;
  if (kind < 0.88) return `>=${payment.amount.amount}`;
  if (kind < 0.91) return `${Math.floor(payment.amount.amount / 2)}..${payment.amount.amount}`;
  if (kind < 0.92) return `${payment.amount.amount / 10_000}만원`;
  if (kind < 0.94) return random.pick(["ㄱㅁ", "ㅂㅅㄱ", "ㅇㅈ", "ㅋㅍ", "ㄱ", "ㅎㄴㄱ"]);
  if (kind < 0.96) return random.pick([halfTyped(random, payment), `'${payment.impUid}',`, `/?id=${payment.impUid}&a`]);
  return random.pick(hostileWords);
}

/** The buyer's name on the way to its last syllable, of which only a consonant stands yet. */
function halfTyped(random: Random, { buyer: { name } }: Payment): string {
  return (name ?? "김민수").slice(0, -1) + random.pick([..."ㄱㄴㅁㅅㅇㅈㅎ"]);
}

/** One `key:value`, in either language, one in three of them negated. */
function randomTerm(random: Random, payment: Payment, all: readonly Payment[]): string {
  const other = random.pick(all);
  const amount = payment.amount.amount;
  const day = dayOf(random, all);
  const inField = (keys: readonly string[], value: string | null | undefined): string => {
    const piece = random.piece(value ?? random.pick(textsOf(payment)));
    const isQuoted = /[\s"]/.test(piece) || random.chance(0.2);
    return `${random.pick(keys)}:${isQuoted ? `"${piece.replace(/["\\]/g, "\\$&")}"` : piece}`;
  };
  const makers: readonly (() => string)[] = [
    () => `${random.pick(["status", "상태"])}:${payment.status}`,
    () => `status:${payment.status},${other.status}`,
    () => `상태:${random.pick(["결제완료", "부분취소", "취소", "실패", "미결제"])}`,
    () => `${random.pick(["method", "수단"])}:${random.pick([payment.method ?? "card", "가상계좌", "vbank"])}`,
    () => `${random.pick(["pg", "pg사"])}:${random.pick([payment.pgProvider ?? "kcp", "이니시스", "kcp"])}`,
    () => `${random.pick(["mid", "상점아이디"])}:"${payment.mid ?? "none"}"`,
    () => `${random.pick(["currency", "통화"])}:${payment.amount.currency}`,
    () => `${random.pick(["mode:test", "모드:실연동"])}`,
    () =>
      `${random.pick(["escrow", "에스크로", "receipt", "현금영수증", "billing", "빌링"])}:${random.pick(["yes", "no", "예"])}`,
    () => `${random.pick(["amount", "금액"])}:${random.pick([">", "<", ">=", "<=", ""])}${amount}`,
    () => `amount:${Math.floor(amount / 2)}..${amount}`,
    () => "금액:1만~5만",
    () =>
      `${random.pick(["date", "기간", "requested", "요청일", "changed", "변경일"])}:${random.pick([day, day.slice(0, 7), day.slice(0, 4), `${day}..`, `<${day}`])}`,
    () => inField(["name", "이름"], payment.buyer.name),
    () => inField(["name", "이름"], random.pick(["ㄱㅁ", "ㅅ", "김", "ㅎㅈ"])),
    () => inField(["phone", "전화"], payment.buyer.tel),
    () => inField(["phone"], payment.buyer.tel?.replaceAll("-", "")),
    () => inField(["email", "이메일"], payment.buyer.email),
    () => inField(["order", "주문번호"], payment.merchantUid),
    () => inField(["product", "상품"], payment.orderName),
    () => inField(["imp_uid", "결제번호"], payment.impUid),
    () => inField(["tid", "거래번호"], payment.pgTid),
    () => inField(["approval", "승인번호"], payment.card?.approvalNumber),
    () => inField(["card", "카드"], payment.card?.number),
    () => inField(["account", "계좌"], payment.virtualAccount?.number),
    () => inField(["reason", "취소사유"], payment.cancelReason),
    () => inField(["fail", "실패사유"], payment.failReason),
    () => inField(["note", "메모"], "배송 지연으로 고객과 통화"),
    () => inField(["depositor", "cancellation", "customer"], payment.cancellations[0]?.cancellationId),
  ];
  return `${random.chance(0.33) ? "-" : ""}${random.pick(makers)()}`;
}
