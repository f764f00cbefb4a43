import {
  linkColumns,
  narrowestColumn,
  type PaymentColumn,
  type PlacedColumn,
  paymentColumns,
  readColumns,
  standardColumns,
  widestColumn,
  withinWidths,
} from "@maru/domain";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { ChevronDownIcon } from "../../components/ui/icons.tsx";
import { useSavePreferences } from "../../lib/account-preferences.ts";
import { classNames } from "../../lib/class-names.ts";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { densities, usePreferences } from "../../lib/preferences.ts";
import { columnName, usualWidth } from "./custom-columns.tsx";
import { useListMessages } from "./list-messages.ts";
import type { PaymentSearch } from "./payment-search.ts";
import { type ShowSearch, useChooseColumns } from "./use-choose-columns.ts";

interface ColumnPanelProps {
  readonly search: PaymentSearch;
  readonly show: ShowSearch;
}

/** Which columns stand where and how wide, how dense the rows are, and whether orders stand together. */
export default function ColumnPanel({ search, show }: ColumnPanelProps) {
  const more = useListMessages();
  const words = more.columnPanel;
  const list = useMessages().payments;
  const locale = useLocale();
  const choose = useChooseColumns(search, show);
  const placed = (search.columns === undefined ? undefined : readColumns(search.columns)) ?? standardColumns;
  const hidden = paymentColumns.filter((column) => placed.every((each) => each.column !== column));
  const nameOfColumn = (column: PaymentColumn) => columnName(column, { list, more }, search.basis);
  const links = placed.filter(({ column }) => linkColumns.includes(column));

  const rows = useRef<HTMLUListElement>(null);
  const refocus = useRef<{ readonly column: PaymentColumn; readonly position: number; readonly isUp: boolean }>(
    undefined,
  );
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<PaymentColumn>();
  // A row that moves in the document loses the keyboard; at either end the other button takes it.
  useEffect(() => {
    const awaited = refocus.current;
    if (awaited === undefined || placed[awaited.position]?.column !== awaited.column) return;
    refocus.current = undefined;
    const buttons = [...(rows.current?.children[awaited.position]?.querySelectorAll("button") ?? [])];
    const pressed = buttons[awaited.isUp ? 0 : 1];
    (pressed?.disabled ? buttons.find((button) => !button.disabled) : pressed)?.focus();
  });

  const moveTo = (column: PaymentColumn, position: number) => {
    const moving = placed.find((each) => each.column === column);
    if (moving === undefined || position < 0 || position >= placed.length) return;
    const others = placed.filter((each) => each !== moving);
    choose([...others.slice(0, position), moving, ...others.slice(position)]);
    setSaid(words.moved(nameOfColumn(column), position + 1, placed.length));
  };
  const dragOver = (event: DragEvent, position: number) => {
    if (dragged === undefined) return;
    event.preventDefault();
    if (placed[position]?.column !== dragged) moveTo(dragged, position);
  };

  return (
    <div className="grid max-h-[min(72dvh,640px)] w-[380px] max-w-full grid-rows-[minmax(0,1fr)_auto]">
      <div className="overflow-auto px-4 pt-3 pb-2">
        <h3 className="text-small font-semibold text-ink-2">{words.shown}</h3>
        <p className="mb-1.5 text-small text-ink-3">{search.view === undefined ? words.help : words.helpInView}</p>
        <ul ref={rows} className="grid" aria-label={words.shown}>
          {placed.map(({ column, width }, position) => {
            const name = nameOfColumn(column);
            const isLastLink = links.length === 1 && links[0]?.column === column;
            const step = (by: number) => {
              refocus.current = { column, position: position + by, isUp: by < 0 };
              moveTo(column, position + by);
            };
            return (
              <li
                key={column}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  setDragged(column);
                }}
                onDragEnd={() => setDragged(undefined)}
                onDragOver={(event) => dragOver(event, position)}
                onDrop={(event) => event.preventDefault()}
                className={classNames(
                  "flex min-h-8 items-center gap-1.5 rounded-sm",
                  dragged === column ? "bg-accent-wash" : "hover:bg-sunk",
                )}
              >
                <span aria-hidden title={words.drag(name)} className="cursor-grab px-1 text-ink-3 select-none">
                  ⠿
                </span>
                <span className="min-w-0 flex-1" title={isLastLink ? words.lastLink : undefined}>
                  <Checkbox
                    label={name}
                    isSelected
                    isDisabled={isLastLink}
                    onChange={() => choose(placed.filter((each) => each.column !== column))}
                  />
                </span>
                <WidthField
                  label={words.width(name)}
                  width={width}
                  usual={usualWidth(column, locale)}
                  onWidth={(next) =>
                    choose(placed.map((each) => (each.column === column ? withWidth(column, next) : each)))
                  }
                />
                <span className="flex">
                  <StepButton label={words.up(name)} isDisabled={position === 0} isUp onPress={() => step(-1)} />
                  <StepButton
                    label={words.down(name)}
                    isDisabled={position === placed.length - 1}
                    onPress={() => step(1)}
                  />
                </span>
              </li>
            );
          })}
        </ul>
        {links.length === 1 && <p className="mt-1 text-small text-ink-3">{words.lastLink}</p>}
        {hidden.length > 0 && (
          <>
            <h3 className="mt-3 text-small font-semibold text-ink-2">{words.hidden}</h3>
            <ul className="grid grid-cols-2" aria-label={words.hidden}>
              {hidden.map((column) => (
                <li key={column} className="flex min-h-8 items-center">
                  <Checkbox
                    label={nameOfColumn(column)}
                    isSelected={false}
                    onChange={() => choose([...placed, { column }])}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
        <p role="status" className="sr-only">
          {said}
        </p>
      </div>
      <div className="grid gap-2 border-t border-line px-4 py-3">
        <DensityChoice />
        <Checkbox
          label={words.group}
          hint={words.groupHelp}
          isSelected={search.isGrouped === true}
          onChange={(isGrouped) => {
            const { isGrouped: _before, ...rest } = search;
            show(isGrouped ? { ...rest, isGrouped } : rest, "replace");
          }}
        />
        <div className="flex justify-end">
          <Button variant="quiet" disabled={search.columns === undefined} onClick={() => choose(standardColumns)}>
            {words.reset}
          </Button>
        </div>
      </div>
    </div>
  );
}

function withWidth(column: PaymentColumn, width: number | undefined): PlacedColumn {
  return width === undefined ? { column } : { column, width };
}

interface WidthFieldProps {
  readonly label: string;
  readonly width: number | undefined;
  readonly usual: number;
  readonly onWidth: (width: number | undefined) => void;
}

/** Takes a width as it is left, and each step of it; emptied, the column has its usual width again. */
function WidthField({ label, width, usual, onWidth }: WidthFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.value = width === undefined ? "" : String(width);
  }, [width]);
  const take = (text: string) => {
    const typed = text.trim() === "" ? undefined : withinWidths(Number(text));
    if (typed !== width && !Number.isNaN(typed)) onWidth(typed);
  };
  return (
    <input
      ref={input}
      type="number"
      aria-label={label}
      defaultValue={width ?? ""}
      placeholder={String(usual)}
      min={narrowestColumn}
      max={widestColumn}
      step={10}
      onBlur={(event) => take(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") take(event.currentTarget.value);
      }}
      className="h-7 w-16 rounded-sm border border-line bg-surface px-1.5 text-right text-small tabular-nums placeholder:text-ink-3"
    />
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly isDisabled: boolean;
  readonly isUp?: boolean;
  readonly onPress: () => void;
}

function StepButton({ label, isDisabled, isUp = false, onPress }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onPress}
      className="grid size-7 place-items-center rounded-sm text-ink-2 hover:not-disabled:bg-paper hover:not-disabled:text-ink disabled:opacity-30 coarse:size-9"
    >
      <ChevronDownIcon className={isUp ? "rotate-180" : ""} />
    </button>
  );
}

function DensityChoice() {
  const words = useListMessages().columnPanel;
  const { density } = usePreferences();
  const save = useSavePreferences();
  return (
    <fieldset className="flex items-center gap-4">
      <legend className="float-left mr-4 text-small font-semibold text-ink-2">{words.density}</legend>
      {densities.map((each) => (
        <label key={each} className="flex cursor-pointer items-center gap-1.5">
          <input
            type="radio"
            name="density"
            className="accent-accent"
            checked={density === each}
            onChange={() => save({ density: each })}
          />
          {words.densities[each]}
        </label>
      ))}
    </fieldset>
  );
}
