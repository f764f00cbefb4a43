import type { Locale } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { CopyButton } from "../../components/copy-button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { MoreIcon } from "../../components/ui/icons.tsx";
import { Popover } from "../../components/ui/popover.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { phoneQuery, useMediaQuery } from "../../components/use-media-query.ts";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import { useArrivingListMessages, useListMessages } from "./list-messages.ts";
import type { SheetTool } from "./list-tools-sheet.tsx";
import { type PaymentSearch, sharedPath } from "./payment-search.ts";
import { isEdited, type SavedView } from "./saved-views.ts";
import { startSelecting, stopSelecting, useSelection } from "./selected-payments.ts";
import type { ShowSearch } from "./use-choose-columns.ts";
import { loadCustomColumns } from "./use-custom-columns.ts";

const loadColumnPanel = () => import("./column-panel.tsx");
const ColumnPanel = lazy(loadColumnPanel);
const loadViewsPanel = () => import("./views-panel.tsx");
const ViewsPanel = lazy(loadViewsPanel);
const loadExportPanel = () => import("./export-panel.tsx");
const ExportPanel = lazy(loadExportPanel);
const loadSheet = () => import("./list-tools-sheet.tsx");
const ListToolsSheet = lazy(loadSheet);
const ManageViews = lazy(() => import("./manage-views.tsx"));

interface ListToolsProps {
  readonly search: PaymentSearch;
  readonly show: ShowSearch;
  /** Id of the button that begins a selection. */
  readonly selectId: string;
}

/** What one does with the list as a whole. It comes after the first rows. */
export default function ListTools(props: ListToolsProps) {
  const words = useArrivingListMessages();
  const isNarrow = useMediaQuery(narrowQueries[useLocale()]);
  if (words === undefined) return null;
  return isNarrow ? <NarrowTools {...props} /> : <WideTools {...props} />;
}

/** Below these widths the buttons would take the room of the statuses, whose names English says longer. */
const narrowQueries: Record<Locale, string> = { ko: "(max-width: 1199px)", en: "(max-width: 1399px)" };

function WideTools({ search, show, selectId }: ListToolsProps) {
  const words = useListMessages();
  const maySelect = useMay("refund:bulk");
  const mayExport = useMay("payment:export");
  const link = useSharedLink(search);
  return (
    <div className="flex min-w-0 shrink-0 gap-1.5 pb-1.5 group-data-compact/list:pb-0.5">
      {maySelect && <SelectToggle id={selectId} label={words.selection.start} />}
      <Views search={search} show={show} />
      <Popover
        label={words.columnPanel.title}
        placement="bottom end"
        className="p-0"
        onApproach={() => void loadColumnPanel()}
        trigger={(trigger) => (
          <button {...trigger} type="button" className={buttonClass()}>
            {words.columnPanel.open}
          </button>
        )}
      >
        {() => (
          <Suspense fallback={<div className="h-[560px] w-[380px] max-w-full" />}>
            <ColumnPanel search={search} show={show} />
          </Suspense>
        )}
      </Popover>
      <CopyButton text={link} what={words.tools.link} className="self-center" />
      {mayExport && (
        <Popover
          label={words.exportPanel.title}
          placement="bottom end"
          className="p-0"
          onApproach={() => void loadExportPanel()}
          trigger={(trigger) => (
            <button {...trigger} type="button" className={buttonClass()}>
              {words.exportPanel.open}
            </button>
          )}
        >
          {() => (
            <Suspense fallback={<div className="h-[460px] w-[380px] max-w-full" />}>
              <ExportPanel search={search} />
            </Suspense>
          )}
        </Popover>
      )}
    </div>
  );
}

/** The whole link to what is on screen, the open preview included. */
function useSharedLink(search: PaymentSearch): string {
  const [parameters] = useSearchParams();
  return window.location.origin + sharedPath(search, parameters.get("open"));
}

/** One button that opens a sheet with all of it. */
function NarrowTools({ search, show, selectId }: ListToolsProps) {
  const words = useListMessages();
  const locale = useLocale();
  const maySelect = useMay("refund:bulk");
  const mayExport = useMay("payment:export");
  const isPhone = useMediaQuery(phoneQuery);
  const isSelecting = useSelection().parts !== undefined;
  const [isOpen, setOpen] = useState(false);
  const [isManaging, setManaging] = useState(false);
  const { views, defaultId, current, isChanged } = useViews(search);
  const link = useSharedLink(search);
  const { copy } = useMessages().payments;
  const tools: SheetTool[] = [
    {
      id: "views",
      label: words.views.title,
      note: current && (isChanged ? `${current.name} · ${words.views.edited}` : current.name),
      content: (close) => (
        <ViewsPanel
          search={search}
          show={show}
          views={views}
          defaultId={defaultId}
          onManage={() => {
            close();
            setManaging(true);
          }}
          onClose={close}
        />
      ),
    },
    {
      id: "columns",
      label: words.columnPanel.title,
      content: () => (
        <>
          {isPhone && <p className="px-4 pt-3 text-small text-ink-3">{words.tools.phoneColumns}</p>}
          <ColumnPanel search={search} show={show} />
        </>
      ),
    },
    ...(mayExport
      ? [{ id: "export", label: words.exportPanel.title, content: () => <ExportPanel search={search} /> }]
      : []),
    {
      id: "link",
      label: copy.action(words.tools.link),
      onAction: () =>
        void navigator.clipboard.writeText(link).then(
          () => showToast(copy.doneWhat(words.tools.link)),
          () => showToast(copy.failed, { tone: "bad" }),
        ),
    },
    ...(maySelect
      ? [
          {
            id: "select",
            label: isSelecting ? words.selection.stop : words.selection.start,
            onAction: () => (isSelecting ? stopSelecting() : void startSelecting(locale).catch(() => undefined)),
          },
        ]
      : []),
  ];
  return (
    <div className="shrink-0 pb-1.5 group-data-compact/list:pb-0.5">
      <button
        id={selectId}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={words.tools.open}
        title={words.tools.open}
        onPointerEnter={() => void loadSheet()}
        onFocus={() => void loadSheet()}
        onClick={() => {
          void loadCustomColumns(locale).catch(() => undefined);
          setOpen(true);
        }}
        className={buttonClass({ className: "px-2" })}
      >
        <MoreIcon className="size-4" />
        {isChanged && <span className="size-1.5 rounded-full bg-wait" />}
      </button>
      {isOpen && (
        <Suspense>
          <ListToolsSheet search={search} show={show} tools={tools} onClose={() => setOpen(false)} />
        </Suspense>
      )}
      {isManaging && (
        <ManagedViews
          search={search}
          show={show}
          views={views}
          defaultId={defaultId}
          onClose={() => setManaging(false)}
        />
      )}
    </div>
  );
}

function SelectToggle({ id, label }: { readonly id: string; readonly label: string }) {
  const locale = useLocale();
  const isSelecting = useSelection().parts !== undefined;
  return (
    <button
      id={id}
      type="button"
      aria-pressed={isSelecting}
      onClick={() => (isSelecting ? stopSelecting() : void startSelecting(locale).catch(() => undefined))}
      className={buttonClass({ className: "aria-pressed:bg-sunk" })}
    >
      {label}
    </button>
  );
}

/** The saved views, which of them the list began with, and whether it shows something else by now. */
function useViews(search: PaymentSearch) {
  const { data } = useQuery(trpc.views.list.queryOptions());
  const views = data?.items ?? [];
  const current = views.find((view) => view.id === search.view);
  const sharedId = current?.isShared === true ? current.id : undefined;
  useEffect(() => {
    // Whoever is about to remove a shared view is told who uses it.
    if (sharedId !== undefined) trpcClient.views.noteUse.mutate({ id: sharedId }).catch(() => undefined);
  }, [sharedId]);
  const isChanged = current !== undefined && isEdited(search, current);
  return { views, defaultId: data?.defaultId ?? null, current, isChanged };
}

function Views({ search, show }: Omit<ListToolsProps, "selectId">) {
  const words = useListMessages().views;
  const locale = useLocale();
  const [isManaging, setManaging] = useState(false);
  const { views, defaultId, current, isChanged } = useViews(search);
  return (
    <>
      <Popover
        label={words.title}
        placement="bottom end"
        className="p-0"
        onApproach={() => {
          void loadViewsPanel();
          void loadCustomColumns(locale).catch(() => undefined);
        }}
        trigger={(trigger) => (
          <button {...trigger} type="button" className={buttonClass({ className: "min-w-0 max-w-64" })}>
            <span className="truncate">{current?.name ?? words.open}</span>
            {isChanged && <span className="shrink-0 font-normal text-wait">· {words.edited}</span>}
          </button>
        )}
      >
        {(close) => (
          <Suspense fallback={<div className="h-[320px] w-[340px] max-w-full" />}>
            <ViewsPanel
              search={search}
              show={show}
              views={views}
              defaultId={defaultId}
              onManage={() => {
                close();
                setManaging(true);
              }}
              onClose={close}
            />
          </Suspense>
        )}
      </Popover>
      {isManaging && (
        <ManagedViews
          search={search}
          show={show}
          views={views}
          defaultId={defaultId}
          onClose={() => setManaging(false)}
        />
      )}
    </>
  );
}

interface ManagedViewsProps extends Omit<ListToolsProps, "selectId"> {
  readonly views: readonly SavedView[];
  readonly defaultId: string | null;
  readonly onClose: () => void;
}

function ManagedViews({ search, show, views, defaultId, onClose }: ManagedViewsProps) {
  return (
    <Suspense>
      <ManageViews
        views={views}
        defaultId={defaultId}
        onClose={onClose}
        onRemoved={(id) => {
          if (id !== search.view) return;
          const { view: _removed, ...rest } = search;
          show(rest, "replace");
        }}
      />
    </Suspense>
  );
}
