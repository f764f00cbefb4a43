import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { CloseIcon } from "../../components/ui/icons.tsx";
import { useFormMessages } from "./form-messages.ts";

interface RefundPanelProps {
  /** What stands above the title: state, channel, how fresh it is. */
  readonly header?: ReactNode;
  readonly title: string;
  /** What stands below the title: the numbers people quote. */
  readonly numbers?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly onClose: () => void;
}

/** The panel at the page's edge: beside its payment where there is room, the whole screen on a phone. */
export function RefundPanel({ header, title, numbers, children, footer, onClose }: RefundPanelProps) {
  const words = useFormMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  // The keyboard begins at the panel's heading, wherever it was before.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section
      aria-labelledby="refund-heading"
      className="flex h-full min-h-0 flex-col bg-surface"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="grid gap-1.5 border-line border-b px-5 py-3 max-[720px]:px-4">
        <div className="flex min-h-7 items-center gap-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">{header}</div>
          <IconButton label={words.close} icon={<CloseIcon />} onClick={onClose} className="-mr-1.5" />
        </div>
        <h2 id="refund-heading" ref={heading} tabIndex={-1} className="text-lead font-bold tracking-[-.01em]">
          {title}
        </h2>
        {numbers !== undefined && <p className="flex flex-wrap gap-x-2 font-id text-ink-2">{numbers}</p>}
      </div>
      <div className="grid min-h-0 flex-1 content-start gap-5 overflow-auto px-5 py-4 max-[720px]:px-4">{children}</div>
      {footer !== undefined && (
        <div className="border-line border-t bg-surface px-5 py-3 pb-[max(12px,env(safe-area-inset-bottom))] max-[720px]:px-4">
          {footer}
        </div>
      )}
    </section>
  );
}
