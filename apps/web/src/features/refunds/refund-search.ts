import { type RefundState, refundStates } from "@maru/domain";

/** The desk's tabs, in the order in which they matter. */
export const refundTabs = ["all", "approval", "person", "checking", "requested", "done", "stopped"] as const;
export type RefundTab = (typeof refundTabs)[number];

const tabOfState: Readonly<Record<RefundState, Exclude<RefundTab, "all">>> = {
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

export function refundTabPath(tab: RefundTab): string {
  return tab === "all" ? "/refunds" : `/refunds?show=${tab}`;
}

/** The states a tab shows; undefined for all of them. */
export function statesOfTab(tab: RefundTab): RefundState[] | undefined {
  return tab === "all" ? undefined : refundStates.filter((state) => tabOfState[state] === tab);
}
