import { useMutation, useQueries } from "@tanstack/react-query";
import { Link } from "react-router";
import { Face } from "../../components/face.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { partText } from "./filter-words.ts";
import {
  narrowingParts,
  type PaymentSearch,
  paymentPath,
  paymentsPath,
  toPaymentFilter,
  withoutNarrowing,
  withoutPart,
} from "./payment-search.ts";

interface Suggestion {
  readonly label: string;
  readonly search: PaymentSearch;
}

/** Nothing matches: says what was asked, and which single change would show rows, with how many. */
export default function NoMatch({ search }: { readonly search: PaymentSearch }) {
  const { faces, filter: filterWords } = useMessages().payments;
  const words = useDetailMessages().noMatch;
  const suggestions = useSuggestions(search);
  const counts = useQueries({
    queries: suggestions.map((each) => trpc.payments.counts.queryOptions(toPaymentFilter(each.search))),
  });
  const offered = suggestions.flatMap((each, index) => {
    const total = counts[index]?.data?.total ?? 0;
    return total === 0 ? [] : [{ ...each, total }];
  });
  const isCounting = counts.some((each) => each.isPending);
  return (
    <Face
      title={faces.noMatchTitle}
      actions={
        narrowingParts(search).some((part) => part !== "text") && (
          <Link to={paymentsPath(withOnlyText(search))} className={buttonClass()}>
            {filterWords.clear}
          </Link>
        )
      }
    >
      <p>{search.text === undefined ? words.noMatchFilters : words.noMatchText(search.text)}</p>
      {offered.length > 0 && (
        <div>
          <h3 className="mt-2 mb-1 font-semibold text-ink">{words.noMatchTry}</h3>
          <ul className="grid gap-0.5">
            {offered.map((each) => (
              <li key={each.label}>
                <Link
                  to={paymentsPath(each.search)}
                  className="text-accent underline decoration-dotted underline-offset-4 hover:decoration-solid"
                >
                  {each.label}
                </Link>{" "}
                <span className="text-ink-3">{words.found(each.total)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {isCounting && offered.length === 0 && <Skeleton className="mt-2 w-56" />}
      {!isCounting && offered.length === 0 && suggestions.length > 0 && <p>{words.noMatchNothing}</p>}
      {search.text !== undefined && <LookUp key={search.text} identifier={search.text.trim()} />}
    </Face>
  );
}

/** Each single change that could bring rows back: the other basis, a wider range, test payments, one filter less. */
function useSuggestions(search: PaymentSearch): Suggestion[] {
  const words = useMessages().payments;
  const own = useDetailMessages().noMatch;
  const locale = useLocale();
  const suggestions: Suggestion[] = [];
  if (search.from !== undefined || search.to !== undefined) {
    const basis = search.basis === "status" ? "requested" : "status";
    suggestions.push({ label: own.otherBasis(words.basis[basis]), search: { ...search, basis } });
    suggestions.push({ label: own.widerRange, search: withoutPart(search, "range") });
  }
  if (search.mode === "live") {
    suggestions.push({ label: own.includeTest, search: withoutPart(search, "mode") });
  }
  for (const part of narrowingParts(search)) {
    if (part === "range" || (part === "mode" && search.mode === "live")) continue;
    const label = own.without(partText(words, locale, search, part));
    suggestions.push({ label, search: withoutPart(search, part) });
  }
  if (search.text !== undefined && narrowingParts(search).length > 2) {
    suggestions.push({ label: own.withoutAll, search: withOnlyText(search) });
  }
  return suggestions;
}

function withOnlyText(search: PaymentSearch): PaymentSearch {
  const { text, sort } = search;
  return { ...withoutNarrowing(search), sort, ...(text === undefined ? {} : { text }) };
}

/** Asks upstream for the typed identifier: what has not been fetched yet can still be opened. */
function LookUp({ identifier }: { readonly identifier: string }) {
  const { faces } = useMessages().payments;
  const words = useDetailMessages().noMatch;
  const mayLookUp = useMay("payment:lookup");
  const lookUp = useMutation(trpc.payments.lookup.mutationOptions());
  // What was found for another text says nothing about this one.
  const found = lookUp.variables?.identifier === identifier ? lookUp.data?.impUids : undefined;
  if (!mayLookUp || !looksLikeIdentifier(identifier)) return null;
  return (
    <div className="mt-3 grid justify-items-start gap-1 border-t border-line pt-3">
      <Button isPending={lookUp.isPending} onClick={() => lookUp.mutate({ identifier })}>
        {lookUp.isPending ? words.lookingUp : faces.lookUp}
      </Button>
      <p className="text-small text-ink-3">{words.lookUpHelp}</p>
      <div role="status">
        {lookUp.isError && lookUp.variables.identifier === identifier && (
          <p className="text-bad">{words.lookUpFailed}</p>
        )}
        {found?.length === 0 && <p>{words.lookUpNone(identifier)}</p>}
        {found !== undefined && found.length > 0 && (
          <>
            <p>{words.lookUpFound(found.length)}</p>
            <ul>
              {found.map((impUid) => (
                <li key={impUid}>
                  <Link to={paymentPath(impUid)} className="font-id text-accent underline underline-offset-3">
                    {impUid}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

/** A name or an amount is no number to ask upstream for. */
function looksLikeIdentifier(text: string): boolean {
  return /^[\w.:@#~/+=-]{4,}$/.test(text) && /\d/.test(text);
}
