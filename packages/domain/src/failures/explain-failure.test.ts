import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainFailure, failureEntries } from "./explain-failure.ts";
import { failureActorNames } from "./failure.ts";

/** Whole messages as PGs and PortOne send them, quoted in the sources that `FailureSource` names. */
const recorded = [
  ["[결제포기] 사용자가 결제를 취소하셨습니다", "buyer_left"],
  ["사용자가 결제를 취소하셨습니다", "buyer_left"],
  ["사용자가 결제를 취소함", "buyer_left"],
  ["[PAY_PROCESS_CANCELED] 사용자에 의해 결제가 취소되었습니다.", "buyer_left"],
  ["[UserCancel] 결제를 취소하셨습니다. 주문 내용 확인 후 다시 결제해주세요.", "buyer_left"],
  ["[PaymentTimeOut] 결제 가능한 시간이 지났습니다.", "window_expired"],
  ["[PAY_PROCESS_ABORTED] 결제 진행 중 승인에 실패하여 결제가 중단되었습니다.", "approval_failed"],
  ["알 수 없는 이유로 결제가 중단되었습니다. 나이스페이로 문의(1661-0808)하세요.", "stopped_without_reason"],
  ["고객사 요청에 의해 결제를 중단합니다. (상세사유 : 재고 없음)", "stopped_by_shop"],
  ["사전등록된 결제정보가 존재하지 않습니다.", "amount_registered_differs"],
  ["[CC07|한도초과] 사용 한도를 초과하였습니다.", "limit_exceeded"],
  ["[REJECT_CARD_PAYMENT] 한도초과 혹은 잔액부족으로 결제에 실패했습니다.", "limit_or_balance"],
  ["잔액부족으로 결제에 실패했습니다.", "insufficient_balance"],
  ["[8042|잔액부족] 승인에 실패하였습니다.", "insufficient_balance"],
  ["하루 결제 가능 금액을 초과했습니다.", "daily_limit"],
  ["일일 한도를 초과했습니다.", "daily_limit"],
  ["[EXCEED_MAX_DAILY_PAYMENT_COUNT] 하루 결제 가능 횟수를 초과했습니다.", "daily_count"],
  ["결제승인에 실패하였습니다. [2116]개인 월 한도금액 초과", "monthly_limit"],
  ["당월 결제 가능금액인 1,000,000원을 초과 하셨습니다.", "monthly_limit"],
  ["거래금액 한도를 초과했습니다.", "single_payment_limit"],
  ["정지된 카드 입니다.", "card_stopped"],
  ["분실 혹은 도난 카드입니다.", "card_lost_or_stolen"],
  ["[3021] 유효기간 오류", "card_expired"],
  ["카드 정보를 다시 확인해주세요. (유효기간)", "card_expired"],
  ["[3011] 카드번호 오류", "card_number_wrong"],
  ["카드번호를 다시 확인해주세요.", "card_number_wrong"],
  ["유효하지않은 카드번호를 입력하셨습니다 (card_bin 없음)", "card_number_wrong"],
  ["카드 CVC 번호가 올바르지 않습니다.", "card_code_wrong"],
  ["카드 정보를 다시 확인해주세요. (비밀번호)", "password_wrong"],
  ["최대 인증 횟수를 초과했습니다. 카드사로 문의해주세요.", "password_tries_exceeded"],
  ["입력하신 주민번호/사업자번호가 카드 소유주 정보와 일치하지 않습니다.", "holder_mismatch"],
  ["본인의 신용카드 확인중 오류가 발생하였습니다", "holder_mismatch"],
  ["[OwnerAuthFail] 타인 명의 카드는 결제가 불가능합니다.", "card_of_somebody_else"],
  ["[REJECT_CARD_COMPANY] 결제 승인이 거절되었습니다.", "refused_by_issuer"],
  ["카드 사용이 거절되었습니다. 카드사 문의가 필요합니다.", "refused_by_issuer"],
  ["[3095] 카드사 실패 응답", "refused_by_issuer"],
  ["설정 가능한 최대 할부 개월 수를 초과했습니다.", "installment_too_long"],
  ["할부가 지원되지 않는 카드 또는 가맹점 입니다.", "installment_unsupported"],
  ["[3022] 할부개월오류", "installment_unsupported"],
  ["[3024] 할부 최소금액 오류(50000미만)", "installment_minimum"],
  ["[3031] 무이자할부 카드 아님", "interest_free_unavailable"],
  ["포인트 사용이 불가한 카드로 카드 포인트 결제에 실패했습니다.", "points_unusable"],
  ["[3051] 해외카드 미등록 가맹점", "foreign_card_not_accepted"],
  ["해당카드는 사용이 불가능 합니다 타사카드를 이용해주세요", "card_not_accepted"],
  ["카드를 사용 등록 후 이용해주세요.", "card_not_registered_online"],
  ["블랙리스트에 등록 된 카드번호", "suspected_fraud"],
  ["이미 처리된 결제 입니다.", "already_approved"],
  ["[2201] 기승인존재", "already_approved"],
  ["신용카드는 결제금액이 100원 이상, 계좌는 200원이상부터 결제가 가능합니다.", "below_minimum"],
  ["금액 오류(1000원 미만 신용카드 승인 불가)", "below_minimum"],
  ["은행 서비스 시간이 아닙니다.", "bank_closed"],
  ["[2159] 해당은행장애", "bank_closed"],
  ["계좌는 등록 후 12시간 뒤부터 결제할 수 있습니다. 관련 정책은 해당 은행으로 문의해주세요.", "account_too_new"],
  ["1일 출금 한도를 초과했습니다.", "withdrawal_limit"],
  ["[4002] 회원사 서비스 불가 은행", "bank_not_offered"],
  ["[4117] 가상계좌 발급 실패", "virtual_account_not_issued"],
  ["[4116] 가상계좌 계좌번호 채번시도 횟수초과 오류(잠시후 재시도 요망)", "virtual_account_not_issued"],
  ["[A107] 입금예정일이 지났습니다", "virtual_account_due_date"],
  ["[4101] 가상계좌 최대거래금액 초과", "virtual_account_amount_limit"],
  ["[4122] 가상계좌 입금요청 금액 불일치 오류", "virtual_account_amount_differs"],
  ["[4109] 해당 계좌는 입금대기상태(다른 계좌 사용요망)", "virtual_account_in_use"],
  ["결제 정책상 고객님의 결제 서비스 이용이 제한됩니다", "phone_policy"],
  [
    "다날 서버로부터 받은 응답이 올바르지 않습니다.[인증실패] 업체정보에 이상이 있습니다. 해당 서비스 업체로 문의하여 주십시오.",
    "danal_merchant_suspended",
  ],
  ["1114 \tEncryption/decryption failed.", "danal_encryption"],
  ["잘못된 시크릿키 연동 정보 입니다.", "secret_wrong"],
  ["[A114] 상점 MID가 유효하지 않습니다", "mid_wrong"],
  ["Not found PG [ nice ] and any PG in your info.", "channel_missing"],
  ["[2151] 거래정지 가맹점", "merchant_suspended"],
  ["[3013] 카드 가맹점 개시 안됨", "card_review_pending"],
  ["등록되지 않은 서브몰입니다. 서브몰이 없는 가맹점이라면 안심클릭이나 ISP 결제가 필요합니다.", "card_review_pending"],
  ["단말기번호(Terminal Id)가 없습니다. 토스페이먼츠로 문의 바랍니다.", "terminal_missing"],
  ["[A123] 거래금액 불일치(인증된 금액과 승인요청 금액 불일치)", "amount_tampered"],
  ["[A127] 주문번호 중복 오류", "order_number_repeated"],
  ["[A211] 해쉬값 검증에 실패하였습니다", "signature_wrong"],
  ["이니시스 빌링결제는 상품명이 필수입니다.", "field_missing"],
  ["[A224] 허용되지 않은 IP입니다", "ip_not_allowed"],
  ["[1615] 거래금액 합계오류(공급가액,부가세,봉사료,면세금액 합계)", "tax_parts_wrong"],
  ["요청하신 customer_uid(member-42)로 등록된 정보를 찾을 수 없습니다.", "billing_key_missing"],
  ["카드정보 인증 및 빌키 발급에 실패하였습니다.", "billing_key_not_issued"],
  ["[F117] 빌링 미사용 가맹점입니다", "billing_not_contracted"],
  ["TX9301|상점개인키 로드오류", "inicis_key_file_missing"],
  ["(PG사 결제 장애) Internal error", "paymentwall_review"],
  ["MX1002 | 일시적인 오류로 결제시도가 정상적으로 처리되지 않았습니다.", "temporary_error"],
  ["내부 시스템 처리 작업이 실패했습니다. 잠시 후 다시 시도해주세요.", "pg_internal_error"],
  ["결제취소에 실패하였습니다. [500626|기 취소 거래]", "already_cancelled_at_pg"],
  ["해당거래 취소실패(기취소성공)", "already_cancelled_at_pg"],
  ["이미 전액취소된 주문입니다.", "already_fully_cancelled"],
  ["취소할 결제건이 존재하지 않습니다.", "payment_not_found"],
  ["결제취소에 실패하였습니다. 취소불가 상태입니다", "settlement_short_danal"],
  ["결제취소에 실패하였습니다. [8178] 취소 처리 불가(상계가능 정산금액 부족)", "settlement_short_kcp"],
  ["[9029] 상점의 취소가능 금액이 부족합니다", "settlement_short_kiwoom"],
  ["결제취소에 실패하였습니다. 취소금액이 미정산 금액보다 큽니다.", "settlement_short_nice"],
  ["요청하신 건에 대해 입금된 내역이 없습니다", "deposit_was_simulated"],
  ["[1534] 부분취소 불가능 거래", "partial_cancel_impossible"],
  ["에스크로 주문이나 체크 카드 결제는 부분 환불이 되지 않습니다.", "partial_cancel_impossible"],
  ["[2027] 에스크로 거래는 구매 또는 구매거절 시 취소가능", "escrow_not_decided"],
  ["결제취소에 실패하였습니다.(requested cancel amount is bigger than cancelable amount)", "cancel_amount_too_large"],
  ["[2016] 취소 기한 초과", "cancel_period_over"],
  ["환불 가능한 기간이 지났습니다.", "cancel_period_over"],
  ["취소 할 수 없는 결제 입니다.", "not_cancellable"],
  ["환불 계좌번호와 예금주명이 일치하지 않습니다.", "refund_account_mismatch"],
  ["잘못된 환불 계좌번호입니다.", "refund_account_wrong"],
  ["[2024] 취소패스워드 불일치", "cancel_password"],
  ["반복적인 요청은 허용되지 않습니다. 잠시 후 다시 시도해주세요.", "cancel_repeated_too_fast"],
  ["은행 응답시간 지연이나 일시적인 오류로 환불요청에 실패했습니다.", "bank_refund_unanswered"],
  ["취소 중 결제 시 사용한 결제 수단 처리과정에서 일시적인 오류가 발생했습니다.", "method_failed_during_cancel"],
  ["즉시할인금액보다 적은 금액은 부분취소가 불가능합니다.", "discount_larger_than_cancel"],
  ["INSTRUMENT_DECLINED", "paypal_instrument_declined"],
  ["TRANSACTION_REFUSED", "paypal_refused"],
  ["PAYER_ACTION_REQUIRED", "paypal_action_required"],
  ["Card declined by issuer", "refused_by_issuer"],
  ["[2047] 이미 입금처리가 완료되어 취소 불가", "deposit_already_made"],
] as const;

describe("a recorded message", () => {
  test.each(recorded)("%j is explained as %s", (message, id) => {
    expect(explainFailure(message)?.id).toBe(id);
  });

  test("there are more than sixty of them", () => {
    expect(new Set(recorded.map(([, id]) => id)).size).toBeGreaterThan(60);
  });

  test("is recognised however it is spaced, punctuated and written", () => {
    expect(explainFailure("한 도 초 과")?.id).toBe("limit_exceeded");
    expect(explainFailure("reject-card-payment")?.id).toBe("limit_or_balance");
    expect(explainFailure("잔액부족".normalize("NFD"))?.id).toBe("insufficient_balance");
  });
});

describe("an unknown message", () => {
  test.each([
    "",
    "   ",
    "상품이 품절되었습니다",
    "단순 변심",
    "관리자페이지취소",
    "[9999]",
    "imp_CC07123",
    "StdpayCC07INIpayTest",
    "Something went wrong",
    "\ud800\u202e\u0000",
  ])("%j is not explained away", (message) => {
    expect(explainFailure(message)).toBeUndefined();
  });

  test("never throws, at any length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (message) => {
        explainFailure(message);
      }),
    );
    expect(explainFailure("가".repeat(10_000))).toBeUndefined();
  });
});

describe("the dictionary", () => {
  const entries = failureEntries();

  test("every wording leads to its own entry", () => {
    const misled = entries.flatMap(({ id, messages }) =>
      messages.filter((message) => explainFailure(message)?.id !== id).map((message) => `${id}: ${message}`),
    );
    expect(misled).toEqual([]);
  });

  test("every entry is complete, names its sources and exists once", () => {
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const { id, cause, whoMustAct, customerSentence, sources, messages } of entries) {
      expect(sources.length, id).toBeGreaterThan(0);
      expect(messages.length, id).toBeGreaterThan(0);
      expect(failureActorNames[whoMustAct], id).toBeDefined();
      for (const text of [cause, customerSentence]) {
        expect(text.ko, id).toMatch(/[가-힣].*\.$/su);
        expect(text.en, id).toMatch(/^[^가-힣]+\.$/u);
      }
    }
  });

  test("speaks as the console does: 해요체 to the last sentence, and nothing shouted", () => {
    for (const { id, cause, customerSentence } of entries) {
      for (const text of [cause, customerSentence]) {
        expect(text.ko, id).not.toMatch(/니다|다\./u);
        expect(text.ko, id).toMatch(/요\.$/u);
        expect(`${text.ko}${text.en}`, id).not.toContain("!");
      }
    }
  });

  test("the sentence for the buyer holds none of our own words", () => {
    for (const { id, customerSentence } of entries) {
      expect(customerSentence.ko, id).not.toMatch(/포트원|콘솔|MID|PG/u);
      expect(customerSentence.en, id).not.toMatch(/PortOne|console|\bMID\b|\bPG\b/u);
    }
  });

  test("only a check that comes before approval lets a buyer hear that nothing was charged", () => {
    const certain = entries.filter(
      ({ customerSentence: { ko, en } }) =>
        /(청구|승인)된 금액은 없/u.test(ko) || /nothing was (charged|approved)/i.test(en),
    );
    expect(certain.map(({ id }) => id)).toEqual(["stopped_by_shop"]);
  });
});
