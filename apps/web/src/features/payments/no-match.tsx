import { type FilterPart, filterParts, type PaymentFilter, parseQuery, withoutFilterPart } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Face } from "../../components/face.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { conditionText } from "./condition-text.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { partText } from "./filter-words.ts";
import {
  narrowingParts,
  type PaymentSearch,
  paymentPath,
  paymentsPath,
  toPaymentFilter,
  withFilter,
  withText,
} from "./payment-search.ts";
import { useSearchMessages } from "./search-messages.ts";

type Remedy = RouterOutputs["payments"]["explainEmpty"]["remedies"][number];

/** Nothing matches: says which part took the last payment away, and which single change shows how many. */
export default function NoMatch({ search }: { readonly search: PaymentSearch }) {
  const { faces, filter: filterWords, basis: basisWords } = useMessages().payments;
  const words = useDetailMessages().noMatch;
  const own = useSearchMessages().empty;
  const nameOfPart = usePartNames(search);
  const filter = toPaymentFilter(search);
  const explanation = useQuery(trpc.payments.explainEmpty.queryOptions(filter));
  const { culprit, isCulpritAlone, remedies } = explanation.data ?? noExplanation;
  const hasOthers = filterParts(filter).length > 1;
  const isSaidByCulprit = hasOthers && isCulpritAlone && culprit?.key === "text" && culprit.term === search.text;
  const toOffer = (remedy: Remedy): { readonly label: string; readonly changed: PaymentFilter } => {
    switch (remedy.change) {
      case "other-basis": {
        const basis = search.basis === "status" ? "requested" : "status";
        return { label: words.otherBasis(basisWords[basis]), changed: { ...filter, basis } };
      }
      case "only-text":
        return { label: words.withoutAll, changed: toPaymentFilter(withOnlyText(search)) };
      case "without": {
        const { part } = remedy;
        const changed = withoutFilterPart(filter, part);
        if (part.key === "range") return { label: words.widerRange, changed };
        if (part.key === "mode" && search.mode === "live") return { label: words.includeTest, changed };
        return { label: words.without(nameOfPart(part)), changed };
      }
    }
  };
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
      {!isSaidByCulprit && <p>{search.text === undefined ? words.noMatchFilters : words.noMatchText(search.text)}</p>}
      {culprit !== null && hasOthers && <p>{(isCulpritAlone ? own.culpritAlone : own.culprit)(nameOfPart(culprit))}</p>}
      <Misreadings search={search} />
      {remedies.length > 0 && (
        <div>
          <h3 className="mt-2 mb-1 font-semibold text-ink">{words.noMatchTry}</h3>
          <ul className="grid gap-0.5">
            {remedies.map((remedy) => {
              const { label, changed } = toOffer(remedy);
              return (
                <li key={label}>
                  <Link
                    to={paymentsPath(withFilter(search, changed))}
                    className="text-accent underline decoration-dotted underline-offset-4 hover:decoration-solid"
                  >
                    {label}
                  </Link>{" "}
                  <span className="text-ink-3">{words.found(remedy.total)}</span>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {explanation.isPending && <Skeleton className="mt-2 w-56" />}
      {explanation.isSuccess && remedies.length === 0 && hasOthers && <p>{words.noMatchNothing}</p>}
      {search.text !== undefined && <LookUp key={search.text} identifier={search.text.trim()} />}
    </Face>
  );
}
const noExplanation = { culprit: null, isCulpritAlone: false, remedies: [] };

/** What could not be read as it was probably meant, with what to write instead. */
function Misreadings({ search }: { readonly search: PaymentSearch }) {
  const { problem: words, empty } = useSearchMessages();
  const text = search.text ?? "";
  return parseQuery(text).problems.map(({ kind, key, value, start, end, suggestion }) => (
    <p key={start}>
      {words[kind](key, value)}{" "}
      {suggestion !== null && (
        <Link
          to={paymentsPath(withText(search, text.slice(0, start) + suggestion + text.slice(end)))}
          className="text-accent underline decoration-dotted underline-offset-4 hover:decoration-solid"
        >
          {empty.writeInstead(suggestion)}
        </Link>
      )}
    </p>
  ));
}

function usePartNames(search: PaymentSearch): (part: FilterPart) => string {
  const words = useMessages().payments;
  const searchWords = useSearchMessages();
  const locale = useLocale();
  return (part) =>
    part.key === "text" || part.key === "where"
      ? conditionText(part.term, searchWords, locale)
      : partText(words, locale, search, part.key);
}

function withOnlyText(search: PaymentSearch): PaymentSearch {
  const { text } = search;
  return withFilter(search, { mode: "all", basis: "status", ...(text === undefined ? {} : { text }) });
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
