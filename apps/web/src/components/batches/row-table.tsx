import type { ReactNode } from "react";
import { classNames } from "../../lib/class-names.ts";
import { innerCellClass, innerHeaderClass } from "../table-classes.ts";

interface RowTableProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: {
    readonly line: string;
    /** Which payment or order it is about. */
    readonly about: string;
    /** What is asked for. */
    readonly asked: string;
    readonly state: string;
    readonly why: string;
  };
  readonly about: (row: Row) => ReactNode;
  readonly asked: (row: Row) => ReactNode;
  readonly askedClassName: string;
  readonly state: (row: Row) => ReactNode;
  readonly why: (row: Row) => ReactNode;
}

const cellClass = `${innerCellClass} py-2 align-top`;

/** Rows of a list with what was written, what will be sent, where each stands and why. */
export function RowTable<Row extends { readonly rowNumber: number; readonly line: number }>(props: RowTableProps<Row>) {
  const { rows, columns, about, asked, askedClassName, state, why } = props;
  return (
    <table aria-labelledby="rows-title" className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={classNames(innerHeaderClass, "w-0 text-right")}>
            {columns.line}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {columns.about}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, askedClassName)}>
            {columns.asked}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.state}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.why}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.rowNumber}>
            <td className={classNames(cellClass, "text-right text-ink-3 tabular-nums")}>{row.line}</td>
            <td className={classNames(cellClass, "min-w-0 wrap-anywhere md:min-w-36")}>
              {about(row)}
              <div className="mt-1.5 grid gap-1 md:hidden">
                {state(row)}
                {why(row)}
              </div>
            </td>
            <td className={classNames(cellClass, askedClassName)}>{asked(row)}</td>
            <td className={classNames(cellClass, "max-md:hidden")}>{state(row)}</td>
            <td className={classNames(cellClass, "w-1/2 max-md:hidden")}>{why(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
