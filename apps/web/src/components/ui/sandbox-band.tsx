import { useEntryMessages } from "../../lib/i18n.tsx";

/** Says on every page that nothing here is real. */
export function SandboxBand() {
  const { frame } = useEntryMessages();
  return (
    <p className="striped truncate px-3 text-center text-micro leading-[22px] font-semibold text-test-ink">
      {frame.sandboxBand}
    </p>
  );
}
