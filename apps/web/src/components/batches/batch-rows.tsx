import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { RowTabs } from "../row-tabs.tsx";
import { RowsSkeleton } from "../rows-skeleton.tsx";
import { FailedNote } from "../ui/failed-note.tsx";
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
      <StateTabs words={words} batch={batch} states={states} chosen={chosen} />
      {above}
      {rows.isPending && <RowsSkeleton isFlush />}
      {rows.isError && <FailedNote error={rows.error} onRetry={() => void rows.refetch()} />}
      {isEmpty && <p className="py-4 text-ink-3">{words.noRows}</p>}
      {children}
    </section>
  );
}

function StateTabs<State extends string>({
  words,
  batch,
  states,
  chosen,
}: Pick<BatchRowsProps<State>, "words" | "batch" | "states" | "chosen">) {
  const shown = states.filter(({ state }) => batch.rows[state] > 0 || state === chosen);
  return (
    <RowTabs
      label={words.rowTabs}
      replaces
      tabs={[
        { to: "?", name: words.allRows, isChosen: chosen === undefined, count: batch.rowCount },
        ...shown.map(({ state, name }) => ({
          to: `?rows=${state}`,
          name,
          isChosen: state === chosen,
          count: batch.rows[state],
        })),
      ]}
    />
  );
}
