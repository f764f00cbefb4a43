import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { classNames } from "../../lib/class-names.ts";
import { countFormatter } from "../../lib/count.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { FailedNote } from "../ui/failed-note.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import type { BatchRowWords } from "./batch-words.ts";

/** Which rows the address asks for: those in one state; undefined for all of them. */
export function useChosenState<State extends string>(states: readonly State[]): State | undefined {
  const [parameters] = useSearchParams();
  return states.find((state) => state === parameters.get("rows"));
}

interface BatchRowsProps<State extends string> {
  readonly words: BatchRowWords;
  readonly batch: { readonly rowCount: number; readonly rows: Readonly<Record<State, number>> };
  readonly states: readonly { readonly state: State; readonly name: string }[];
  readonly chosen: State | undefined;
  readonly rows: {
    readonly error: unknown;
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** Whether rows were fetched and there is none. */
  readonly isEmpty: boolean;
  /** What can be done about many rows at once, and what went wrong with it. */
  readonly above: ReactNode;
  /** The rows that were fetched. */
  readonly children: ReactNode;
}

/** The rows of a list, all of them or those in one state. */
export function BatchRows<State extends string>(props: BatchRowsProps<State>) {
  const { words, batch, states, chosen, rows, isEmpty, above, children } = props;
  return (
    <section aria-labelledby="rows-title" className="grid min-w-0 gap-2">
      <h2 id="rows-title" className="sr-only">
        {words.rowsTitle}
      </h2>
      <RowTabs words={words} batch={batch} states={states} chosen={chosen} />
      {above}
      {rows.isPending && <Skeleton className="w-80" />}
      {rows.isError && <FailedNote error={rows.error} onRetry={() => void rows.refetch()} />}
      {isEmpty && <p className="py-4 text-ink-3">{words.noRows}</p>}
      {children}
    </section>
  );
}

function RowTabs<State extends string>({
  words,
  batch,
  states,
  chosen,
}: Pick<BatchRowsProps<State>, "words" | "batch" | "states" | "chosen">) {
  const n = countFormatter(useLocale());
  const shown = states.filter(({ state }) => batch.rows[state] > 0 || state === chosen);
  const tab = (to: string, label: string, count: number, isChosen: boolean) => (
    <Link
      key={to}
      to={to}
      replace
      preventScrollReset
      aria-current={isChosen ? "true" : undefined}
      className={classNames(
        "flex shrink-0 items-baseline gap-[5px] border-b-2 px-2.5 pt-1.5 pb-2 whitespace-nowrap outline-offset-[-2px]",
        isChosen ? "border-accent font-semibold text-ink" : "border-transparent text-ink-2 hover:text-ink",
      )}
    >
      {label}
      <span className="font-medium text-ink-3">{n(count)}</span>
    </Link>
  );
  return (
    <nav aria-label={words.rowTabs} className="-mx-2.5 flex min-w-0 gap-0.5 overflow-x-auto overflow-y-hidden">
      {tab("?", words.allRows, batch.rowCount, chosen === undefined)}
      {shown.map(({ state, name }) => tab(`?rows=${state}`, name, batch.rows[state], state === chosen))}
    </nav>
  );
}
