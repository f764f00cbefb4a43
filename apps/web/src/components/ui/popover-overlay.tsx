import type { ReactNode, RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { classNames } from "../../lib/class-names.ts";
import { AriaLanguage } from "./aria-language.tsx";

export default function PopoverOverlay({
  triggerRef,
  label,
  placement,
  className,
  children,
  onClose,
}: {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly placement: "bottom start" | "bottom end" | "top start" | "top end";
  readonly className: string | undefined;
  readonly children: ReactNode;
  readonly onClose: () => void;
}) {
  return (
    <AriaLanguage>
      <Popover
        triggerRef={triggerRef}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement={placement}
        offset={4}
        className="max-w-[calc(100vw-16px)] overflow-auto rounded-md bg-surface shadow-float animate-appear"
      >
        <Dialog aria-label={label} className={classNames("outline-none", className ?? "p-3")}>
          {children}
        </Dialog>
      </Popover>
    </AriaLanguage>
  );
}
