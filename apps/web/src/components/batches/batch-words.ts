import type { AppMessages } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";

type Lists = AppMessages["escrow"]["bulk"];

/** What pages say of a list, whatever its rows ask for. */
export type BatchWords = Pick<
  Lists,
  | "title"
  | "help"
  | "newTitle"
  | "batches"
  | "noBatches"
  | "moreBatches"
  | "batchColumns"
  | "pasted"
  | "untitled"
  | "rows"
  | "states"
  | "notFoundTitle"
  | "notFoundHelp"
  | "madeBy"
  | "madeAndStartedBy"
  | "startedBy"
> & {
  /** Where payments can be chosen for it. */
  readonly selected?: string;
};

/** What pages say of what can be done about a list. */
export type BatchStepWords = Pick<
  Lists,
  | "rehearseHelp"
  | "rehearse"
  | "rehearseAgain"
  | "rehearsing"
  | "rehearsedAt"
  | "rehearsalOld"
  | "nothingGoes"
  | "willGo"
  | "willNotGo"
  | "running"
  | "pause"
  | "resume"
  | "resumeHelp"
  | "pausedTitle"
  | "finishedTitle"
>;

/** What pages say of a list's rows. */
export type BatchRowWords = Pick<Lists, "rowsTitle" | "rowTabs" | "allRows" | "noRows" | "moreRows">;

/** What pages say of the payments to choose from. */
export type CandidateWords = Pick<Lists, "choose" | "chooseThis">;

/** What pages say while a list is brought. */
export type NewListWords = Pick<
  Lists,
  | "readCount"
  | "hasHeader"
  | "allReadable"
  | "problemCount"
  | "moreProblems"
  | "line"
  | "known"
  | "knownHelp"
  | "openKnown"
  | "repeatReason"
  | "repeatAnyway"
>;

/** What the server tells of a list, whatever its rows ask for. */
export type BatchFacts = Pick<
  RouterOutputs["refunds"]["bulk"]["get"],
  | "id"
  | "createdAtMs"
  | "createdBy"
  | "source"
  | "name"
  | "state"
  | "rowCount"
  | "rows"
  | "rehearsedAtMs"
  | "rehearsalHoldsUntilMs"
  | "startedAtMs"
  | "startedBy"
>;

/** What people call a list: its file's name, or how it came. */
export function batchName(
  { source, name }: Pick<BatchFacts, "source" | "name">,
  words: Pick<BatchWords, "pasted" | "untitled" | "selected">,
): string {
  if (source === "file") return name ?? words.untitled;
  return source === "selection" ? (words.selected ?? words.pasted) : words.pasted;
}
