import type { Localised } from "../locale.ts";

/** The way of an application in its order, then the two ways in which it ends otherwise. */
export const applicationStates = [
  "draft",
  "submitted",
  "received",
  "screening",
  "documents",
  "contract",
  "card_review",
  "live",
  "rejected",
  "cancelled",
] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const applicationStateNames: Readonly<Record<ApplicationState, Localised>> = {
  draft: { ko: "작성 중", en: "Draft" },
  submitted: { ko: "신청함", en: "Submitted" },
  received: { ko: "PG사 접수", en: "Received by the PG" },
  screening: { ko: "PG사 심사", en: "Screening" },
  documents: { ko: "서류 제출", en: "Documents" },
  contract: { ko: "계약", en: "Contract" },
  card_review: { ko: "카드사 심사", en: "Card review" },
  live: { ko: "사용 중", en: "Live" },
  rejected: { ko: "거절", en: "Rejected" },
  cancelled: { ko: "신청 취소", en: "Cancelled" },
};

/** What a move is: a step on, the end one way or the other, or taking back what was recorded wrongly. */
export type ApplicationMove = "forward" | "reject" | "cancel" | "correction";

const withoutPg: ReadonlySet<ApplicationState> = new Set(["draft", "submitted"]);
const endings: ReadonlySet<ApplicationState> = new Set(["live", "rejected", "cancelled"]);

/** Whether nothing more is expected to happen. */
export function isFinalApplicationState(state: ApplicationState): boolean {
  return endings.has(state);
}

/** A shop takes its application back only before the PG has it; afterwards the PG alone ends it. */
export function mayCancelApplication(state: ApplicationState): boolean {
  return withoutPg.has(state);
}

/**
 * What recording the move would be; null where it is none. PGs leave stages out, so a step may go over some; a step back
 * only corrects what was recorded wrongly.
 */
export function applicationMove(from: ApplicationState, to: ApplicationState): ApplicationMove | null {
  if (from === to) return null;
  if (to === "cancelled") return mayCancelApplication(from) ? "cancel" : null;
  if (from === "cancelled") return to === "draft" ? "correction" : null;
  if (to === "rejected") return from === "draft" || from === "live" ? null : "reject";
  if (from === "rejected") return to === "draft" ? null : "correction";
  return applicationStates.indexOf(to) > applicationStates.indexOf(from) ? "forward" : "correction";
}

/** Every state that can be recorded next. */
export function nextApplicationStates(
  from: ApplicationState,
): readonly { readonly to: ApplicationState; readonly move: ApplicationMove }[] {
  return applicationStates.flatMap((to) => {
    const move = applicationMove(from, to);
    return move === null ? [] : [{ to, move }];
  });
}

/** Whether people have to say why: whatever ends or corrects an application is asked about later. */
export function needsMoveReason(move: ApplicationMove): boolean {
  return move !== "forward";
}

/** PGs call within about so many business days of an application. Source: PortOne help centre. */
export const firstContactBusinessDays = 3;
