import { explainFailure, isAllowed, isPaymentQueryValue, maskFreeText, paymentFilter } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { countPayments } from "./count-payments.ts";
import { readListItems } from "./list-payments.ts";
import { countFailReasons } from "./payments.repository.ts";

const shownMessages = 100;

/** A PG's message that the dictionary has nothing on. */
export interface UnexplainedFailure {
  /** Verbatim, but for what is masked by role. */
  readonly message: string;
  /** Whether a list can be asked for the payments with this message: not for one whose words are hidden from the reader. */
  readonly isSearchable: boolean;
  readonly count: number;
  readonly latest: { readonly impUid: string; readonly pgProvider: string | null; readonly at: number } | null;
}

export interface UnexplainedFailures {
  /** The most frequent first. */
  readonly items: readonly UnexplainedFailure[];
  /** How many different messages there are, shown or not. */
  readonly messages: number;
  /** With a message or without. */
  readonly failedPayments: number;
  readonly explainedPayments: number;
}

/** Failures whose message has no explanation, counted over the whole index, so that the dictionary grows where it counts. */
export async function listUnexplainedFailures(
  ctx: Pick<SignedInContext, "store" | "actor">,
): Promise<UnexplainedFailures> {
  const reasons = await countFailReasons(ctx.store.reports);
  const everyFailure = paymentFilter.parse({ status: ["failed"] });
  const { total: failedPayments } = await countPayments(ctx, everyFailure);
  const unexplained = reasons
    .filter(({ reason }) => explainFailure(reason) === undefined)
    .toSorted((left, right) => right.count - left.count || right.latest - left.latest);
  const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
  const shown = unexplained.slice(0, shownMessages);
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  const items = shown.map(async ({ reason, count, latest }) => {
    const [payment] = await readListItems(ctx, [latest]);
    const message = isMasked ? maskFreeText(reason) : reason;
    return {
      message,
      isSearchable: message === reason && isPaymentQueryValue.failReason(reason),
      count,
      latest:
        payment === undefined ? null : { impUid: payment.impUid, pgProvider: payment.pgProvider, at: payment.statusAt },
    };
  });
  return {
    items: await Promise.all(items),
    messages: unexplained.length,
    failedPayments,
    explainedPayments: sum(reasons) - sum(unexplained),
  };
}
