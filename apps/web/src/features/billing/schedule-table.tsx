import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import type { Schedule } from "./schedule-calendar.tsx";
import { ScheduleStateBadge } from "./schedule-state-badge.tsx";

const rowCellClass = `${cellClass} py-1.5`;

const schedulePath = (merchantUid: string) => `/billing/schedules/${encodeURIComponent(merchantUid)}`;
export const keyPath = (customerUid: string) => `/billing/keys/${encodeURIComponent(customerUid)}`;

interface ScheduleTableProps {
  readonly schedules: readonly Schedule[];
  readonly labelledBy: string;
  readonly hasKeys?: boolean;
}

/** Planned payments and what became of them, one to a row. */
export function ScheduleTable({ schedules, labelledBy, hasKeys = true }: ScheduleTableProps) {
  const words = useAllMessages().billing;
  const wide = classNames(headerClass, "max-md:hidden");
  return (
    <table aria-labelledby={labelledBy} className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={headerClass}>
            {words.columns.time}
          </th>
          <th scope="col" className={wide}>
            {words.columns.state}
          </th>
          <th scope="col" className={headerClass}>
            {words.columns.order}
          </th>
          <th scope="col" className={classNames(headerClass, "text-right")}>
            {words.columns.amount}
          </th>
          <th scope="col" className={wide}>
            {words.columns.buyer}
          </th>
          {hasKeys && (
            <th scope="col" className={wide}>
              {words.columns.key}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {schedules.map((schedule) => (
          <tr key={schedule.merchantUid} className="hover:bg-sunk">
            <td className={rowCellClass}>
              <span className="grid justify-items-start gap-0.5">
                <DateTime at={schedule.scheduledAt} />
                <span className="md:hidden">
                  <ScheduleStateBadge state={schedule.state} />
                </span>
              </span>
            </td>
            <td className={classNames(rowCellClass, "max-md:hidden")}>
              <ScheduleStateBadge state={schedule.state} />
            </td>
            <th scope="row" className={classNames(rowCellClass, "text-left font-normal")}>
              <Link to={schedulePath(schedule.merchantUid)} className="text-accent wrap-anywhere hover:underline">
                {schedule.orderName ?? schedule.merchantUid}
              </Link>
              <span className="block font-id text-small text-ink-3 wrap-anywhere">{schedule.merchantUid}</span>
            </th>
            <td className={classNames(rowCellClass, "text-right font-semibold")}>
              <Money value={schedule.amount} />
            </td>
            <td className={classNames(rowCellClass, "whitespace-nowrap max-md:hidden")}>
              {schedule.buyerName ?? <NoValue />}
            </td>
            {hasKeys && (
              <td className={classNames(rowCellClass, "max-md:hidden")}>
                <Link to={keyPath(schedule.customerUid)} className="font-id text-accent hover:underline">
                  {schedule.customerUid}
                </Link>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
