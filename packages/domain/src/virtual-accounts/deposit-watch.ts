import type { Localised } from "../locale.ts";
import type { Payment } from "../payment.ts";

/** What can be said about a deposit that a buyer speaks of. */
export type DepositDiagnosis =
  /** i'mport knows of no deposit: if the buyer can show one, the PG has not told i'mport. */
  | "pg_to_portone"
  /** i'mport has it, and its webhook never came here although others do. */
  | "portone_to_shop"
  /** i'mport has it and told us: what is missing is behind the webhook, in the shop. */
  | "shop_itself"
  /** i'mport has it; webhooks go to another address than this console, so that nobody here can tell. */
  | "webhooks_elsewhere"
  /** A webhook says that it was paid, and i'mport, asked about it, says that it was not. */
  | "claim_unproved"
  /** The account takes no deposits any more. */
  | "account_closed"
  /** It was paid a moment ago: a webhook may still be on its way. */
  | "on_its_way"
  /** Not a payment by virtual account. */
  | "not_an_account";

export interface DepositFacts {
  /** As upstream has just told. */
  readonly payment: Payment;
  /** When a webhook said that this payment was paid, unix seconds; null when none did. */
  readonly paidClaimAt: number | null;
  /** When the newest webhook came that upstream bore out, about whatever payment; null when none ever did. */
  readonly lastWebhookAt: number | null;
  readonly nowSeconds: number;
}

/** i'mport sends its webhook at once and twice more where nobody answers. */
const webhookMayTakeSeconds = 10 * 60;

/** Compares what i'mport says with what its webhooks said: which of the two hops, PG to i'mport and i'mport to shop, is missing. */
export function diagnoseDeposit({ payment, paidClaimAt, lastWebhookAt, nowSeconds }: DepositFacts): DepositDiagnosis {
  if (payment.method !== "vbank" || (payment.virtualAccount?.number ?? null) === null) return "not_an_account";
  switch (payment.status) {
    case "ready":
      return paidClaimAt === null ? "pg_to_portone" : "claim_unproved";
    case "failed":
      return "account_closed";
    case "paid":
    case "partially_cancelled":
    case "cancelled":
    case "pending":
    case "unknown": {
      if (paidClaimAt !== null) return "shop_itself";
      if (nowSeconds - (payment.paidAt ?? 0) < webhookMayTakeSeconds) return "on_its_way";
      return lastWebhookAt === null ? "webhooks_elsewhere" : "portone_to_shop";
    }
  }
}

interface NoticeAddress {
  /** What has to stand at the PG; null where the PG sets it by itself. */
  readonly url: string | null;
  readonly note: Localised | null;
}

/**
 * Where a PG has to send its deposit notices, so that i'mport hears of them. Whether it is set there, no API tells.
 * Source: PortOne developers site, "가상계좌 입금통보 URL 설정".
 */
const addresses: Readonly<Record<string, NoticeAddress>> = {
  html5_inicis: {
    url: "https://service.iamport.kr/inicis_payments/notice_vbank",
    note: {
      ko: "KG이니시스 상점 관리자에서 ‘입금내역 실시간 통보, URL 수신(일반), 건별 채번’으로 설정하세요.",
      en: "In the KG Inicis admin: real-time notice, “URL receive (general)”, per-payment numbers.",
    },
  },
  kcp: {
    url: "https://service.iamport.kr/kcp_payments/notice_vbank",
    note: { ko: "인코딩은 UTF-8이에요.", en: "Encoding UTF-8." },
  },
  kicc: {
    url: "https://service.iamport.kr/kicc_payments/notice_vbank",
    note: { ko: "자동으로 설정돼요.", en: "Set automatically." },
  },
  settle: {
    url: "https://service.iamport.kr/settle_payments/notice_vbank",
    note: {
      ko: "헥토파이낸셜에 메일로 등록을 요청해야 해요.",
      en: "Hecto Financial sets it when asked by mail.",
    },
  },
  daou: { url: "https://service.iamport.kr/daou_payments/notice_vbank", note: null },
  nice: {
    url: "https://service.iamport.kr/nice_payments/notice_vbank",
    note: {
      ko: "암호화 전송은 끄고, 1분 간격 3회 재전송으로 설정하세요.",
      en: "Encryption off; three repeats, one minute apart.",
    },
  },
  tosspayments: {
    url: "https://tx-gateway-service.prod.iamport.co/virtual-account/webhook-event/tosspayments",
    note: { ko: "이벤트는 DEPOSIT_CALLBACK이에요.", en: "Event DEPOSIT_CALLBACK." },
  },
  smartro_v2: {
    url: "https://tx-gateway-service.prod.iamport.co/smartro-v2",
    note: {
      ko: "입금과 환불 통보 모두, UTF-8, 1분 간격 5회 재전송으로 설정하세요.",
      en: "For deposits and refunds; UTF-8; five repeats, one minute apart.",
    },
  },
  nice_v2: {
    url: "https://tx-gateway-service.prod.iamport.co/nicepay-v2",
    note: { ko: "1분 간격 3회 재전송으로 설정하세요.", en: "Three repeats, one minute apart." },
  },
  welcome: { url: "https://tx-gateway-service.prod.iamport.co/welcome", note: null },
  ksnet: { url: null, note: { ko: "KSNET이 자동으로 설정해요.", en: "KSNET sets it by itself." } },
};

/** The address a PG has to notify of deposits; undefined where the vendor publishes none. */
export function depositNotice(pgProvider: string | null): NoticeAddress | undefined {
  return pgProvider !== null && Object.hasOwn(addresses, pgProvider) ? addresses[pgProvider] : undefined;
}
