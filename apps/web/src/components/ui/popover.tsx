import { lazy, type ReactNode, type RefObject, Suspense, useRef, useState } from "react";

const loadOverlay = () => import("./popover-overlay.tsx");
const PopoverOverlay = lazy(loadOverlay);

/** What the opening button must carry; spread it onto a `Button` or a native button. */
export interface PopoverTriggerProps {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly "aria-haspopup": "dialog";
  readonly "aria-expanded": boolean;
  readonly onClick: () => void;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
}

export interface PopoverProps {
  readonly label: string;
  readonly trigger: (props: PopoverTriggerProps) => ReactNode;
  readonly placement?: "bottom start" | "bottom end" | "top start" | "top end" | undefined;
  readonly className?: string | undefined;
  readonly children: (close: () => void) => ReactNode;
  /** Starts fetching what `children` loads lazily, when the button is approached. */
  readonly onApproach?: (() => void) | undefined;
}

/** A button that opens a small panel beside it. Focus goes in, Escape and a press outside bring it back. */
export function Popover({ label, trigger, placement = "bottom start", className, children, onApproach }: PopoverProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const preload = () => {
    void loadOverlay();
    onApproach?.();
  };
  return (
    <>
      {trigger({
        ref,
        "aria-haspopup": "dialog",
        "aria-expanded": isOpen,
        onClick: () => setOpen((open) => !open),
        onPointerEnter: preload,
        onFocus: preload,
      })}
      {isOpen && (
        <Suspense>
          <PopoverOverlay triggerRef={ref} label={label} placement={placement} className={className} onClose={close}>
            {children(close)}
          </PopoverOverlay>
        </Suspense>
      )}
    </>
  );
}
