import { useEffect, useState, useSyncExternalStore } from "react";
import { classNames } from "../../lib/class-names.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";
import { Button } from "./button.tsx";
import { CloseIcon } from "./icons.tsx";
import { closeToast, currentToasts, subscribeToToasts, type Toast, type ToastTone } from "./toast-queue.ts";

const shownForMs = 6000;

const tones: Record<ToastTone, string> = { ok: "border-ok", bad: "border-bad", info: "border-accent" };

/** Where toasts appear; one per page. Its live regions exist before the first toast, so none goes unheard. */
export function ToastRegion() {
  const m = useEntryMessages();
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts);
  return (
    <section
      aria-label={m.ui.notifications}
      className="pointer-events-none fixed inset-x-3 bottom-3 z-50 grid justify-items-end gap-2 md:left-auto md:w-[380px]"
    >
      <div role="status" className="contents">
        {toasts
          .filter((toast) => toast.tone !== "bad")
          .map((toast) => (
            <ToastCard key={toast.id} toast={toast} />
          ))}
      </div>
      <div role="alert" className="contents">
        {toasts
          .filter((toast) => toast.tone === "bad")
          .map((toast) => (
            <ToastCard key={toast.id} toast={toast} />
          ))}
      </div>
    </section>
  );
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const m = useEntryMessages();
  const [isHeld, setHeld] = useState(false);
  const leaves = toast.tone !== "bad" && toast.action === undefined;

  useEffect(() => {
    if (!leaves || isHeld) return;
    const timer = setTimeout(() => closeToast(toast.id), shownForMs);
    return () => clearTimeout(timer);
  }, [toast.id, leaves, isHeld]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading it keeps it open; nothing is operated here
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={classNames(
        "pointer-events-auto flex w-full items-center gap-2 rounded-md border-l-3 bg-surface py-2 pr-2 pl-3 shadow-float animate-appear",
        tones[toast.tone],
      )}
    >
      <p className="min-w-0 flex-1">{toast.text}</p>
      {toast.action !== undefined && (
        <Button
          variant="quiet"
          onClick={() => {
            toast.action?.onAction();
            closeToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <button
        type="button"
        aria-label={m.ui.close}
        onClick={() => closeToast(toast.id)}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
      >
        <CloseIcon />
      </button>
    </div>
  );
}
