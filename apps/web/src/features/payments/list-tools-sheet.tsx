import { type ReactNode, Suspense, useState } from "react";
import { Drawer } from "../../components/ui/drawer.tsx";
import { ChevronLeftIcon, ChevronRightIcon } from "../../components/ui/icons.tsx";
import { useListMessages } from "./list-messages.ts";
import type { PaymentSearch } from "./payment-search.ts";
import type { ShowSearch } from "./use-choose-columns.ts";

export interface SheetTool {
  readonly id: string;
  readonly label: string;
  /** Says more beside the label, such as the view that is open. */
  readonly note?: string | undefined;
  /** Does it at once; without it the tool opens `content` in the sheet. */
  readonly onAction?: () => void;
  readonly content?: (close: () => void) => ReactNode;
}

interface ListToolsSheetProps {
  readonly search: PaymentSearch;
  readonly show: ShowSearch;
  readonly tools: readonly SheetTool[];
  readonly onClose: () => void;
}

const orders = ["-time", "time", "-amount", "amount"] as const;

/** The tools of the list where there is no room for their buttons: the order, and one row for each of the others. */
export default function ListToolsSheet({ search, show, tools, onClose }: ListToolsSheetProps) {
  const words = useListMessages().tools;
  const [openId, setOpenId] = useState<string>();
  const [lastId, setLastId] = useState<string>();
  const open = tools.find(({ id }) => id === openId);
  return (
    <Drawer
      title={open?.label ?? words.title}
      isOpen
      onClose={onClose}
      header={
        open !== undefined && (
          <button
            type="button"
            ref={focusOnArrival}
            onClick={() => setOpenId(undefined)}
            className="flex items-center gap-1 self-start text-small text-accent hover:underline coarse:min-h-9"
          >
            <ChevronLeftIcon className="size-3" />
            {words.back}
          </button>
        )
      }
    >
      {open?.content !== undefined ? (
        <div className="-mx-5 -my-4 *:max-h-none *:w-full">
          <Suspense fallback={<div className="h-[420px]" />}>{open.content(onClose)}</Suspense>
        </div>
      ) : (
        <div className="grid gap-5">
          <fieldset>
            <legend className="mb-1 text-small font-semibold text-ink-2">{words.sort}</legend>
            {orders.map((order) => (
              <label key={order} className="flex min-h-9 cursor-pointer items-center gap-2.5 coarse:min-h-11">
                <input
                  type="radio"
                  name="order"
                  className="size-4 accent-accent"
                  checked={search.sort === order}
                  onChange={() => show({ ...search, sort: order })}
                />
                {words.orders[order]}
              </label>
            ))}
          </fieldset>
          <ul className="border-t border-line">
            {tools.map((tool) => (
              <li key={tool.id} className="border-b border-line">
                <button
                  type="button"
                  ref={tool.id === lastId ? focusOnArrival : undefined}
                  onClick={() => {
                    if (tool.onAction === undefined) {
                      setLastId(tool.id);
                      setOpenId(tool.id);
                      return;
                    }
                    onClose();
                    tool.onAction();
                  }}
                  className="flex min-h-10 w-full items-center gap-2 text-left hover:text-accent coarse:min-h-12"
                >
                  <span className="min-w-0 flex-1 truncate">{tool.label}</span>
                  {tool.note !== undefined && <span className="max-w-40 truncate text-ink-3">{tool.note}</span>}
                  {tool.onAction === undefined && <ChevronRightIcon className="size-3 text-ink-3" />}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Drawer>
  );
}

/** The keyboard goes along with what takes the sheet's place. */
function focusOnArrival(element: HTMLElement | null): void {
  element?.focus();
}
