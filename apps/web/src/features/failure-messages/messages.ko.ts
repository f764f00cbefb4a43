import { countFormatter } from "../../lib/count.ts";

const n = countFormatter("ko");

export const messages = {
  title: "풀이 없는 실패 문장",
  help: "PG사가 보낸 실패 문장 가운데 아직 풀이가 없는 것이에요. 많이 나온 것부터 사전에 더하면 좋아요.",
  summary: (failed: number, explained: number) =>
    `실패한 결제 ${n(failed)}건 가운데 ${n(explained)}건의 문장에 풀이가 있어요.`,
  basis: "지금까지 담은 모든 결제에서 세었고, 테스트 결제도 들어 있어요.",
  showFailed: (count: number) => `실패한 결제 ${n(count)}건 보기`,
  showExplained: (count: number) => `풀이가 있는 결제 ${n(count)}건의 문장 보기`,
  explainedTitle: "풀이가 있는 실패 문장",
  explainedHelp: "횟수를 누르면 그 문장으로 실패한 결제가 나와요.",
  showRows: (count: number, message: string) => `‘${message}’로 실패한 결제 ${n(count)}건 보기`,
  hidden: "구매자 정보가 가려진 문장이라 목록으로 찾을 수 없어요.",
  message: "PG사의 문장",
  count: "횟수",
  latest: "가장 최근",
  pg: "PG사",
  payment: "결제",
  copy: "실패 문장",
  shown: (shown: number, all: number) => `모두 ${n(all)}가지 가운데 많이 나온 ${n(shown)}가지예요.`,
  emptyTitle: "풀이 없는 문장이 없어요",
  emptyHelp: "지금까지 실패한 결제의 문장에는 모두 풀이가 있어요.",
};

export type Messages = typeof messages;
