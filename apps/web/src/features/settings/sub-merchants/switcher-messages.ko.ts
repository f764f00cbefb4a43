export const messages = {
  button: (store: string) => `상점 바꾸기, 지금은 ${store}`,
  title: "다른 상점의 콘솔",
  help: "옮겨 간 콘솔에는 따로 로그인해요.",
  here: "지금 여기",
  parent: "상위 상점",
  parentShort: "상위",
  unknown: "아임포트에 없는 코드",
};

export type SwitcherMessages = typeof messages;
