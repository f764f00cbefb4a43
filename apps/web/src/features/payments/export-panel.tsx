import { paymentColumns, readColumns, standardColumns } from "@maru/domain";
import { useState } from "react";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Choice } from "../../components/ui/choice.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { appErrorOf } from "../../lib/error-message.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type ExportFormat, type ExportRun, startExport, stopExport, useExportRun } from "./export-run.ts";
import { useListMessages } from "./list-messages.ts";
import type { PaymentSearch } from "./payment-search.ts";

/** Takes the list out as a file: in which format, with which columns, and how far it is. */
export default function ExportPanel({ search }: { readonly search: PaymentSearch }) {
  const words = useListMessages().exportPanel;
  const locale = useLocale();
  const seesBuyers = useMay("buyer:read");
  const run = useExportRun();
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [isWhole, setWhole] = useState(false);
  const shown = (search.columns === undefined ? undefined : readColumns(search.columns)) ?? standardColumns;
  const columns = isWhole ? paymentColumns : shown.map(({ column }) => column);
  const isRunning = run.state === "running";
  const start = () => void startExport({ format, columns, search, locale });
  return (
    <div className="grid w-[380px] max-w-full gap-4 p-4">
      <div className="grid gap-1 text-ink-2">
        <p>{words.help}</p>
        <p className="text-small text-ink-3">{words.trace}</p>
        {!seesBuyers && <p className="text-small text-ink-3">{words.masked}</p>}
      </div>
      {!isRunning && (
        <>
          <Choice<ExportFormat>
            label={words.format}
            value={format}
            onChange={setFormat}
            options={(["csv", "xlsx"] as const).map((value) => ({
              value,
              label: words.formats[value].name,
              hint: words.formats[value].hint,
            }))}
          />
          <Choice<"shown" | "all">
            label={words.columns}
            value={isWhole ? "all" : "shown"}
            onChange={(chosen) => setWhole(chosen === "all")}
            isWide
            options={[
              { value: "shown", label: words.shownColumns(shown.length) },
              { value: "all", label: words.allColumns(paymentColumns.length) },
            ]}
          />
        </>
      )}
      <ExportState run={run} />
      <div className="flex justify-end gap-2">
        {isRunning ? (
          <Button onClick={stopExport}>{words.stop}</Button>
        ) : (
          <Button variant="primary" onClick={start}>
            {run.state === "done" ? words.again : words.start}
          </Button>
        )}
      </div>
    </div>
  );
}

/** How far the export is, or what became of the last one. */
function ExportState({ run }: { readonly run: ExportRun }) {
  const words = useListMessages().exportPanel;
  return (
    <>
      {run.state === "running" && <Progress run={run} />}
      {run.state === "failed" && <Failure run={run} />}
      <p role="status" className={run.state === "done" ? "text-ok" : "sr-only"}>
        {run.state === "done" && words.done(run.payments, run.fileName)}
      </p>
    </>
  );
}

function Progress({ run }: { readonly run: Extract<ExportRun, { state: "running" }> }) {
  const words = useListMessages().exportPanel;
  const { payments, received, bytes } = run;
  const share = payments === undefined || received === undefined ? undefined : Math.min(1, received / (payments || 1));
  const text =
    payments === undefined
      ? words.preparing
      : received === undefined
        ? words.size(payments, (bytes / 1_000_000).toFixed(1))
        : words.progress(Math.min(received, payments), payments);
  return (
    <div className="grid gap-1.5">
      <div
        role="progressbar"
        aria-label={words.progressName}
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
        className="h-1.5 overflow-hidden rounded-full bg-sunk"
      >
        <div
          className={`h-full rounded-full bg-accent ${share === undefined ? "w-full opacity-40" : ""}`}
          style={share === undefined ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      <p className="tabular-nums">{text}</p>
      <p className="text-small text-ink-3">{words.goesOn}</p>
    </div>
  );
}

function Failure({ run }: { readonly run: Extract<ExportRun, { state: "failed" }> }) {
  const words = useListMessages().exportPanel;
  const retry = () => void startExport(run.order);
  const isBusy = appErrorOf(run.error)?.details.limit === "exports";
  if (!isBusy && !run.isBrokenOff) return <FailedNote error={run.error} onRetry={retry} />;
  return (
    <Banner
      tone={isBusy ? "wait" : "bad"}
      announce="alert"
      title={isBusy ? words.busyTitle : words.brokenTitle}
      action={<Button onClick={retry}>{words.retry}</Button>}
    >
      {isBusy ? words.busy : words.broken}
    </Banner>
  );
}
