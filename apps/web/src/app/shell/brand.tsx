import { BrandMark } from "../../components/ui/brand-mark.tsx";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { useMessages } from "../../lib/i18n.tsx";

/** Whose console this is, and whether its money is real. */
export function Brand() {
  const m = useMessages();
  const { status } = useConsoleStatus();
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="flex items-center gap-2 text-lead font-bold tracking-[-0.02em]">
        <BrandMark />
        {m.frame.product}
      </p>
      {status !== undefined && (
        <p className="flex min-w-0 gap-1 text-small text-ink-3">
          <span className="truncate">
            {status.mode === "sandbox" && status.tier === null ? m.frame.sandboxStore : status.storeName}
          </span>
          <span aria-hidden="true">·</span>
          <span className="shrink-0">{m.frame.environments[status.environment].name}</span>
        </p>
      )}
    </div>
  );
}
