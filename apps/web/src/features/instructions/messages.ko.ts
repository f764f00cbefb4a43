import type { InstructionTargetKind } from "@maru/domain";
import { countFormatter } from "../../lib/count.ts";
import type { InstructionTab } from "./instruction-search.ts";

const n = countFormatter("ko");

export const messages = {
  title: "PG 요청",
  help: "환불 말고 아임포트와 PG에 보낸 요청이에요. 답을 받지 못한 요청은 기록을 다시 읽고, 기록이 없으면 담당자가 확인해요.",
  tabs: {
    all: "전체",
    person: "담당자 확인",
    open: "진행 중",
    done: "처리 완료",
    stopped: "처리 안 됨",
  } satisfies Record<InstructionTab, string>,
  filter: "상태",
  columns: { kind: "요청", target: "대상", by: "요청한 사람", at: "요청 시각", state: "상태" },
  open: (kind: string, target: string) => `${target} ${kind} 열기`,
  targets: { payment: "결제", order: "주문", customer: "고객" } satisfies Record<InstructionTargetKind, string>,
  more: "더 보기",
  end: (count: number) => `모두 보여 드렸어요 · ${n(count)}건`,
  emptyTitle: "아직 보낸 요청이 없어요",
  emptyHelp: "가상계좌 발급, 현금영수증, 배송 등록처럼 PG에 보낸 요청이 여기에 남아요.",
  noneTitle: "이 상태의 요청이 없어요",
  noneHelp: "다른 상태를 골라 보세요.",
  back: "PG 요청",
  notFoundTitle: "요청을 찾지 못했어요",
  notFoundHelp: "주소를 확인해 주세요.",
  facts: "요청한 내용",
  result: "처리 결과",
  payment: "결제",
  sentAt: "보낸 시각",
  settledAt: "끝난 시각",
  notSent: "보내지 않음",
  looked: (times: number, time: string) => `기록을 ${n(times)}번 읽었어요. 마지막으로 ${time}에 읽었어요.`,
  notLooked: "아직 기록을 읽지 않았어요.",
  nextLook: (time: string) => `${time}에 다시 읽어요.`,
  noRecord: "아임포트에 다시 읽을 기록이 없는 요청이에요.",
  confirmed: (name: string, time: string) => `${name} · ${time}`,
  confirmedTitle: "담당자가 확인한 결과예요",
  timeline: "지나온 단계",
  ourselves: "Maru",
};
