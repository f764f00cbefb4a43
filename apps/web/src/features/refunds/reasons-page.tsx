import { formatMoney, otherReasonCode, type RefundReason } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { tallCellClass } from "../../components/table-classes.ts";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { ChevronDownIcon } from "../../components/ui/icons.tsx";
import { Select } from "../../components/ui/select.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { classNames } from "../../lib/class-names.ts";
import { countFormatter } from "../../lib/count.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { refundDeskPath } from "./refund-search.ts";

type Report = RouterOutputs["refunds"]["reasons"]["report"];
type Days = Report["days"] & (7 | 30 | 90 | 365);

const reportedDays = [7, 30, 90, 365] as const;

/** Why refunds happen: the list people choose from, how often each reason was given, and, for whoever may, its upkeep. */
export function Component() {
  const words = useAllMessages().refunds;
  const mayRead = useMay("refund:read");
  const maySet = useMay("refund:settings");
  const [days, setDays] = useState<Days>(30);
  const [editing, setEditing] = useState<RefundReason | "new" | null>(null);
  const reasons = useQuery(trpc.refunds.reasons.list.queryOptions(undefined, { enabled: mayRead }));
  const report = useQuery(trpc.refunds.reasons.report.queryOptions({ days }, { enabled: mayRead }));
  useDocumentTitle(words.reasons.title);
  if (!mayRead) return <ForbiddenNote permission="refund:read" />;
  return (
    <div className="grid w-full max-w-[880px] gap-4 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to="/refunds">{words.back}</BackLink>
        <div className="flex flex-wrap items-start gap-3">
          <PageTitle
            id="reasons-title"
            title={words.reasons.title}
            help={maySet ? words.reasons.helpForEditors : words.reasons.help}
          />
          {maySet && (
            <Button variant="primary" onClick={() => setEditing("new")}>
              {words.reasons.add}
            </Button>
          )}
        </div>
      </div>
      <Select
        label={words.reasons.period}
        className="w-40"
        value={String(days)}
        options={reportedDays.map((each) => ({ value: String(each), label: words.reasons.lastDays(each) }))}
        onChange={(text) => setDays(reportedDays.find((each) => String(each) === text) ?? 30)}
      />
      {reasons.isPending && <RowsSkeleton isFlush />}
      {reasons.isError && <FailedNote error={reasons.error} onRetry={() => void reasons.refetch()} />}
      {report.isError && reasons.isSuccess && <FailedNote error={report.error} onRetry={() => void report.refetch()} />}
      {reasons.isSuccess && (
        <ReasonTable reasons={reasons.data.items} report={report.data} maySet={maySet} onRename={setEditing} />
      )}
      {editing !== null && (
        <ReasonDialog reason={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}

interface ReasonTableProps {
  readonly reasons: readonly RefundReason[];
  readonly report: Report | undefined;
  readonly maySet: boolean;
  readonly onRename: (reason: RefundReason) => void;
}

function ReasonTable({ reasons, report, maySet, onRename }: ReasonTableProps) {
  const words = useAllMessages().refunds.reasons;
  const locale = useLocale();
  const n = countFormatter(locale);
  const keep = {
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.refunds.reasons.pathFilter());
      showToast(words.saved);
    },
  };
  const move = useMutation(trpc.refunds.reasons.move.mutationOptions(keep));
  const retire = useMutation(trpc.refunds.reasons.retire.mutationOptions(keep));
  const active = reasons.filter(({ isRetired }) => !isRetired);
  const retired = reasons.filter(({ isRetired }) => isRetired);
  const known = new Set(reasons.map(({ code }) => code));
  // A console that was in use before the list knew every code still counts what was given then.
  const unknown = (report?.items ?? []).filter(({ reasonCode }) => !known.has(reasonCode));
  const isBusy = move.isPending || retire.isPending;

  const row = (code: string, name: string, isRetired: boolean, actions: ReactNode) => {
    const own = report?.items.find(({ reasonCode }) => reasonCode === code);
    return (
      <tr key={code}>
        <th scope="row" className={classNames(tallCellClass, "text-left font-normal")}>
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className={isRetired ? "text-ink-3" : "font-medium"}>{name}</span>
            <span className="font-id text-small text-ink-3 max-sm:hidden">{code}</span>
            {isRetired && <span className="text-small text-ink-3">{words.retired}</span>}
          </span>
        </th>
        <td className={classNames(tallCellClass, "text-right tabular-nums")}>
          {report === undefined ? (
            <Skeleton className="ml-auto w-8" />
          ) : own === undefined ? (
            "0"
          ) : (
            <Link
              to={refundDeskPath({ tab: "all", reason: code })}
              aria-label={words.show(name, own.asked)}
              className="text-accent hover:underline"
            >
              {n(own.asked)}
            </Link>
          )}
        </td>
        <td className={classNames(tallCellClass, "text-right tabular-nums max-sm:hidden")}>{n(own?.done ?? 0)}</td>
        <td className={classNames(tallCellClass, "text-right tabular-nums max-sm:hidden")}>
          {own === undefined || own.returned.length === 0 ? (
            <NoValue />
          ) : (
            own.returned.map((sum) => (
              <span key={sum.currency} className="block whitespace-nowrap">
                {formatMoney(sum, locale)}
              </span>
            ))
          )}
        </td>
        {maySet && <td className={tallCellClass}>{actions}</td>}
      </tr>
    );
  };

  return (
    <>
      {move.isError && <FailedNote error={move.error} />}
      {retire.isError && <FailedNote error={retire.error} />}
      <table aria-labelledby="reasons-title" className="w-full border-separate border-spacing-0">
        <thead>
          <tr className="text-small whitespace-nowrap text-ink-3">
            <th scope="col" className={classNames(tallCellClass, "text-left font-medium")}>
              {words.columns.name}
            </th>
            <th scope="col" className={classNames(tallCellClass, "text-right font-medium")}>
              {words.columns.asked}
            </th>
            <th scope="col" className={classNames(tallCellClass, "text-right font-medium max-sm:hidden")}>
              {words.columns.done}
            </th>
            <th scope="col" className={classNames(tallCellClass, "text-right font-medium max-sm:hidden")}>
              {words.columns.returned}
            </th>
            {maySet && (
              <th scope="col" className={classNames(tallCellClass, "text-left font-medium sm:w-0")}>
                {words.columns.change}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {active.map((reason, at) => {
            const { code } = reason;
            const name = reason[locale];
            const above = active[at - 1];
            const afterNext = active[at + 2];
            return row(
              code,
              name,
              false,
              <span className="-my-1 -ml-1.5 flex flex-wrap items-center gap-1 sm:flex-nowrap">
                <IconButton
                  label={words.upOf(name)}
                  icon={<ChevronDownIcon className="rotate-180" />}
                  disabled={isBusy || above === undefined}
                  onClick={() => move.mutate({ code, before: above?.code ?? null })}
                />
                <IconButton
                  label={words.downOf(name)}
                  icon={<ChevronDownIcon />}
                  disabled={isBusy || at === active.length - 1}
                  onClick={() => move.mutate({ code, before: afterNext?.code ?? null })}
                />
                {code !== otherReasonCode && (
                  <>
                    <Button
                      variant="quiet"
                      aria-label={words.renameOf(name)}
                      disabled={isBusy}
                      onClick={() => onRename(reason)}
                    >
                      {words.rename}
                    </Button>
                    <Button
                      variant="quiet"
                      aria-label={words.retireOf(name)}
                      disabled={isBusy}
                      onClick={() => retire.mutate({ code, isRetired: true })}
                    >
                      {words.retire}
                    </Button>
                  </>
                )}
              </span>,
            );
          })}
          {retired.map((reason) =>
            row(
              reason.code,
              reason[locale],
              true,
              <Button
                variant="quiet"
                className="-my-1 -ml-2.5"
                aria-label={words.restoreOf(reason[locale])}
                disabled={isBusy}
                onClick={() => retire.mutate({ code: reason.code, isRetired: false })}
              >
                {words.restore}
              </Button>,
            ),
          )}
          {unknown.map(({ reasonCode }) => row(reasonCode, reasonCode, true, null))}
        </tbody>
      </table>
      {maySet && (
        <Banner tone="info">
          <span className="text-ink">{words.otherHelp}</span>
        </Banner>
      )}
    </>
  );
}
