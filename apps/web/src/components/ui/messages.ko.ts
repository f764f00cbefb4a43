export const messages = {
  close: "닫기",
  cancel: "그만두기",
  notifications: "알림",
  copy: "복사",
  copied: "복사했어요",
  copyFailed: "복사하지 못했어요. 직접 선택해서 복사해 주세요.",
  retry: "다시 시도",
  show: "표시",
  hide: "숨김",
  loading: "불러오는 중",
};

export type Messages = typeof messages;
