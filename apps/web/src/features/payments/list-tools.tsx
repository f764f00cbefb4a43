import { lazy, Suspense } from "react";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Popover } from "../../components/ui/popover.tsx";
import { useArrivingListMessages } from "./list-messages.ts";
import type { PaymentSearch } from "./payment-search.ts";
import type { ShowSearch } from "./use-choose-columns.ts";

const loadColumnPanel = () => import("./column-panel.tsx");
const ColumnPanel = lazy(loadColumnPanel);

interface ListToolsProps {
  readonly search: PaymentSearch;
  readonly show: ShowSearch;
}

/** What one does with the list as a whole. It comes after the first rows. */
export default function ListTools({ search, show }: ListToolsProps) {
  const words = useArrivingListMessages();
  if (words === undefined) return null;
  return (
    <div className="flex shrink-0 gap-1.5 pb-1.5 group-data-compact/list:pb-0.5 max-[720px]:hidden">
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
