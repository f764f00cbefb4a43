import {
  type FilterPart,
  filterParts,
  type PaymentFilter,
  parseQuery,
  paymentQuery,
  withoutFilterPart,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { countPayments } from "./count-payments.ts";
import { findPlaces } from "./payment-search.repository.ts";

/** One change of a filter that finds something. */
export type EmptyRemedy = { readonly total: number } & (
  | { readonly change: "without"; readonly part: FilterPart }
  | { readonly change: "other-basis" }
  | { readonly change: "only-text" }
);

export interface EmptyExplanation {
  /** The part that took the last payment away, in reading order; null when the filter finds something after all. */
  readonly culprit: FilterPart | null;
  /** Whether no payment at all meets the culprit, whatever else is asked. */
  readonly isCulpritAlone: boolean;
  readonly remedies: readonly EmptyRemedy[];
}

/** More parts than a person has in mind; each costs a count. */
const mostParts = 12;

/**
 * Why a filter finds nothing: with which of its parts the last payment went, and which single changes would find how
 * many.
 */
export async function explainEmpty(
  ctx: Pick<SignedInContext, "store">,
  filter: PaymentFilter,
): Promise<EmptyExplanation> {
  const parts = filterParts(filter);
  const culprit = await findCulprit(ctx, filter, parts);
  if (culprit === null) return { culprit, isCulpritAlone: false, remedies: [] };
  const others = parts.filter((part) => part !== culprit);
  const alone = others.toReversed().reduce(withoutFilterPart, filter);
  return {
    culprit,
    isCulpritAlone: others.length === 0 || !(await findsAny(ctx, alone)),
    remedies: await findRemedies(ctx, filter, parts),
  };
}

async function findCulprit(
  ctx: Pick<SignedInContext, "store">,
  filter: PaymentFilter,
  parts: readonly FilterPart[],
): Promise<FilterPart | null> {
  for (const [at, part] of parts.entries()) {
    // Later parts first, so that the places of earlier ones in the text stay right.
    const soFar = parts
      .slice(at + 1)
      .toReversed()
      .reduce(withoutFilterPart, filter);
    if (!(await findsAny(ctx, soFar))) return part;
  }
  return null;
}

async function findsAny({ store }: Pick<SignedInContext, "store">, filter: PaymentFilter): Promise<boolean> {
  return (await findPlaces(store.reports, paymentQuery.parse({ ...filter }), null, 1)).length > 0;
}

async function findRemedies(
  ctx: Pick<SignedInContext, "store">,
  filter: PaymentFilter,
  parts: readonly FilterPart[],
): Promise<EmptyRemedy[]> {
  const remedies: EmptyRemedy[] = [];
  const offer = async (changed: PaymentFilter, remedy: (total: number) => EmptyRemedy) => {
    const { total } = await countPayments(ctx, changed);
    if (total > 0) remedies.push(remedy(total));
  };
  if (parts.some(isAboutDays)) {
    const basis = filter.basis === "status" ? "requested" : "status";
    await offer({ ...filter, basis }, (total) => ({ change: "other-basis", total }));
  }
  for (const part of parts.slice(0, mostParts)) {
    await offer(withoutFilterPart(filter, part), (total) => ({ change: "without", part, total }));
  }
  const choices = parts.filter((part) => part.key !== "text");
  if (filter.text !== undefined && choices.length > 1) {
    await offer(choices.reduce(withoutFilterPart, filter), (total) => ({ change: "only-text", total }));
  }
  return remedies;
}

function isAboutDays(part: FilterPart): boolean {
  if (part.key === "range") return true;
  return "term" in part && parseQuery(part.term).terms.some(({ term }) => term.kind === "days" && term.key === "date");
}
