import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Popover } from "../../components/ui/popover.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import { useArrivingListMessages, useListMessages } from "./list-messages.ts";
import type { PaymentSearch } from "./payment-search.ts";
import { isEdited } from "./saved-views.ts";
import { startSelecting, stopSelecting, useSelection } from "./selected-payments.ts";
import type { ShowSearch } from "./use-choose-columns.ts";
import { loadCustomColumns } from "./use-custom-columns.ts";

const loadColumnPanel = () => import("./column-panel.tsx");
const ColumnPanel = lazy(loadColumnPanel);
const loadViewsPanel = () => import("./views-panel.tsx");
const ViewsPanel = lazy(loadViewsPanel);
const ManageViews = lazy(() => import("./manage-views.tsx"));

interface ListToolsProps {
  readonly search: PaymentSearch;
  readonly show: ShowSearch;
  /** Id of the button that begins a selection. */
  readonly selectId: string;
}

/** What one does with the list as a whole. It comes after the first rows. */
export default function ListTools({ search, show, selectId }: ListToolsProps) {
  const maySelect = useMay("refund:bulk");
  const words = useArrivingListMessages();
  if (words === undefined) return null;
  return (
    <div className="flex min-w-0 shrink-0 gap-1.5 pb-1.5 group-data-compact/list:pb-0.5 max-[720px]:hidden">
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

function Views({ search, show }: Omit<ListToolsProps, "selectId">) {
  const words = useListMessages().views;
  const locale = useLocale();
  const [isManaging, setManaging] = useState(false);
  const { data } = useQuery(trpc.views.list.queryOptions());
  const views = data?.items ?? [];
  const defaultId = data?.defaultId ?? null;
  const current = views.find((view) => view.id === search.view);
  const sharedId = current?.isShared === true ? current.id : undefined;
  useEffect(() => {
    // Whoever is about to remove a shared view is told who uses it.
    if (sharedId !== undefined) trpcClient.views.noteUse.mutate({ id: sharedId }).catch(() => undefined);
  }, [sharedId]);
  const isChanged = current !== undefined && isEdited(search, current);
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
        <Suspense>
          <ManageViews
            views={views}
            defaultId={defaultId}
            onClose={() => setManaging(false)}
            onRemoved={(id) => {
              if (id !== search.view) return;
              const { view: _removed, ...rest } = search;
              show(rest, "replace");
            }}
          />
        </Suspense>
      )}
    </>
  );
}
