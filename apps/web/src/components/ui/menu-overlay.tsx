import type { ReactNode, RefObject } from "react";
import { Header } from "react-aria-components/Header";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { classNames } from "../../lib/class-names.ts";
import { AriaLanguage } from "./aria-language.tsx";
import { CheckIcon } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";
import type { MenuItemSpec, MenuSectionSpec } from "./menu.tsx";

export default function MenuOverlay({
  triggerRef,
  label,
  sections,
  placement,
  header,
  onClose,
}: {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly sections: readonly MenuSectionSpec[];
  readonly placement: "bottom start" | "bottom end" | "top start" | "top end";
  readonly header: ReactNode;
  readonly onClose: () => void;
}) {
  return (
    <AriaLanguage>
      <Popover
        triggerRef={triggerRef}
        trigger="MenuTrigger"
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement={placement}
        offset={4}
        className="min-w-48 max-w-[min(360px,calc(100vw-16px))] overflow-auto rounded-md bg-surface shadow-float animate-appear"
      >
        {header}
        <Menu aria-label={label} autoFocus="first" onClose={onClose} className="p-1 outline-none">
          {sections.map((section, index) => (
            <MenuSection
              key={section.id}
              aria-label={section.title ?? label}
              className={classNames("grid", index > 0 && "mt-1 border-line border-t pt-1")}
              {...selectionProps(section)}
            >
              {section.title !== undefined && (
                <Header className="px-2 pt-1.5 pb-1 text-micro font-semibold text-ink-3">{section.title}</Header>
              )}
              {section.items.map((item) => (
                <Item key={item.id} item={item} isChoice={section.selection !== undefined} />
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </AriaLanguage>
  );
}

function selectionProps({ selection, items }: MenuSectionSpec) {
  if (selection === undefined) return {};
  return {
    selectionMode: selection.mode,
    selectedKeys: [...selection.selected],
    disallowEmptySelection: selection.mode === "single",
    onSelectionChange: (keys: "all" | Set<string | number>) =>
      selection.onChange(keys === "all" ? new Set(items.map((item) => item.id)) : new Set([...keys].map(String))),
  };
}

function Item({ item, isChoice }: { readonly item: MenuItemSpec; readonly isChoice: boolean }) {
  return (
    <MenuItem
      id={item.id}
      textValue={item.label}
      isDisabled={item.isDisabled ?? false}
      {...(item.onAction === undefined ? {} : { onAction: item.onAction })}
      className={classNames(
        "flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 outline-none coarse:min-h-11",
        "data-focused:bg-accent-wash data-disabled:opacity-45",
        item.isDanger === true ? "text-bad" : "text-ink",
      )}
    >
      {({ isSelected }) => (
        <>
          {isChoice && <CheckIcon className={isSelected ? "text-accent" : "invisible"} />}
          <span className="grid flex-1">
            <span>{item.label}</span>
            {item.hint !== undefined && <span className="text-small text-ink-3">{item.hint}</span>}
          </span>
          {item.shortcut !== undefined && <Kbd>{item.shortcut}</Kbd>}
        </>
      )}
    </MenuItem>
  );
}
