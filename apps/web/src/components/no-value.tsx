import { useMessages } from "../lib/i18n.tsx";

/** The one way to show that there is nothing to show. */
export function NoValue() {
  return (
    <span className="text-ink-3">
      <span aria-hidden>—</span>
      <span className="sr-only">{useMessages().payments.none}</span>
    </span>
  );
}
