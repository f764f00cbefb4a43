import { freshCodeMinutes } from "@maru/domain";
import { stepUpMessages } from "../step-up-messages.ko.ts";

export const messages = {
  states: {
    written: { title: "요청을 접수했어요", help: "아직 아무것도 보내지 않았어요." },
    sending: { title: "보내고 있어요", help: "창을 닫아도 계속 진행돼요. 다시 누르지 않아도 돼요." },
    checking: {
      title: "처리됐는지 확인하고 있어요",
      help: "답을 받지 못했어요. 아임포트의 기록을 다시 읽어 확인하고, 확인될 때까지 다시 보내지 않아요.",
    },
    unconfirmed: {
      title: "담당자가 확인해야 해요",
      help: "답을 받지 못했고, 아임포트에는 확인할 기록이 없어요. PG 관리자에서 확인한 뒤 결과를 적어 주세요.",
    },
    done: { title: "처리했어요", help: "" },
    refused: { title: "PG가 거절했어요", help: "바뀐 것은 없어요. 아래 내용을 확인한 뒤 다시 요청할 수 있어요." },
    not_done: { title: "처리되지 않았어요", help: "기록을 확인했고 바뀐 것이 없어요. 다시 요청할 수 있어요." },
    not_sent: { title: "보내지 않았어요", help: "바뀐 것은 없어요." },
  },
  headline: (kind: string, state: string) => `${kind} · ${state}`,
  theirWords: "PG가 보낸 말",
  askedBy: (name: string, time: string) => `${name} · ${time}`,
  again: "다시 요청",
  confirm: {
    title: "확인한 결과",
    done: "처리됐어요",
    notDone: "처리되지 않았어요",
    reason: "어떻게 확인했나요?",
    reasonHint: "예: 네이버페이센터에서 구매확정 완료를 확인",
    reasonNeeded: "확인한 방법을 다섯 글자 이상 적어 주세요.",
    send: "확인 결과 남기기",
  },
  codePrompt: {
    ...stepUpMessages,
    help: `큰 금액을 돌려줄 때는 ${freshCodeMinutes}분 안에 확인한 코드가 있어야 해요. 코드를 확인하면 바로 보내요.`,
  },
  rules: {
    other_pg: "이 결제의 PG에는 없는 기능이에요.",
    other_order: "다른 주문의 결제예요.",
    not_paid: "결제 완료 상태에서만 할 수 있어요.",
    not_on_its_way: "배송 중이거나 배송된 상품주문만 처리할 수 있어요.",
    no_such_order: "이 결제에 없는 상품주문이에요.",
    no_cancel_asked: "구매자의 취소 요청이 없어요.",
    no_return_asked: "진행 중인 반품이 없어요.",
    no_exchange_asked: "이 단계의 교환이 없어요.",
    claim_open: "취소·반품·교환이 진행 중이에요.",
    above_limit: "혼자 돌려줄 수 있는 한도를 넘어요. 한도가 더 큰 담당자에게 부탁해 주세요.",
    not_waiting: "아직 수납되지 않은 번호만 말소할 수 있어요.",
    above_amount: "하위 상점 금액의 합이 남은 결제 금액보다 커요.",
    not_scheduled: "아직 실행되지 않은 예약만 바꿀 수 있어요.",
    not_failed: "실패했거나 취소된 예약만 다시 결제할 수 있어요.",
    in_the_past: "지금보다 나중 시각을 골라 주세요.",
  },
};
