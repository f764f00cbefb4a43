import type { CheckedDraft, DraftProblems, DraftSubject, RefundDraft } from "./refund-draft.ts";

/** What every part of the form works with: what is typed, how it reads, and how to change it. */
export interface DraftForm {
  readonly draft: RefundDraft;
  readonly subject: DraftSubject;
  readonly checked: CheckedDraft;
  readonly set: (change: Partial<RefundDraft>) => void;
  /** The problem of a field once its reader has left it or tried to send. */
  readonly shown: <Field extends keyof DraftProblems>(field: Field) => DraftProblems[Field] | undefined;
  readonly leave: (field: keyof DraftProblems) => void;
}
