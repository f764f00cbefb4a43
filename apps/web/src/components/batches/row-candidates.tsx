import { formatMoney, type PaymentStatus, paymentStatusNames } from "@maru/domain";
import type { ReactNode } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import { DateTime } from "../date-time.tsx";
import { Button } from "../ui/button.tsx";
import type { CandidateWords } from "./batch-words.ts";

interface Candidate {
  readonly impUid: string;
  readonly status: PaymentStatus;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  /** Unix seconds. */
  readonly requestedAt: number;
}

interface RowCandidatesProps<Each extends Candidate> {
  readonly words: CandidateWords;
  readonly question: ReactNode;
  readonly candidates: readonly Each[];
  /** What else is to be known of one. */
  readonly note?: (candidate: Each) => ReactNode;
  /** Undefined where nothing can be chosen any more. */
  readonly onChoose: ((impUid: string) => void) | undefined;
}

/** The payments of a row's order: a person says which one is meant. Nothing where there is none to choose from. */
export function RowCandidates<Each extends Candidate>(props: RowCandidatesProps<Each>) {
  const { words, question, candidates, note, onChoose } = props;
  const locale = useLocale();
  if (candidates.length === 0) return null;
  return (
    <div className="grid gap-1">
      <p>{question}</p>
      <ul className="grid gap-1">
        {candidates.map((each) => (
          <li key={each.impUid} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-id">{each.impUid}</span>
            <span>{paymentStatusNames[each.status][locale]}</span>
            <span className="font-semibold tabular-nums">
              {formatMoney({ amount: each.amount, currency: each.currency }, locale)}
            </span>
            <DateTime at={each.requestedAt} />
            {note?.(each)}
            {onChoose !== undefined && (
              <Button aria-label={words.choose(each.impUid)} onClick={() => onChoose(each.impUid)}>
                {words.chooseThis}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
