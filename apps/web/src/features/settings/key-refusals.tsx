import { DateTime } from "../../components/date-time.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { PagePart } from "../../components/page-part.tsx";
import { tallCellClass } from "../../components/table-classes.ts";
import { classNames } from "../../lib/class-names.ts";
import { countFormatter } from "../../lib/count.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { OriginTag } from "./origin-tag.tsx";

/** What i'mport turned away lately because of the key, by operation. */
export function KeyRefusals({
  refusals,
  days,
}: {
  readonly refusals: RouterOutputs["settings"]["keys"]["get"]["refusals"];
  readonly days: number;
}) {
  const words = useAllMessages().settings.keys.refusals;
  const n = countFormatter(useLocale());
  return (
    <PagePart title={words.title(days)}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-3">
        <OriginTag origin="observed" />
        <span>{words.help}</span>
      </p>
      {refusals.length === 0 ? (
        <p className="text-ink-3">{words.none(days)}</p>
      ) : (
        <div className="overflow-x-auto">
          <table aria-label={words.title(days)} className="w-full border-separate border-spacing-0">
            <thead>
              <tr className="text-left text-small text-ink-3">
                <th scope="col" className={classNames(tallCellClass, "font-medium")}>
                  {words.operation}
                </th>
                <th scope="col" className={classNames(tallCellClass, "text-right font-medium whitespace-nowrap")}>
                  {words.calls}
                </th>
                <th scope="col" className={classNames(tallCellClass, "font-medium")}>
                  {words.last}
                </th>
              </tr>
            </thead>
            <tbody>
              {refusals.map(({ operation, calls, lastAtMs, message, httpStatus }) => (
                <tr key={operation}>
                  <th scope="row" className={classNames(tallCellClass, "text-left font-id font-normal")}>
                    {operation}
                  </th>
                  <td className={classNames(tallCellClass, "text-right tabular-nums")}>{n(calls)}</td>
                  <td className={tallCellClass}>
                    <DateTime at={lastAtMs / 1000} />
                    <span className="block text-small text-ink-2">
                      {message ?? (httpStatus === null ? <NoValue /> : words.status(httpStatus))}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PagePart>
  );
}
