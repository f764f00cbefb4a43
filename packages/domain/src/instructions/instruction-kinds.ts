import type { Localised } from "../locale.ts";

/** What can be told to upstream beside refunds: the family before the dot, the verb after it. */
export const instructionKindNames = {
  "barcode.revoke": { ko: "편의점 수납번호 말소", en: "End a convenience-store barcode" },
  "billing_key.delete": { ko: "빌링키 삭제", en: "Delete a billing key" },
  "identity.erase": { ko: "본인인증 결과 삭제", en: "Erase an identity check" },
  "kcp_quick.delete_key": { ko: "KCP 퀵페이 자동결제 키 삭제", en: "Delete a KCP Quick Pay key" },
  "kcp_quick.delete_member": { ko: "KCP 퀵페이 회원 삭제", en: "Delete a KCP Quick Pay member" },
  "kcp_quick.release_fido": { ko: "KCP 퀵페이 생체인증 해제", en: "Release KCP Quick Pay biometrics" },
  "naver_order.approve_cancel": { ko: "네이버페이 취소 요청 승인", en: "Approve a Naver Pay cancellation" },
  "naver_order.approve_return": { ko: "네이버페이 반품 승인", en: "Approve a Naver Pay return" },
  "naver_order.cancel": { ko: "네이버페이 상품주문 취소", en: "Cancel Naver Pay products" },
  "naver_order.collect_exchanged": { ko: "네이버페이 교환 수거 완료", en: "Naver Pay exchange collected" },
  "naver_order.place": { ko: "네이버페이 발주 확인", en: "Accept a Naver Pay order" },
  "naver_order.reject_return": { ko: "네이버페이 반품 거절", en: "Reject a Naver Pay return" },
  "naver_order.request_return": { ko: "네이버페이 반품 접수", en: "Open a Naver Pay return" },
  "naver_order.resolve_return": { ko: "네이버페이 반품 보류 해제", en: "Release a held Naver Pay return" },
  "naver_order.ship": { ko: "네이버페이 발송 처리", en: "Dispatch Naver Pay products" },
  "naver_order.ship_exchanged": { ko: "네이버페이 교환품 재발송", en: "Dispatch a Naver Pay replacement" },
  "naver_order.withhold_return": { ko: "네이버페이 반품 보류", en: "Hold a Naver Pay return" },
  "naver_payment.confirm": { ko: "네이버페이 구매확정", en: "Confirm a Naver Pay purchase" },
  "naver_payment.give_points": { ko: "네이버페이 포인트 적립", en: "Give Naver Pay points" },
  "partner_receipt.split": { ko: "매출전표 하위 상점 등록", en: "Split a slip over partners" },
  "payco_order.change": { ko: "페이코 주문상태 변경", en: "Change a PAYCO order" },
  "paymentwall.deliver": { ko: "페이먼트월 배송 등록", en: "Report a Paymentwall delivery" },
  "schedule.move": { ko: "결제예약 시각 변경", en: "Move a scheduled payment" },
  "schedule.reschedule": { ko: "결제 재예약", en: "Schedule a payment again" },
  "schedule.retry": { ko: "결제 재시도", en: "Charge a scheduled payment again" },
  "schedule.revoke": { ko: "결제예약 취소", en: "Revoke a scheduled payment" },
  "cash_receipt.issue": { ko: "현금영수증 발급", en: "Issue a cash receipt" },
  "cash_receipt.cancel": { ko: "현금영수증 취소", en: "Cancel a cash receipt" },
  "cash_receipt.issue_outside": { ko: "외부 거래 현금영수증 발급", en: "Issue a cash receipt of an outside sale" },
  "cash_receipt.cancel_outside": { ko: "외부 거래 현금영수증 취소", en: "Cancel a cash receipt of an outside sale" },
  "escrow.register": { ko: "에스크로 배송 등록", en: "Register an escrow delivery" },
  "escrow.change": { ko: "에스크로 배송 수정", en: "Change an escrow delivery" },
  "virtual_account.issue": { ko: "가상계좌 발급", en: "Issue a virtual account" },
  "virtual_account.revoke": { ko: "가상계좌 폐기", en: "Revoke a virtual account" },
  "virtual_account.change": { ko: "가상계좌 변경", en: "Change a virtual account" },
} as const satisfies Readonly<Record<`${string}.${string}`, Localised>>;

export type InstructionKindName = keyof typeof instructionKindNames;
type FamilyOf<Kind> = Kind extends `${infer Family}.${string}` ? Family : never;
/** Kinds of one family keep out of each other's way where they are about the same thing. */
export type InstructionFamily = FamilyOf<InstructionKindName>;

/** What an instruction is about: `payment` is an `imp_uid`, `order` a `merchant_uid`, `customer` a `customer_uid`. */
export const instructionTargetKinds = ["payment", "order", "customer"] as const;
export type InstructionTargetKind = (typeof instructionTargetKinds)[number];

export interface InstructionTarget {
  readonly kind: InstructionTargetKind;
  readonly id: string;
}
