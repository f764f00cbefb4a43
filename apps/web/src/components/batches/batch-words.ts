import type { BulkState } from "@maru/domain";
import type { RouterOutputs } from "../../lib/trpc.ts";

type Count = (count: number) => string;

/** What pages say of a list, whatever its rows ask for. */
export interface BatchWords {
  readonly title: string;
  readonly help: string;
  readonly newTitle: string;
  readonly batches: string;
  readonly noBatches: string;
  readonly moreBatches: string;
  readonly batchColumns: Readonly<Record<"createdAt" | "name" | "rows" | "state" | "by", string>>;
  readonly pasted: string;
  readonly untitled: string;
  /** Where payments can be chosen for it. */
  readonly selected?: string;
  readonly rows: Count;
  readonly states: Readonly<Record<BulkState, string>>;
  readonly notFoundTitle: string;
  readonly notFoundHelp: string;
  readonly madeBy: (who: string, when: string) => string;
  readonly startedBy: (who: string, when: string) => string;
  readonly madeAndStartedBy: (made: string, started: string) => string;
}

/** What pages say of what can be done about a list. */
export interface BatchStepWords {
  readonly rehearseHelp: string;
  readonly rehearse: string;
  readonly rehearseAgain: string;
  readonly rehearsing: (done: number, all: number) => string;
  readonly rehearsedAt: (when: string) => string;
  readonly rehearsalOld: string;
  readonly nothingGoes: string;
  readonly willGo: Count;
  readonly willNotGo: Count;
  readonly running: (done: number, all: number) => string;
  readonly pause: string;
  readonly resume: string;
  readonly resumeHelp: string;
  readonly pausedTitle: string;
  readonly finishedTitle: string;
}

/** What pages say of a list's rows. */
export type BatchRowWords = Readonly<Record<"rowsTitle" | "rowTabs" | "allRows" | "noRows" | "moreRows", string>>;

/** What pages say of the payments to choose from. */
export interface CandidateWords {
  readonly choose: (impUid: string) => string;
  readonly chooseThis: string;
}

/** What pages say while a list is brought. */
export interface NewListWords {
  readonly readCount: Count;
  readonly hasHeader: string;
  readonly allReadable: string;
  readonly problemCount: Count;
  readonly moreProblems: Count;
  readonly line: (line: number) => string;
  readonly known: string;
  readonly knownHelp: string;
  readonly openKnown: string;
  readonly repeatReason: string;
  readonly repeatAnyway: string;
  readonly prepare: string;
}

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
