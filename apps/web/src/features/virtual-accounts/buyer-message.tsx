import { accountMessage, type Payment } from "@maru/domain";
import { useState } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { Choice } from "../../components/ui/choice.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";

/** What the shop writes to the buyer, in the buyer's language: i'mport tells them nothing. */
export function BuyerMessage({ payment }: { readonly payment: Payment }) {
  const words = useAllMessages().virtualAccounts.message;
  const ownLocale = useLocale();
  const mayCopy = useMay("buyer:read");
  const [locale, setLocale] = useState(ownLocale);
  const text = accountMessage(payment, locale);
  if (text === null) return null;
  if (!mayCopy) return <p className="text-ink-2">{words.masked}</p>;
  return (
    <div className="grid gap-2">
      <Choice
        label={words.title}
        hint={words.help}
        isWide
        value={locale}
        options={[
          { value: "ko", label: words.ko },
          { value: "en", label: words.en },
        ]}
        onChange={setLocale}
      />
      <div className="flex items-start gap-1 rounded-md bg-sunk px-3 py-2">
        <pre lang={locale} className="min-w-0 flex-1 font-sans whitespace-pre-wrap wrap-anywhere">
          {text}
        </pre>
        <CopyButton text={text} what={words[locale]} />
      </div>
    </div>
  );
}
