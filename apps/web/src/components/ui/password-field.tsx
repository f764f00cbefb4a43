import { useState } from "react";
import { useEntryMessages } from "../../lib/i18n.tsx";
import { TextField, type TextFieldProps } from "./text-field.tsx";

type PasswordFieldProps = Omit<TextFieldProps, "type" | "trailing">;

/** A password that can be looked at before it is sent. */
export function PasswordField(props: PasswordFieldProps) {
  const { signIn, ui } = useEntryMessages();
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      name="password"
      {...props}
      type={isShown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      trailing={
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={signIn.showPassword}
          onClick={() => setShown((shown) => !shown)}
          className="h-7 rounded-sm px-2 text-small font-medium text-ink-2 hover:bg-sunk hover:text-ink coarse:h-9"
        >
          {isShown ? ui.hide : ui.show}
        </button>
      }
    />
  );
}
