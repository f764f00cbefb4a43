import { countFormatter } from "../../lib/count.ts";

const n = countFormatter("ko");

export const messages = {
  /** A condition as its chip says it. */
  condition: {
    is: (key: string, value: string) => `${key}: ${value}`,
    isNot: (key: string, value: string) => `${key} 아님: ${value}`,
    anywhereNot: (value: string) => `제외: ${value}`,
    between: (from: string, to: string) => `${from} – ${to}`,
    atLeast: (value: string) => `${value} 이상`,
    atMost: (value: string) => `${value} 이하`,
    moreThan: (value: string) => `${value} 초과`,
    lessThan: (value: string) => `${value} 미만`,
    since: (day: string) => `${day}부터`,
    until: (day: string) => `${day}까지`,
    or: ", ",
  },
  completion: {
    label: "검색 도움말",
    keys: "이렇게 좁힐 수 있어요",
    values: (key: string) => `${key} 고르기`,
    count: (count: number) => `고를 것 ${n(count)}개. 위아래 화살표로 고르고 Enter로 넣어요.`,
    foot: "↑↓ 고르기 · Enter 넣기 · Esc 닫기",
    didYouMean: (text: string) => `‘${text}’로 바꾸기`,
    help: {
      amount: "금액을 적어 주세요. 예: >50000, 10000..20000, 5만",
      days: "날짜를 적어 주세요. 예: 2024-03, 2024-03-05, 2024-01..2024-03",
      text: (key: string) => `${key}에 이 글자가 든 결제만 찾아요. 여러 낱말은 “따옴표”로 묶어 주세요.`,
    },
    days: {
      today: "오늘",
      yesterday: "어제",
      last7: "최근 7일",
      last30: "최근 30일",
      thisMonth: "이번 달",
      lastMonth: "지난달",
    },
  },
  empty: {
    culprit: (part: string) => `‘${part}’ 조건까지 더하면 남는 결제가 없어요.`,
    culpritAlone: (part: string) => `‘${part}’에 맞는 결제가 하나도 없어요.`,
    writeInstead: (text: string) => `‘${text}’로 찾기`,
  },
  problem: {
    "unknown-key": (key: string) => `‘${key}:’라는 검색 항목은 없어서 적은 글자 그대로 찾았어요.`,
    "bad-value": (key: string, value: string) =>
      `‘${key}:’ 뒤의 ‘${value}’는 읽을 수 없는 값이어서 적은 글자 그대로 찾았어요.`,
    "unknown-code": (key: string, value: string) =>
      `‘${key}:’ 뒤의 ‘${value}’는 이름을 모르는 코드예요. 그대로 찾았어요.`,
    unfinished: (key: string) => `‘${key}:’ 뒤에 값을 적어 주세요.`,
  },
};

export type SearchMessages = typeof messages;
