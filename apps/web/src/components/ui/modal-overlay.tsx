import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { classNames } from "../../lib/class-names.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";
import { AriaLanguage } from "./aria-language.tsx";
import { CloseIcon } from "./icons.tsx";

export type ModalShape = "dialog" | "drawer-left" | "drawer-right";

const overlays: Record<ModalShape, string> = {
  dialog: "items-end justify-center md:items-start md:pt-[12vh]",
  "drawer-left": "items-stretch justify-start",
  "drawer-right": "items-stretch justify-end",
};

const boxes: Record<ModalShape, string> = {
  dialog: "max-h-[92dvh] w-full rounded-t-lg animate-sheet md:max-h-[76dvh] md:rounded-lg",
  "drawer-left": "h-full w-[min(320px,86vw)] animate-appear",
  "drawer-right": "h-full w-full animate-drawer md:w-[500px]",
};

const sizes = { small: "md:max-w-[400px]", medium: "md:max-w-[520px]", large: "md:max-w-[720px]" };

export default function ModalOverlayShape({
  shape,
  title,
  header,
  isTitleHidden = false,
  children,
  footer,
  role = "dialog",
  size = "medium",
  isDismissable = true,
  onClose,
}: {
  readonly shape: ModalShape;
  readonly title: string;
  readonly header?: ReactNode;
  readonly isTitleHidden?: boolean | undefined;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly role?: "dialog" | "alertdialog" | undefined;
  readonly size?: "small" | "medium" | "large" | undefined;
  readonly isDismissable?: boolean | undefined;
  readonly onClose: () => void;
}) {
  const m = useEntryMessages();
  return (
    <AriaLanguage>
      <ModalOverlay
        isOpen
        isDismissable={isDismissable}
        isKeyboardDismissDisabled={!isDismissable}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        className={classNames("fixed inset-0 z-40 flex h-dvh bg-scrim animate-appear", overlays[shape])}
      >
        <Modal
          className={classNames(
            "flex min-h-0 flex-col bg-surface shadow-float outline-none",
            boxes[shape],
            shape === "dialog" && sizes[size],
          )}
        >
          <Dialog role={role} className="flex min-h-0 flex-1 flex-col outline-none">
            <div className="flex items-start gap-3 border-line border-b px-5 py-3.5">
              <div className="grid min-w-0 flex-1 gap-1">
                {header}
                <Heading slot="title" className={isTitleHidden ? "sr-only" : "text-lead font-bold"}>
                  {title}
                </Heading>
              </div>
              {isDismissable && (
                <button
                  type="button"
                  aria-label={m.ui.close}
                  onClick={onClose}
                  className="-my-[3px] -mr-1.5 inline-flex size-7 items-center justify-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink coarse:size-10"
                >
                  <CloseIcon />
                </button>
              )}
            </div>
            <div className="min-h-0 flex-1 overflow-auto px-5 py-4">{children}</div>
            {footer !== undefined && (
              <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3 pb-[max(12px,env(safe-area-inset-bottom))]">
                {footer}
              </div>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}
