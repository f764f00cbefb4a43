import { lazy, type ReactNode, Suspense } from "react";

const ModalOverlay = lazy(() => import("./modal-overlay.tsx"));

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, in reading order; the one that acts comes last. */
  readonly footer?: ReactNode;
  /** `alertdialog` for a question that must be answered before anything is changed for good. */
  readonly role?: "dialog" | "alertdialog" | undefined;
  readonly size?: "small" | "medium" | "large" | undefined;
  /** A press outside and Escape close it; false while closing would lose something. */
  readonly isDismissable?: boolean | undefined;
}

/** A window over the page that holds focus until it is closed. On a phone it takes the whole width at the bottom. */
export function Dialog({ isOpen, ...rest }: DialogProps) {
  if (!isOpen) return null;
  return (
    <Suspense>
      <ModalOverlay shape="dialog" {...rest} />
    </Suspense>
  );
}
