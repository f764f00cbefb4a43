import { describeError } from "../../lib/error-message.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";

/** Stands where a part of a page could not be read: what happened, what to do, and the number to quote. */
export function FailedNote({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { errors, ui } = useEntryMessages();
  const { title, help, quote, requestId } = describeError(error, errors);
  return (
    <Banner
      tone="bad"
      announce="alert"
      title={title}
      action={onRetry !== undefined && <Button onClick={onRetry}>{ui.retry}</Button>}
    >
      <p>{help}</p>
      {quote !== null && <p>{quote}</p>}
      {requestId !== null && <p className="text-small text-ink-3">{errors.requestId(requestId)}</p>}
    </Banner>
  );
}
