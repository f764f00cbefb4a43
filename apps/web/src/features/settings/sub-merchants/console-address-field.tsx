import { longestConsoleAddress, readConsoleAddress } from "@maru/domain";
import { TextField } from "../../../components/ui/text-field.tsx";
import { useAllMessages } from "../../../lib/i18n.tsx";

interface ConsoleAddressFieldProps {
  readonly autoFocus?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether the form was sent, so that an address that is none is said to be. */
  readonly isTried: boolean;
}

/** Where the console of another store is. */
export function ConsoleAddressField({ isTried, value, ...field }: ConsoleAddressFieldProps) {
  const { address, form: words } = useAllMessages().subMerchants;
  return (
    <TextField
      label={address}
      hint={words.addressHint}
      error={isTried && readConsoleAddress(value) === undefined ? words.addressWrong : undefined}
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      maxLength={longestConsoleAddress}
      className="font-id"
      value={value}
      {...field}
    />
  );
}
