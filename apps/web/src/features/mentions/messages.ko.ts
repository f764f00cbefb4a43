import { countFormatter } from "../../lib/count.ts";

const n = countFormatter("ko");

export const messages = {
  button: (unseen: number) => (unseen === 0 ? "나를 부른 메모" : `나를 부른 메모, 안 읽은 것 ${n(unseen)}건`),
  title: "나를 부른 메모",
  empty: "아직 나를 부른 메모가 없어요. 결제 메모에 @이름을 쓰면 그 사람에게 알려요.",
  failed: "불러오지 못했어요.",
  retry: "다시 시도",
  by: (name: string) => `${name} 님이 불렀어요`,
  unseen: "안 읽음",
  markAll: "모두 읽음으로",
};

export type MentionMessages = typeof messages;
