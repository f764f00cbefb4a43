import type { RefObject } from "react";
import { Tooltip, TooltipTriggerStateContext } from "react-aria-components/Tooltip";
import { Kbd } from "./kbd.tsx";

export default function TooltipOverlay({
  triggerRef,
  text,
  shortcut,
  onOpenChange,
}: {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly text: string;
  readonly shortcut: string | undefined;
  readonly onOpenChange: (isOpen: boolean) => void;
}) {
  // React Aria's own trigger would hold this; ours decides when to open before any of React Aria has been fetched.
  const state = { isOpen: true, shouldSkipAnimation: false, open: () => {}, close: () => onOpenChange(false) };
  return (
    <TooltipTriggerStateContext value={state}>
      <Tooltip
        triggerRef={triggerRef}
        isOpen
        onOpenChange={onOpenChange}
        offset={6}
        className="z-50 flex max-w-72 items-center gap-2 rounded-sm bg-ink px-2 py-1 text-small text-paper shadow-float animate-appear"
      >
        {text}
        {shortcut !== undefined && <Kbd tone="inverse">{shortcut}</Kbd>}
      </Tooltip>
    </TooltipTriggerStateContext>
  );
}
