import { type RefundState, refundReasonCode, refundStates, refundStatesForPeople } from "@maru/domain";

/** The desk's tabs, in the order in which they matter. */
export const refundTabs = ["all", "people", "approval", "person", "checking", "requested", "done", "stopped"] as const;
export type RefundTab = (typeof refundTabs)[number];

const tabOfState: Readonly<Record<RefundState, Exclude<RefundTab, "all" | "people">>> = {
  opened: "checking",
  waiting_approval: "approval",
  approved: "checking",
  sending: "checking",
  checking: "checking",
  requested: "requested",
  needs_person: "person",
  done: "done",
  refused_pg: "stopped",
  refused_stale: "stopped",
  not_done: "stopped",
  not_sent: "stopped",
  rejected: "stopped",
  expired: "stopped",
  withdrawn: "stopped",
};

/** What the desk shows, as its address says it; an unknown word is the whole desk. */
export function readRefundTab(parameters: URLSearchParams): RefundTab {
  const value = parameters.get("show");
  return refundTabs.find((tab) => tab === value) ?? "all";
}

/** The reason the desk is narrowed to; null for any. */
export function readRefundReason(parameters: URLSearchParams): string | null {
  const { success, data } = refundReasonCode.safeParse(parameters.get("reason"));
  return success ? data : null;
}

export function refundDeskPath({ tab, reason }: { readonly tab: RefundTab; readonly reason: string | null }): string {
  const parameters = new URLSearchParams();
  if (tab !== "all") parameters.set("show", tab);
  if (reason !== null) parameters.set("reason", reason);
  return parameters.size === 0 ? "/refunds" : `/refunds?${parameters}`;
}

/** The states a tab shows; undefined for all of them. */
export function statesOfTab(tab: RefundTab): RefundState[] | undefined {
  if (tab === "people") return [...refundStatesForPeople];
  return tab === "all" ? undefined : refundStates.filter((state) => tabOfState[state] === tab);
}
