import type { ReactNode } from "react";
import { useAllMessages } from "../../lib/i18n.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

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
        <>
          <Button size="medium" autoFocus onClick={onClose}>
            {keep ?? ui.cancel}
          </Button>
          <Button
            variant="danger"
            size="medium"
            onClick={() => {
              onClose();
              onSure();
            }}
          >
            {go}
          </Button>
        </>
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}
