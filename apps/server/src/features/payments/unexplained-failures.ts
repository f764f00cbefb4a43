import { explainFailure, isAllowed, isPaymentQueryValue, maskFreeText, paymentFilter } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { countPayments } from "./count-payments.ts";
import { readListItems } from "./list-payments.ts";
import { countFailReasons } from "./payments.repository.ts";

const shownMessages = 100;

/** A PG's message, and how often a payment failed with it. */
export interface FailureMessage {
  /** Verbatim, but for what is masked by role. */
  readonly message: string;
  /** Whether a list can be asked for the payments with this message: not for one whose words are hidden from the reader. */
  readonly isSearchable: boolean;
  readonly count: number;
  readonly latest: { readonly impUid: string; readonly pgProvider: string | null; readonly at: number } | null;
}

export interface UnexplainedFailures {
  /** Those that the dictionary has nothing on, the most frequent first. */
  readonly items: readonly FailureMessage[];
  /** How many different messages there are of these, shown or not. */
  readonly messages: number;
  /** Those that it explains, the most frequent first, and how many there are of them. */
  readonly explained: readonly FailureMessage[];
  readonly explainedMessages: number;
  /** With a message or without. */
  readonly failedPayments: number;
  readonly explainedPayments: number;
}

/** Failures whose message has no explanation, counted over the whole index, so that the dictionary grows where it counts. */
export async function listUnexplainedFailures(
  ctx: Pick<SignedInContext, "store" | "actor">,
): Promise<UnexplainedFailures> {
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  const reasons = gatherMessages(await countFailReasons(ctx.store.reports), isMasked);
  const everyFailure = paymentFilter.parse({ status: ["failed"] });
  const { total: failedPayments } = await countPayments(ctx, everyFailure);
  const byCount = reasons.toSorted((left, right) => right.count - left.count || right.latest - left.latest);
  const unexplained = byCount.filter(({ reason }) => explainFailure(reason) === undefined);
  const explained = byCount.filter(({ reason }) => explainFailure(reason) !== undefined);
  const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
  const read = async ({ reason, message, count, latest }: Gathered): Promise<FailureMessage> => {
    const [payment] = await readListItems(ctx, [latest]);
    return {
      message,
      isSearchable: message === reason && isPaymentQueryValue.failReason(reason),
      count,
      latest:
        payment === undefined ? null : { impUid: payment.impUid, pgProvider: payment.pgProvider, at: payment.statusAt },
    };
  };
  const first = (rows: readonly Gathered[]) => Promise.all(rows.slice(0, shownMessages).map(read));
  return {
    items: await first(unexplained),
    messages: unexplained.length,
    failedPayments,
    explained: await first(explained),
    explainedMessages: explained.length,
    explainedPayments: sum(explained),
  };
}

interface Gathered {
  /** One that was said, to look it up by. */
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly latest: number;
}

/** Messages that say the same once what is personal is hidden are one message to whoever reads them so. */
function gatherMessages(reasons: Awaited<ReturnType<typeof countFailReasons>>, isMasked: boolean): Gathered[] {
  const gathered = new Map<string, Gathered>();
  for (const said of reasons) {
    const message = isMasked ? maskFreeText(said.reason, [said.buyerName]) : said.reason;
    const known = gathered.get(message);
    gathered.set(message, {
      message,
      // Of several, one whose words are hidden: a list of it alone would not be all of them.
      reason: known === undefined || said.reason !== message ? said.reason : known.reason,
      count: said.count + (known?.count ?? 0),
      latest: Math.max(said.latest, known?.latest ?? 0),
    });
  }
  return [...gathered.values()];
}
