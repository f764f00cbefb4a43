import { useId } from "react";
import { classNames } from "../lib/class-names.ts";
import type { ListLines } from "../lib/read-list.ts";
import { controlClass } from "./ui/field.tsx";

export interface ColumnWords<Field extends string> {
  readonly columns: string;
  readonly columnsHelp: string;
  readonly column: (position: number) => string;
  readonly unused: string;
  readonly fields: Readonly<Record<Field, string>>;
}

interface ColumnChoiceProps<Field extends string> {
  readonly words: ColumnWords<Field>;
  /** Everything a column can be taken for, in the order of the choice. */
  readonly fields: readonly Field[];
  readonly lines: ListLines;
  readonly columns: readonly (Field | null)[];
  readonly hasHeader: boolean;
  readonly onChange: (columns: readonly (Field | null)[]) => void;
}

const shownLines = 4;

/** The first lines of the list under what each column is taken for; every column can be taken for something else. */
export function ColumnChoice<Field extends string>({
  words,
  fields,
  lines,
  columns,
  hasHeader,
  onChange,
}: ColumnChoiceProps<Field>) {
  const titleId = useId();
  const choose = (column: number, field: Field | null) => {
    // A field is in one place: taking it here leaves the other column without one.
    onChange(columns.map((each, at) => (at === column ? field : each === field ? null : each)));
  };
  return (
    <section aria-labelledby={titleId} className="grid gap-1">
      <h3 id={titleId} className="font-semibold">
        {words.columns}
      </h3>
      <p className="text-small text-ink-3">{words.columnsHelp}</p>
      <div className="overflow-x-auto border-line border-y">
        <table className="border-separate border-spacing-0">
          <thead>
            <tr>
              {columns.map((field, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name than their place
                <th key={column} scope="col" className="min-w-36 py-1.5 pr-2 text-left font-normal first:pl-0.5">
                  <select
                    aria-label={words.column(column + 1)}
                    value={field ?? ""}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      choose(column, fields.find((each) => each === value) ?? null);
                    }}
                    className={classNames(controlClass, "h-8", field === null && "text-ink-3")}
                  >
                    <option value="">{words.unused}</option>
                    {fields.map((each) => (
                      <option key={each} value={each}>
                        {words.fields[each]}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shownLines).map((cells, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
              <tr key={line} className={hasHeader && line === 0 ? "font-semibold text-ink-3" : undefined}>
                {columns.map((field, column) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name than their place
                    key={column}
                    className={classNames(
                      "max-w-52 truncate border-line border-t px-1 py-1 pr-2 text-small",
                      field === null && "text-ink-3",
                    )}
                  >
                    {cells[column] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
