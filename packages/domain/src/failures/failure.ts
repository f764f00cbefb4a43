import type { Localised } from "../locale.ts";

/** Who has to do something before the same thing can succeed. */
export type FailureActor = "buyer" | "card_company" | "merchant" | "pg" | "portone" | "nobody";

/** What stands behind a message of a PG, for the person who answers the customer. */
export interface FailureExplanation {
  /** Stable name, for counting. */
  readonly id: string;
  readonly cause: Localised;
  readonly whoMustAct: FailureActor;
  /** A whole polite sentence to send to the buyer. */
  readonly customerSentence: Localised;
}

/**
 * Where the wording comes from.
 *
 * - `portone`: PortOne's help centre, developer pages and recorded V1 answers (domain rules on cancels and failures)
 * - `toss`: https://docs.tosspayments.com/reference/error-codes
 * - `nice`: https://github.com/nicepayments/nicepay-manual, common/code.md, and https://developers.nicepay.co.kr/tip.php
 * - `inicis`: https://www.inicis.com/blog/archives/category/cs/cs_best and github.com/ts-inicis/INIMobile-Manual issues
 * - `danal`: Danal's answer code look-up and github.com/iamport/iamport-ios issue 11
 * - `kcp`: NHN KCP answer codes as listed at http://www.ezypay.com/failed-payment-response-guide/SK/KCP-local-cards
 * - `eximbay`: https://developer.eximbay.com/eximbay/api_sdk/code-newerror.html
 * - `naver`, `kakao`: the answer codes of Naver Pay (`UserCancel`, `OwnerAuthFail`, …) and Kakao Pay
 * - `paypal`: https://developer.paypal.com/api/rest/reference/orders/v2/errors/
 * - `field`: messages quoted in public issue threads of shops and official client libraries
 */
type FailureSource =
  | "portone"
  | "toss"
  | "nice"
  | "inicis"
  | "danal"
  | "kcp"
  | "eximbay"
  | "naver"
  | "kakao"
  | "paypal"
  | "field";

export interface FailureEntry extends FailureExplanation {
  /**
   * Wordings that identify it: recorded ones, and other ways of putting the same words. Spaces, punctuation and case do
   * not matter. Of several that occur in a text the longest decides.
   */
  readonly messages: readonly string[];
  readonly sources: readonly FailureSource[];
  /** Says little more than "it failed": decides only where no other entry occurs in the text. */
  readonly isGeneric?: true;
}

export const failureActorNames: Readonly<Record<FailureActor, Localised>> = {
  buyer: { ko: "구매자", en: "Buyer" },
  card_company: { ko: "구매자와 카드사·은행·통신사", en: "Buyer with card company, bank or carrier" },
  merchant: { ko: "상점", en: "Merchant" },
  pg: { ko: "PG사", en: "PG" },
  portone: { ko: "포트원", en: "PortOne" },
  nobody: { ko: "조치 불필요", en: "Nobody" },
};
