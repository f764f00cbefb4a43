import { useConsoleStatus } from "../lib/console-status.ts";
import { useEntryMessages } from "../lib/i18n.tsx";

/** Says on every page that nothing here is real. Takes no room with real credentials. */
export function SandboxBand() {
  const { frame } = useEntryMessages();
  const { status } = useConsoleStatus();
  if (status?.mode !== "sandbox") return null;
  return (
    <p className="striped truncate px-3 text-center text-micro leading-[22px] font-semibold text-test-ink">
      {frame.sandboxBand}
    </p>
  );
}
