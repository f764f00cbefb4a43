export const messages = {
  title: "하위 상점",
  help: "상점마다 콘솔이 하나씩 있어요. 여기에 적은 콘솔로 화면 위쪽에서 바로 옮겨 갈 수 있어요.",
  here: "이 콘솔",
  store: "상점",
  parent: "상위 상점",
  code: "하위 상점 코드",
  name: "이름",
  nameUnread: "아직 읽지 못했어요",
  address: "콘솔 주소",
  apart:
    "결제, 환불, 구성원은 상점마다 따로예요. 이 콘솔에서는 다른 상점의 결제를 볼 수 없고, 옮겨 간 콘솔에는 따로 로그인해요.",
  others: "다른 상점의 콘솔",
  none: "아직 적은 콘솔이 없어요.",
  readAt: (at: string) => `${at}에 이름과 코드를 확인했어요.`,
  unknownTitle: "아임포트에 이 코드가 없어요",
  unknown: (at: string) =>
    `${at}에 확인했을 때 아임포트가 이 코드를 모른다고 답했어요. 하위 상점이 삭제됐는지 관리자 콘솔에서 확인해 주세요.`,
  declaredBy: (name: string, at: string) => `${name} 님이 ${at}에 적었어요.`,
  move: "주소 바꾸기",
  moveNamed: (store: string) => `주소 바꾸기: ${store}`,
  moveTitle: (store: string) => `${store} 콘솔의 주소 바꾸기`,
  moved: "콘솔 주소를 바꿨어요",
  remove: "지우기",
  removeNamed: (store: string) => `지우기: ${store}`,
  removeTitle: "목록에서 지울까요?",
  removeHelp: (store: string, address: string) =>
    `${store}의 콘솔 주소(${address})가 목록에서 사라져요. 그 콘솔과 결제는 그대로예요.`,
  removed: "목록에서 지웠어요",
  form: {
    title: "콘솔 적기",
    isParent: "상위 상점의 콘솔이에요",
    codeHint: "대문자와 숫자 세 글자예요. 아임포트에 있는 코드인지 확인한 뒤 저장해요.",
    codeWrong: "대문자와 숫자 세 글자로 적어 주세요. 예: POP",
    addressHint: "그 상점의 Maru를 여는 주소예요. https이거나 이 컴퓨터(localhost)여야 해요.",
    addressWrong: "경로 없이 https://로 시작하는 주소를 적어 주세요. 예: https://pop.example.com",
    submit: "저장",
    saved: "콘솔을 적었어요",
  },
  notYours: (roles: string) => `${roles} 역할이 바꿀 수 있어요.`,
};

export type Messages = typeof messages;
