import type { ReactNode } from "react";
import { useAllMessages } from "../../lib/i18n.tsx";
import { Dialog } from "./dialog.tsx";
import { DialogButtons } from "./dialog-buttons.tsx";

interface SureDialogProps {
  /** The question itself. */
  readonly title: string;
  /** What follows from a yes. */
  readonly children: ReactNode;
  /** The yes, in the words of the button that led here. */
  readonly go: string;
  /** The no, where "Cancel" would be taken for the deed. */
  readonly keep?: string | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSure: () => void;
}

/** Asks once more before what cannot be undone. Whoever just presses Enter has said no. */
export function SureDialog({ title, children, go, keep, isOpen, onClose, onSure }: SureDialogProps) {
  const { ui } = useAllMessages();
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <DialogButtons
          keep={keep ?? ui.cancel}
          isKeepFocused
          onKeep={onClose}
          go={go}
          variant="danger"
          onGo={() => {
            onClose();
            onSure();
          }}
        />
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}
