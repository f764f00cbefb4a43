import { lazy, type ReactNode, type RefObject, Suspense, useRef, useState } from "react";

const loadOverlay = () => import("./menu-overlay.tsx");
const MenuOverlay = lazy(loadOverlay);

export interface MenuItemSpec {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly shortcut?: string | undefined;
  readonly isDanger?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Absent when the section has a selection that tells what was chosen. */
  readonly onAction?: (() => void) | undefined;
}

export interface MenuSectionSpec {
  readonly id: string;
  readonly title?: string | undefined;
  readonly items: readonly MenuItemSpec[];
  readonly selection?:
    | {
        readonly mode: "single" | "multiple";
        readonly selected: ReadonlySet<string>;
        readonly onChange: (selected: ReadonlySet<string>) => void;
      }
    | undefined;
}

/** What the opening button must carry; spread it onto a `Button` or a native button. */
export interface MenuTriggerProps {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly "aria-haspopup": "menu";
  readonly "aria-expanded": boolean;
  readonly onClick: () => void;
  readonly onKeyDown: (event: { readonly key: string; preventDefault(): void }) => void;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
}

export interface MenuProps {
  readonly label: string;
  readonly sections: readonly MenuSectionSpec[];
  readonly trigger: (props: MenuTriggerProps) => ReactNode;
  readonly placement?: "bottom start" | "bottom end" | "top start" | "top end" | undefined;
  /** Says more above the items, such as who is signed in. */
  readonly header?: ReactNode;
}

/** A button that opens a list of things to do or choose. Its code is fetched when the button is approached. */
export function Menu({ label, sections, trigger, placement = "bottom start", header }: MenuProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const preload = () => void loadOverlay();
  return (
    <>
      {trigger({
        ref,
        "aria-haspopup": "menu",
        "aria-expanded": isOpen,
        onClick: () => setOpen((open) => !open),
        onKeyDown: (event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        },
        onPointerEnter: preload,
        onFocus: preload,
      })}
      {isOpen && (
        <Suspense>
          <MenuOverlay
            triggerRef={ref}
            label={label}
            sections={sections}
            placement={placement}
            header={header}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
