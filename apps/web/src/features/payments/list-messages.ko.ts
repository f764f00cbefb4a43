import { countFormatter } from "../../lib/count.ts";

const n = countFormatter("ko");

/** The words of the list's tools: columns, saved views, the preview. They arrive after the first rows. */
export const messages = {
  columns: {
    impUid: "imp_uid",
    cancelledAmount: "취소 금액",
    refundable: "환불 가능 금액",
    instrument: "카드사·은행",
    approvalNumber: "승인번호",
    pgTid: "PG 거래번호",
    depositor: "입금자",
    buyerTel: "전화번호",
    buyerEmail: "이메일",
    currency: "통화",
    requestedAt: "결제 요청 시각",
    statusAt: "상태 변경 시각",
    failReason: "실패 사유",
    mode: "연동 모드",
    escrow: "에스크로",
    cashReceipt: "현금영수증",
  },
  modes: { live: "실연동", test: "테스트" },
  yes: "예",
  issued: "발급",
  columnPanel: {
    open: "열",
    title: "열과 표시",
    shown: "보이는 열",
    hidden: "숨긴 열",
    help: "끌어서 옮기거나 화살표 단추로 순서를 바꿔요. 바꾼 열은 내 계정에 저장돼요.",
    helpInView: "바꾼 열은 이 보기에 ‘변경 저장’을 눌러야 남아요.",
    up: (column: string) => `${column} 앞으로`,
    down: (column: string) => `${column} 뒤로`,
    drag: (column: string) => `${column} 끌어서 옮기기`,
    width: (column: string) => `${column} 너비(px)`,
    moved: (column: string, position: number, count: number) => `${column}: ${n(count)}개 중 ${n(position)}번째`,
    lastLink: "결제를 여는 링크가 있어야 해서 주문번호와 imp_uid 가운데 하나는 보여야 해요.",
    density: "목록 간격",
    densities: { comfortable: "보통", compact: "촘촘하게" },
    group: "같은 주문번호끼리 묶기",
    groupHelp: "재시도한 결제를 한 주문 아래에 모아 보여 줘요.",
    reset: "기본 열로 되돌리기",
    resizeHelp: "머리글의 오른쪽 끝을 끌어도 너비를 바꿀 수 있어요.",
  },
  preview: {
    title: "결제 미리 보기",
    previous: "이전 결제",
    next: "다음 결제",
    close: "미리 보기 닫기",
    openPage: "결제 페이지 열기",
    failedTitle: "결제를 불러오지 못했어요",
  },
};

export type ListMessages = typeof messages;
