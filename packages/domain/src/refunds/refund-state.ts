import type { Localised } from "../locale.ts";

/**
 * Where a refund can stand. `checking` is a state and not an error: the answer was lost, and what upstream did is being
 * read until it is known.
 */
export const refundStates = [
  "opened",
  "waiting_approval",
  "approved",
  "sending",
  "checking",
  "requested",
  "needs_person",
  "done",
  "refused_pg",
  "refused_stale",
  "not_done",
  "not_sent",
  "rejected",
  "expired",
  "withdrawn",
] as const;
export type RefundState = (typeof refundStates)[number];

/**
 * Every move there is. A state without moves is final: what stands in it is never sent again. Nothing leads back to
 * `sending`, so one refund is sent at most once.
 */
const moves: Readonly<Record<RefundState, readonly RefundState[]>> = {
  /** Written down; the rules have not spoken yet. */
  opened: ["waiting_approval", "approved", "refused_stale", "not_sent"],
  waiting_approval: ["approved", "rejected", "expired", "withdrawn"],
  /** Nothing stands in the way, and nothing has been sent. */
  approved: ["sending", "refused_stale", "not_sent"],
  /** The first byte may have left. */
  sending: ["done", "requested", "refused_pg", "refused_stale", "checking", "not_sent"],
  checking: ["done", "requested", "refused_pg", "not_done", "needs_person"],
  /** The PG took it and carries it out later. */
  requested: ["done", "not_done", "needs_person"],
  /** Upstream's record alone does not settle it. */
  needs_person: ["done", "not_done"],
  done: [],
  refused_pg: [],
  refused_stale: [],
  not_done: [],
  not_sent: [],
  rejected: [],
  expired: [],
  withdrawn: [],
};

/** Whether a refund may go from one state to the other. */
export function mayMoveRefund(from: RefundState, to: RefundState): boolean {
  return moves[from].includes(to);
}

/** Whether nothing more happens to a refund in this state. */
export function isFinalRefundState(state: RefundState): boolean {
  return moves[state].length === 0;
}

/** Whether the refund's money moved, may have moved or may still move: what counts against a cap. */
export function countsAsRefunded(state: RefundState): boolean {
  return state === "done" || !isFinalRefundState(state);
}

/** States in which somebody of the merchant has to do something. */
export const refundStatesForPeople = ["waiting_approval", "needs_person"] as const satisfies readonly RefundState[];

export const refundStateNames: Readonly<Record<RefundState, Localised>> = {
  opened: { ko: "접수", en: "Received" },
  waiting_approval: { ko: "승인 대기", en: "Waiting for approval" },
  approved: { ko: "승인됨", en: "Approved" },
  sending: { ko: "보내는 중", en: "Sending" },
  checking: { ko: "확인 중", en: "Checking" },
  requested: { ko: "PG 처리 대기", en: "Requested" },
  needs_person: { ko: "담당자 확인 필요", en: "Needs a person" },
  done: { ko: "환불 완료", en: "Refunded" },
  refused_pg: { ko: "PG 거절", en: "Refused by the PG" },
  refused_stale: { ko: "잔액이 달라 중단", en: "Stopped: balance changed" },
  not_done: { ko: "환불되지 않음", en: "Not refunded" },
  not_sent: { ko: "보내지 않음", en: "Not sent" },
  rejected: { ko: "반려", en: "Rejected" },
  expired: { ko: "승인 기한 지남", en: "Approval expired" },
  withdrawn: { ko: "요청 철회", en: "Withdrawn" },
};

/** What a step of a refund is called. Below every cap nobody has approved anything: it went on by itself. */
export function refundStepName(from: RefundState | null, to: RefundState): Localised {
  return from === "opened" && to === "approved"
    ? { ko: "승인이 필요 없음", en: "No approval needed" }
    : refundStateNames[to];
}
