import { lazy, type ReactNode, Suspense } from "react";

const ModalOverlay = lazy(() => import("./modal-overlay.tsx"));

export interface DrawerProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stands above the title: status, identifiers. */
  readonly header?: ReactNode;
  /** The title is read out but not drawn: the header says enough to the eye. */
  readonly isTitleHidden?: boolean | undefined;
  readonly footer?: ReactNode;
  readonly side?: "left" | "right" | undefined;
  readonly isDismissable?: boolean | undefined;
}

/** A panel at the page's edge that holds focus until it is closed. On a phone it takes the whole screen. */
export function Drawer({ isOpen, side = "right", ...rest }: DrawerProps) {
  if (!isOpen) return null;
  return (
    <Suspense>
      <ModalOverlay shape={side === "left" ? "drawer-left" : "drawer-right"} {...rest} />
    </Suspense>
  );
}
