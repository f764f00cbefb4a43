/**
 * The words of the trade, each with one line of help. A word stands here once; whatever shows it points here, so that it
 * means the same on every screen.
 *
 * Names: the service is 아임포트 (in English i'mport) everywhere. 포트원 (PortOne) is the company that runs it, and stands
 * only before what is the company's: its console, its documents, its help.
 */
export const glossary = {
  acquirer: { word: "매입사", help: "전표를 사들여 정산해 주는 카드사예요. 발급사와 다를 수 있어요." },
  amount: { word: "금액", help: "구매자가 내기로 한 전체 금액이에요. 취소해도 줄지 않아요." },
  approvalNumber: {
    word: "승인번호",
    help: "카드사가 승인하며 준 번호예요. 구매자가 카드사에 문의할 때 필요해요.",
  },
  bankTransfer: { word: "실시간 계좌이체", help: "구매자 계좌에서 그 자리에서 돈이 빠져나가는 결제예요." },
  billing: { word: "빌링", help: "저장해 둔 결제수단으로 구매자가 다시 입력하지 않고 하는 결제예요." },
  buyer: { word: "구매자", help: "쇼핑몰이 결제창을 열 때 알려 준 주문자예요. 카드 주인과 다를 수 있어요." },
  cancellation: {
    word: "취소",
    help: "아임포트에 남은 취소 기록이에요. 나누어 취소하면 한 결제에 여러 번 생겨요.",
  },
  cancellationId: { word: "취소 번호", help: "아임포트가 취소 한 건마다 붙이는 번호예요." },
  cancelledAmount: { word: "취소 금액", help: "지금까지 취소된 금액을 모두 더한 값이에요." },
  cancelledAt: { word: "마지막 취소", help: "여러 번 나누어 취소했다면 마지막 취소 시각이에요." },
  cancelReason: { word: "취소 사유", help: "취소를 요청하며 적은 이유예요. PG사에도 전해져요." },
  cancelSlip: { word: "취소 전표", help: "PG사가 만든 취소 영수증이에요. 취소 한 건마다 따로 있어요." },
  cardBin: { word: "카드번호", help: "PG사가 가려서 보내 준 번호예요. 전체 번호는 아무도 볼 수 없어요." },
  cardType: { word: "카드 종류", help: "신용카드인지 체크카드인지예요. 체크카드는 환불이 더 빨리 끝나기도 해요." },
  cashReceipt: {
    word: "현금영수증",
    help: "아임포트가 알려 준 발급 여부예요. PG사가 스스로 발급한 것은 여기에 보이지 않을 수 있어요.",
  },
  channel: { word: "채널", help: "PG사와 상점아이디를 묶어 아임포트에 등록한 연동 설정이에요." },
  claim: {
    word: "주장",
    help: "웹훅이 스스로 말한 내용이에요. 아임포트에서 다시 읽어 확인하기 전에는 사실로 보지 않아요.",
  },
  currency: { word: "통화", help: "금액의 화폐 단위예요. 통화가 다른 금액은 더하지 않아요." },
  customData: { word: "custom_data", help: "쇼핑몰이 결제에 붙여 둔 자기 자료예요. 아임포트는 내용을 보지 않아요." },
  customerUid: { word: "customer_uid", help: "저장해 둔 결제수단(빌링키)을 가리키는 번호예요." },
  depositor: { word: "입금자", help: "가상계좌에 돈을 넣은 사람의 이름이에요. 구매자와 다를 수 있어요." },
  device: { word: "결제 환경", help: "결제창을 연 기기예요. API는 쇼핑몰 서버가 한 결제예요." },
  dueAt: { word: "입금 기한", help: "이 시각까지 입금하지 않으면 받을 수 없어요." },
  easyPay: {
    word: "간편결제",
    help: "카카오페이처럼 미리 등록해 두고 쓰는 결제예요. 그 안에서 카드나 포인트로 돈을 내요.",
  },
  escrow: {
    word: "에스크로",
    help: "구매를 확정할 때까지 PG사가 결제 금액을 맡아 두는 방식이에요. 확정 전에는 부분취소를 할 수 없어요.",
  },
  failedAt: { word: "실패 시각", help: "PG사가 결제를 거절했거나 구매자가 그만둔 시각이에요." },
  failReason: {
    word: "PG가 알린 사유",
    help: "PG사가 보낸 문장 그대로예요. 뜻을 아는 문장이면 아래에 풀이를 붙여요.",
  },
  freshness: { word: "기준 시각", help: "이 내용을 아임포트에서 마지막으로 읽은 시각이에요." },
  holder: { word: "예금주", help: "계좌 주인의 이름이에요. 가상계좌는 보통 상점 이름이에요." },
  impUid: { word: "imp_uid", help: "아임포트가 결제마다 붙이는 고유 번호예요. 아임포트에 문의할 때 알려 주세요." },
  issuer: { word: "발급사", help: "구매자에게 카드를 발급한 회사예요." },
  merchantUid: {
    word: "주문번호",
    help: "쇼핑몰이 붙인 번호(merchant_uid)예요. 한 주문번호로 여러 번 결제를 시도할 수 있어요.",
  },
  method: { word: "결제수단", help: "카드, 계좌이체, 가상계좌처럼 돈을 낸 방법이에요." },
  mid: { word: "상점아이디(MID)", help: "PG사와 계약한 상점을 가리키는 번호예요. 정산은 이 번호로 나뉘어요." },
  mode: {
    word: "연동 모드",
    help: "실연동은 실제로 돈이 오가는 결제, 테스트는 그렇지 않은 결제예요.",
  },
  net: { word: "남은 금액", help: "결제 금액에서 취소 금액을 뺀 값이에요." },
  orderName: { word: "주문명", help: "쇼핑몰이 결제창에 보여 준 상품 이름이에요." },
  paidAmount: { word: "결제 금액", help: "PG사가 승인한 전체 금액이에요. 취소해도 줄지 않아요." },
  paidAt: { word: "결제 승인", help: "PG사가 결제를 승인한 시각이에요. 가상계좌는 입금된 시각이에요." },
  partialCancel: {
    word: "부분취소",
    help: "결제 금액의 일부만 되돌린 상태예요. 아임포트에는 이 상태가 없어 금액을 보고 구분해요.",
  },
  pg: { word: "PG사", help: "쇼핑몰 대신 카드사·은행과 돈을 주고받는 결제대행사예요." },
  pgTid: { word: "PG 거래번호", help: "PG사가 붙인 거래번호예요. PG사에 문의할 때 알려 주세요." },
  promotion: { word: "프로모션", help: "포트원이나 카드사 행사로 깎아 준 결제예요. 취소하면 할인도 함께 계산돼요." },
  publisher: { word: "카드 상품사", help: "제휴 카드에 이름을 빌려준 회사예요. 문의는 발급사에 해요." },
  quota: { word: "할부", help: "나누어 내기로 한 달수예요. 부분취소하면 카드사가 남은 금액으로 다시 나눠요." },
  refund: { word: "환불", help: "저희가 구매자에게 하기로 한 약속이에요. 아임포트에 취소 기록이 남아야 끝나요." },
  refundable: {
    word: "지금 환불 가능",
    help: "결제 금액에서 취소 내역을 하나씩 뺀 금액이에요.",
  },
  requestedAt: { word: "결제 요청", help: "구매자가 결제창을 연 시각이에요. 돈이 오간 시각은 아니에요." },
  salesSlip: { word: "매출전표", help: "PG사가 만든 결제 영수증이에요." },
  selfIssuedReceipt: {
    word: "자진발급",
    help: "구매자 번호를 몰라 국세청 지정번호 010-000-1234로 발급한 현금영수증이에요. 구매자가 홈택스에서 자기 것으로 바꿀 수 있어요.",
  },
  settlement: { word: "정산", help: "PG사가 수수료를 떼고 상점 계좌로 돈을 보내 주는 일이에요." },
  source: { word: "출처", help: "이 일을 어떻게 알게 됐는지예요. 웹훅, 자동 확인, 담당자, 콘솔로 나뉘어요." },
  status: { word: "상태", help: "저희가 금액과 아임포트 상태를 함께 보고 정한 지금 상태예요." },
  statusTime: {
    word: "상태 변경",
    help: "지금 상태가 된 시각이에요. 취소한 결제는 결제한 날이 아니라 취소한 날에 놓여요.",
  },
  taxFree: {
    word: "면세 금액",
    help: "부가세가 붙지 않는 부분이에요. 면세 상품이 섞인 결제는 환불할 때도 나누어 알려야 해요.",
  },
  testChannel: { word: "테스트", help: "시험용 채널로 한 결제예요. 실제 돈이 오가지 않아 합계에 넣지 않아요." },
  trigger: { word: "요청한 곳", help: "이 취소를 누가 시작했는지예요. 아임포트는 알려 주지 않아 사유로 구분해요." },
  undoCancel: {
    word: "취소 원복",
    help: "잘못한 취소를 PG사에 부탁해 되살리는 일이에요. 취소한 그날에만, 몇몇 PG사에서만 돼요.",
  },
  userAgent: { word: "브라우저", help: "결제창을 연 브라우저가 스스로 밝힌 이름이에요." },
  vat: { word: "부가세", help: "과세 금액에 들어 있는 10%의 세금이에요. 따로 정하지 않으면 PG사가 계산해요." },
  virtualAccount: {
    word: "가상계좌",
    help: "이 주문의 입금만 받으려고 만든 계좌번호예요. 입금해야 결제가 끝나요.",
  },
  webhook: { word: "웹훅", help: "결제가 바뀔 때 아임포트가 먼저 보내는 알림이에요. 늦거나 두 번 올 수 있어요." },
  wireStatus: {
    word: "아임포트 상태",
    help: "아임포트가 보낸 원래 상태예요. 부분취소는 금액을 보고 저희가 따로 구분해요.",
  },
};

export type Glossary = typeof glossary;
