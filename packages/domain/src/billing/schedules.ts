import type { Localised } from "../locale.ts";

/** How a schedule stands, as the vendor's console sorts them: by what became of its last execution. */
export const scheduleStates = ["scheduled", "succeeded", "failed", "cancelled", "revoked", "unknown"] as const;
export type ScheduleState = (typeof scheduleStates)[number];

export const scheduleStateNames: Readonly<Record<ScheduleState, Localised>> = {
  scheduled: { ko: "결제 예정", en: "Scheduled" },
  succeeded: { ko: "결제 성공", en: "Paid" },
  failed: { ko: "결제 실패", en: "Failed" },
  cancelled: { ko: "결제 후 취소", en: "Cancelled" },
  revoked: { ko: "예약 취소", en: "Revoked" },
  unknown: { ko: "알 수 없음", en: "Unknown" },
};

export interface ScheduleFacts {
  readonly status: "scheduled" | "executed" | "revoked" | "unknown";
  readonly paymentStatus: string | null;
}

/** Where a schedule stands: once it was carried out, its payment decides. */
export function scheduleState({ status, paymentStatus }: ScheduleFacts): ScheduleState {
  if (status !== "executed") return status;
  if (paymentStatus === "failed") return "failed";
  return paymentStatus === "cancelled" ? "cancelled" : "succeeded";
}

export const scheduleActions = ["move", "revoke", "reschedule", "retry"] as const;
export type ScheduleAction = (typeof scheduleActions)[number];

export type ScheduleRefusal = "not_scheduled" | "not_failed" | "in_the_past";

/** Why something cannot be done with a schedule; undefined where nothing speaks against it (V1 OpenAPI, `schedule`). */
export function refuseScheduleAction(
  action: ScheduleAction,
  schedule: ScheduleFacts,
  time?: { readonly scheduledAt: number; readonly now: number },
): ScheduleRefusal | undefined {
  const state = scheduleState(schedule);
  const wantsWaiting = action === "move" || action === "revoke";
  if (wantsWaiting && state !== "scheduled") return "not_scheduled";
  if (!wantsWaiting && state !== "failed" && state !== "revoked") return "not_failed";
  return time !== undefined && time.scheduledAt <= time.now ? "in_the_past" : undefined;
}

export const scheduleRefusalWords: Readonly<Record<ScheduleRefusal, Localised>> = {
  not_scheduled: {
    ko: "아직 실행되지 않은 예약만 바꿀 수 있어요.",
    en: "Only a schedule that has not run can be changed.",
  },
  not_failed: {
    ko: "실패했거나 취소된 예약만 다시 결제할 수 있어요.",
    en: "Only a schedule that failed or was revoked can be charged again.",
  },
  in_the_past: { ko: "지금보다 나중 시각을 골라 주세요.", en: "Choose a time that is still to come." },
};
