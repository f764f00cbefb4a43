import type { ErrorCode } from "@maru/domain";

/** What happened, then what it means and what to do. */
interface ErrorWords {
  readonly title: string;
  readonly help: string;
}

export const messages = {
  byCode: {
    INVALID_INPUT: {
      title: "입력한 내용을 읽지 못했어요",
      help: "값을 확인하고 다시 시도해 주세요. 바뀐 것은 없어요.",
    },
    PAYLOAD_TOO_LARGE: { title: "보낸 내용이 너무 커요", help: "나누어서 다시 시도해 주세요. 바뀐 것은 없어요." },
    SIGNED_OUT: { title: "로그인이 필요해요", help: "세션이 끝났어요. 다시 로그인하면 하던 일을 이어서 할 수 있어요." },
    SECOND_FACTOR_REQUIRED: {
      title: "2단계 인증이 필요해요",
      help: "이 역할은 2단계 인증을 켜야 쓸 수 있어요. 내 계정에서 켜 주세요.",
    },
    NOT_ALLOWED: { title: "이 일을 할 권한이 없어요", help: "필요하면 관리자에게 역할을 바꿔 달라고 요청해 주세요." },
    ADDRESS_NOT_ALLOWED: {
      title: "이 주소에서는 들어올 수 없어요",
      help: "관리자에게 접속 허용 목록에 넣어 달라고 요청해 주세요.",
    },
    NOT_FOUND: { title: "찾는 것이 없어요", help: "주소가 바뀌었거나, 볼 수 없는 것이에요." },
    PAYMENT_NOT_FOUND: {
      title: "결제를 찾지 못했어요",
      help: "번호를 확인해 주세요. 방금 생긴 결제라면 잠시 뒤에 나타나요.",
    },
    TOO_MANY_REQUESTS: { title: "요청이 너무 잦아요", help: "잠시 뒤에 다시 시도해 주세요. 바뀐 것은 없어요." },
    SEARCH_TOO_SHORT: {
      title: "숫자는 네 자리 이상 입력해 주세요",
      help: "구매자 정보가 가려진 역할은 번호의 짧은 조각으로 찾을 수 없어요.",
    },
    EMAIL_TAKEN: { title: "이미 있는 이메일이에요", help: "다른 주소를 쓰거나, 그 구성원의 역할을 바꿔 주세요." },
    LAST_ADMIN: {
      title: "마지막 관리자예요",
      help: "관리자가 한 사람은 있어야 해요. 먼저 다른 사람을 관리자로 바꿔 주세요.",
    },
    LINK_SPENT: {
      title: "이 링크는 더 쓸 수 없어요",
      help: "이미 썼거나 기한이 지났어요. 관리자에게 새 링크를 요청해 주세요.",
    },
    PAYMENT_NOT_PAID: {
      title: "결제완료 상태가 아니에요",
      help: "지금 상태에서는 할 수 없는 일이에요. 돈은 움직이지 않았어요.",
    },
    CANCELLABLE_AMOUNT_CHANGED: {
      title: "취소할 수 있는 금액이 바뀌었어요",
      help: "다시 읽은 금액을 확인해 주세요. 돈은 움직이지 않았어요.",
    },
    REFUND_ID_REUSED: {
      title: "이미 쓴 환불 번호예요",
      help: "같은 번호로 다른 내용의 환불이 있어요. 화면을 새로 열고 다시 입력해 주세요. 이번 요청으로 움직인 돈은 없어요.",
    },
    REFUND_IN_PROGRESS: {
      title: "이 결제의 다른 환불이 진행 중이에요",
      help: "그 환불이 끝나야 다음 환불을 시작할 수 있어요. 이번 요청으로 움직인 돈은 없어요.",
    },
    REFUND_STATE_CHANGED: {
      title: "그사이 환불 상태가 바뀌었어요",
      help: "바뀐 상태를 확인해 주세요. 이번 요청으로 움직인 돈은 없어요.",
    },
    REFUND_CAP_ZERO: {
      title: "환불할 수 있는 한도가 없어요",
      help: "이 역할의 환불 한도가 0원이에요. 필요하면 관리자에게 요청해 주세요. 돈은 움직이지 않았어요.",
    },
    REFUND_IMPOSSIBLE: {
      title: "이 결제는 여기서 환불할 수 없어요",
      help: "아래의 규칙과 방법을 확인해 주세요. 돈은 움직이지 않았어요.",
    },
    REPEAT_REASON_REQUIRED: {
      title: "하루 안에 같은 금액을 환불했어요",
      help: "한 번 더 환불하는 이유를 적으면 이어서 할 수 있어요. 이번 요청으로 움직인 돈은 없어요.",
    },
    STEP_UP_REQUIRED: {
      title: "인증 코드를 한 번 더 확인해야 해요",
      help: "금액이 크거나 승인이 필요한 일이에요. 인증 앱의 새 코드를 입력해 주세요. 돈은 움직이지 않았어요.",
    },
    SAME_PERSON: { title: "요청한 사람과 같은 사람이에요", help: "다른 사람이 해야 해요. 돈은 움직이지 않았어요." },
    APPROVAL_EXPIRED: {
      title: "승인 기한이 지났어요",
      help: "필요하면 환불을 새로 요청해 주세요. 돈은 움직이지 않았어요.",
    },
    SAFE_MODE: {
      title: "지금은 환불을 멈춰 두었어요",
      help: "안전하게 확인할 수 없는 것이 있어요. 조회와 다른 일은 그대로 할 수 있어요. 돈은 움직이지 않았어요.",
    },
    UNDO_IMPOSSIBLE: {
      title: "이 취소는 되돌릴 수 없어요",
      help: "PG사가 공개한 조건에 맞지 않아요. 취소는 그대로예요. 이유는 화면에 적혀 있어요.",
    },
    INSTRUCTION_ID_REUSED: {
      title: "이미 쓴 요청 번호예요",
      help: "같은 번호로 다른 내용의 요청이 있어요. 화면을 새로 열고 다시 입력해 주세요. 이번 요청으로 바뀐 것은 없어요.",
    },
    INSTRUCTION_IMPOSSIBLE: {
      title: "지금은 할 수 없는 일이에요",
      help: "규칙에 맞지 않아 보내지 않았어요. 바뀐 것은 없어요. 이유는 화면에 적혀 있어요.",
    },
    INSTRUCTION_IN_PROGRESS: {
      title: "같은 대상의 다른 요청이 진행 중이에요",
      help: "그 요청이 끝나야 다음 요청을 시작할 수 있어요. 이번 요청으로 바뀐 것은 없어요.",
    },
    INSTRUCTION_STATE_CHANGED: {
      title: "그사이 요청 상태가 바뀌었어요",
      help: "바뀐 상태를 확인해 주세요. 이번에 바뀐 것은 없어요.",
    },
    REFUND_REASON_RETIRED: {
      title: "더는 쓰지 않는 환불 사유예요",
      help: "관리자가 사유 목록을 바꿨어요. 다른 사유를 골라 주세요. 돈은 움직이지 않았어요.",
    },
    REASON_NAME_TAKEN: {
      title: "같은 이름의 환불 사유가 있어요",
      help: "한국어와 영어 이름이 모두 다른 사유와 달라야 해요. 바뀐 것은 없어요.",
    },
    ADDRESS_RULES_WRONG: { title: "저장할 수 없는 줄이 있어요", help: "표시된 줄을 고쳐 주세요. 바뀐 것은 없어요." },
    ADDRESS_LOCKS_OUT: {
      title: "지금 쓰는 주소가 목록에 없어요",
      help: "저장하면 스스로 못 들어와요. 그 주소를 넣고 다시 저장해 주세요. 바뀐 것은 없어요.",
    },
    ADDRESS_LIST_CHANGED: {
      title: "그사이 목록이 바뀌었어요",
      help: "화면을 새로 읽고 다시 고쳐 주세요. 이번에 바뀐 것은 없어요.",
    },
    CHECKLIST_CHANGED: {
      title: "그사이 다른 사람이 이 항목을 적었어요",
      help: "적힌 내용을 확인하고 다시 적어 주세요. 이번에 적은 것은 저장하지 않았고, 돈과 결제는 그대로예요.",
    },
    SUB_MERCHANT_UNKNOWN: {
      title: "아임포트에 없는 하위 상점 코드예요",
      help: "관리자 콘솔에서 하위 상점 코드를 확인하고 다시 적어 주세요. 저장한 것은 없고, 돈과 결제는 그대로예요.",
    },
    SUB_MERCHANT_TAKEN: {
      title: "이미 있는 상점이나 주소예요",
      help: "이 콘솔 자신이거나 이미 목록에 있어요. 주소가 달라졌다면 목록에서 그 상점의 주소를 바꿔 주세요. 이번에 저장한 것은 없어요.",
    },
    SUB_MERCHANTS_FULL: {
      title: "더 적을 수 없어요",
      help: "쓰지 않는 콘솔을 목록에서 지운 뒤 다시 적어 주세요. 이번에 저장한 것은 없어요.",
    },
    BULK_REHEARSAL_OLD: {
      title: "점검한 지 오래됐어요",
      help: "그동안 잔액이 바뀌었을 수 있어요. 다시 점검한 뒤 시작해 주세요. 돈은 움직이지 않았어요.",
    },
    BULK_TOTAL_MISMATCH: {
      title: "점검한 건수나 합계와 달라요",
      help: "화면을 새로 읽어 합계를 확인해 주세요. 돈은 움직이지 않았어요.",
    },
    BULK_MOVED_ON: {
      title: "그사이 목록의 상태가 바뀌었어요",
      help: "다른 사람이 먼저 시작했거나 멈췄을 수 있어요. 지금 상태를 확인해 주세요.",
    },
    APPLICATION_CHANGED: {
      title: "그사이 다른 사람이 고쳤어요",
      help: "바뀐 내용을 확인하고 다시 저장해 주세요. 적던 내용은 화면에 그대로 있어요.",
    },
    APPLICATION_IMPOSSIBLE: { title: "지금은 적을 수 없어요", help: "이유는 화면에 적혀 있어요. 바뀐 것은 없어요." },
    DOCUMENT_REFUSED: { title: "올릴 수 없는 파일이에요", help: "이유는 화면에 적혀 있어요. 저장한 것은 없어요." },
    OUTBOUND_REFUSED: {
      title: "이 주소로는 보낼 수 없어요",
      help: "밖에서 열리는 https 주소인지 확인해 주세요. 바뀐 것은 없어요.",
    },
    REPLAY_IMPOSSIBLE: {
      title: "다시 처리할 수 없어요",
      help: "고른 웹훅과 설정을 확인해 주세요. 돈과 결제는 그대로예요.",
    },
    WINDOW_UNAVAILABLE: {
      title: "결제창을 열 수 없어요",
      help: "아무것도 결제되지 않았어요. 테스트 결제 화면에서 이유를 확인해 주세요.",
    },
    UPSTREAM_REFUSED: { title: "아임포트가 거절했어요", help: "아래는 아임포트가 보낸 말이에요." },
    UPSTREAM_UNAUTHORIZED: {
      title: "아임포트가 API 키를 받아들이지 않아요",
      help: "관리자에게 REST API 키와 시크릿을 확인해 달라고 요청해 주세요.",
    },
    UPSTREAM_UNAVAILABLE: {
      title: "아임포트가 응답하지 않아요",
      help: "저장된 내용은 계속 볼 수 있어요. 잠시 뒤에 다시 시도해 주세요.",
    },
    UPSTREAM_UNREADABLE: {
      title: "아임포트의 응답을 읽지 못했어요",
      help: "응답 원문을 남겨 두었어요. 잠시 뒤에 다시 시도해 주세요.",
    },
    STORAGE_FULL: { title: "저장 공간이 부족해요", help: "서버의 저장 공간을 늘려야 해요. 관리자에게 알려 주세요." },
    STORAGE_UNAVAILABLE: {
      title: "저장소가 제때 응답하지 않아요",
      help: "잠시 뒤 다시 시도해 주세요. 바꾸던 것이 있었다면 반영됐는지 먼저 확인해 주세요. 계속되면 관리자에게 알려 주세요.",
    },
    ANSWER_OVERDUE: {
      title: "답이 너무 오래 걸려요",
      help: "요청한 일이 아직 진행 중일 수 있어요. 다시 하기 전에 결과를 확인해 주세요. 계속되면 관리자에게 알려 주세요.",
    },
    BUG: {
      title: "Maru 안에서 문제가 생겼어요",
      help: "바뀐 것은 없어요. 아래 요청 번호로 서버 기록을 찾을 수 있어요.",
    },
  } satisfies Record<ErrorCode, ErrorWords>,
  unreachable: { title: "Maru 서버에 연결하지 못했어요", help: "인터넷 연결을 확인하고 다시 시도해 주세요." },
  offline: {
    title: "인터넷에 연결되어 있지 않아요",
    help: "화면의 내용은 마지막으로 읽은 것이에요. 연결되면 자동으로 이어져요.",
  },
  unknown: { title: "뜻밖의 문제가 생겼어요", help: "바뀐 것은 없어요. 다시 시도하거나 화면을 새로 고쳐 주세요." },
  newVersion: { title: "새 버전이 나왔어요", help: "화면을 새로 고치면 이어서 쓸 수 있어요." },
  requestId: (id: string) => `요청 번호 ${id}`,
  retry: "다시 시도",
  reload: "새로 고침",
};

export type Messages = typeof messages;
