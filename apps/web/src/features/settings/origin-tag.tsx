import { useAllMessages } from "../../lib/i18n.tsx";

export type Origin = "read" | "observed" | "declared";

/** Where a fact on this screen comes from: upstream says so, traffic shows it, or a person wrote it down. */
export function OriginTag({ origin }: { readonly origin: Origin }) {
  const words = useAllMessages().settings;
  return (
    <span
      title={words.originHelp[origin]}
      className="inline-flex shrink-0 items-center gap-1 rounded-sm bg-sunk px-1.5 text-micro font-semibold text-ink-2"
    >
      <svg aria-hidden viewBox="0 0 8 8" className="size-2" fill="none" stroke="currentColor" strokeWidth="1.4">
        {origin === "read" && <circle cx="4" cy="4" r="3" fill="currentColor" />}
        {origin === "observed" && <circle cx="4" cy="4" r="3" />}
        {origin === "declared" && <path d="M1 7V5l4-4 2 2-4 4z" />}
      </svg>
      {words.origins[origin]}
    </span>
  );
}
