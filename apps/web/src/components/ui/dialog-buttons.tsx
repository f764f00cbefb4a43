import { useMessages } from "../../lib/i18n.tsx";
import { Button } from "./button.tsx";

interface DialogButtonsProps {
  /** The way out, where "Cancel" would be taken for the deed. */
  readonly keep?: string | undefined;
  /** Whoever just presses Enter has said no. */
  readonly isKeepFocused?: boolean | undefined;
  readonly onKeep: () => void;
  /** The deed, in the words of the button that led here. */
  readonly go: string;
  readonly variant?: "primary" | "danger" | undefined;
  readonly isPending?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** The form that does it, by its id; without one `onGo` does. */
  readonly form?: string | undefined;
  readonly onGo?: (() => void) | undefined;
}

/** The foot of a dialog that asks for one deed: the way out of it, and the deed. */
export function DialogButtons(props: DialogButtonsProps) {
  const { keep, isKeepFocused, onKeep, go, variant = "primary", isPending, disabled, form, onGo } = props;
  const { ui } = useMessages();
  return (
    <>
      <Button size="medium" autoFocus={isKeepFocused} onClick={onKeep}>
        {keep ?? ui.cancel}
      </Button>
      <Button
        type={form === undefined ? "button" : "submit"}
        form={form}
        variant={variant}
        size="medium"
        isPending={isPending}
        disabled={disabled}
        onClick={onGo}
      >
        {go}
      </Button>
    </>
  );
}
