import { useEffect, useState } from "react";
import { useMessages } from "../lib/i18n.tsx";

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, as the button's name says it. */
  readonly what: string;
  readonly className?: string;
}

const confirmedForMs = 1600;

/** Copies a text and says so in place, to eyes and to screen readers. */
export function CopyButton({ text, what, className = "" }: CopyButtonProps) {
  const words = useMessages().payments.copy;
  const [outcome, setOutcome] = useState<"idle" | "done" | "failed">("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), confirmedForMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome("done"),
      () => setOutcome("failed"),
    );
  };
  return (
    <>
      <button
        type="button"
        onClick={copy}
        aria-label={words.action(what)}
        title={words.action(what)}
        className={`inline-grid size-6 shrink-0 cursor-pointer place-items-center rounded-sm text-ink-3 hover:bg-sunk hover:text-ink ${className}`}
      >
        <svg aria-hidden viewBox="0 0 16 16" className="size-3.5" fill="none" stroke="currentColor" strokeWidth="1.4">
          {outcome === "done" ? (
            <path d="m3.5 8.5 3 3 6-7" />
          ) : (
            <>
              <rect x="5.5" y="5.5" width="7.5" height="8" rx="1.5" />
              <path d="M10.5 3.5v-.2A1.3 1.3 0 0 0 9.2 2H4.3A1.3 1.3 0 0 0 3 3.3v6.4A1.3 1.3 0 0 0 4.3 11" />
            </>
          )}
        </svg>
      </button>
      <span role="status" className="sr-only">
        {outcome === "done" && words.doneWhat(what)}
        {outcome === "failed" && words.failed}
      </span>
    </>
  );
}
