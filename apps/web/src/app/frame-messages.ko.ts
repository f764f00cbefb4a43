export const messages = {
  product: "Maru",
  environments: {
    sandbox: { name: "모의", band: "모의 환경 · 여기서 일어나는 일은 실제 돈을 움직이지 않습니다" },
    test: { name: "테스트", band: "테스트 환경 · 테스트 채널만 있지만 실제로 승인하는 PG도 있습니다" },
    live: { name: "실거래", band: "실거래 환경 · 여기서 하는 환불은 실제 돈을 움직입니다" },
  },
  sandboxStore: "모의 상점",
  skipToContent: "본문으로 건너뛰기",
  loadingPage: "화면을 불러오는 중",
  language: "언어",
  languages: { ko: "한국어", en: "English" },
  theme: "화면 밝기",
  themes: { system: "시스템 설정", light: "밝게", dark: "어둡게" },
  notFoundTitle: "없는 화면이에요",
  notFoundHelp: "주소를 확인하거나 결제 목록에서 다시 찾아 주세요.",
  toPayments: "결제 목록으로",
  roles: {
    viewer: "조회",
    support: "고객지원",
    finance: "재무",
    approver: "승인",
    developer: "개발",
    admin: "관리자",
  },
  roleHelp: {
    viewer: "결제를 찾고 볼 수 있어요. 구매자 정보는 가려져요.",
    support: "구매자 정보를 보고 메모와 환불을 요청할 수 있어요.",
    finance: "결제를 내보내고 감사 기록을 볼 수 있어요.",
    approver: "다른 사람이 요청한 환불을 승인할 수 있어요.",
    developer: "원문과 연동 상태를 볼 수 있어요. 구매자 정보는 가려져요.",
    admin: "모든 일을 할 수 있고, 구성원과 역할을 정해요.",
  },
};

export type Messages = typeof messages;
