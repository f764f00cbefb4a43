import { type InstructionState, instructionStates } from "@maru/domain";

/** The desk's tabs, in the order in which they matter. */
export const instructionTabs = ["all", "person", "open", "done", "stopped"] as const;
export type InstructionTab = (typeof instructionTabs)[number];

const tabOfState: Readonly<Record<InstructionState, Exclude<InstructionTab, "all">>> = {
  written: "open",
  sending: "open",
  checking: "open",
  unconfirmed: "person",
  done: "done",
  refused: "stopped",
  not_done: "stopped",
  not_sent: "stopped",
};

/** What the desk shows, as its address says it; an unknown word is the whole desk. */
export function readInstructionTab(parameters: URLSearchParams): InstructionTab {
  return instructionTabs.find((tab) => tab === parameters.get("show")) ?? "all";
}

export function instructionDeskPath(tab: InstructionTab): string {
  return tab === "all" ? "/requests" : `/requests?show=${tab}`;
}

/** The states a tab shows; undefined for all of them. */
export function statesOfTab(tab: InstructionTab): InstructionState[] | undefined {
  return tab === "all" ? undefined : instructionStates.filter((state) => tabOfState[state] === tab);
}

export function instructionPath(instructionId: string): string {
  return `/requests/${encodeURIComponent(instructionId)}`;
}
