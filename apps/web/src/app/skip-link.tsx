import { useEntryMessages } from "../lib/i18n.tsx";

/** The first stop of the Tab key: past the navigation, to the page. */
export function SkipLink() {
  const { frame } = useEntryMessages();
  return (
    <button
      type="button"
      onClick={() => document.getElementById("main")?.focus()}
      className="sr-only z-50 rounded-md bg-accent px-3 py-1.5 font-semibold text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {frame.skipToContent}
    </button>
  );
}
