import { useMessages } from "../../lib/i18n.tsx";
import { useSyncStatus } from "./use-sync-status.ts";

/** How far the first load has come. What has arrived can be searched meanwhile, and the bar says so. */
export function FirstLoadBar() {
  const words = useMessages().shell.firstLoad;
  const sync = useSyncStatus();
  if (sync === undefined || sync.upstream !== "up") return null;
  if (sync.phase !== "waiting" && sync.phase !== "loading" && sync.phase !== "verifying") return null;

  const { loaded, expected, phase } = sync;
  const text =
    phase === "waiting"
      ? words.waiting
      : phase === "verifying"
        ? words.verifying(loaded)
        : expected === null
          ? words.loadingUnknown(loaded)
          : words.loading(loaded, expected);
  const isMeasured = expected !== null && expected > 0 && phase !== "waiting";
  const share = isMeasured ? Math.min(1, loaded / expected) : 0;
  return (
    <div className="border-line border-b bg-surface">
      <div className="flex flex-wrap items-baseline gap-x-3 px-3 pt-2 pb-1.5 md:px-5">
        <p className="font-medium">{text}</p>
        {loaded > 0 && <p className="text-small text-ink-3">{words.meanwhile}</p>}
      </div>
      <div
        role="progressbar"
        aria-label={words.label}
        aria-valuetext={text}
        {...(isMeasured ? { "aria-valuemin": 0, "aria-valuemax": expected, "aria-valuenow": loaded } : {})}
        className="h-[3px] bg-sunk"
      >
        <div
          className="h-full origin-left bg-accent transition-transform duration-300"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
    </div>
  );
}
