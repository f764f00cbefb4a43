import { formatInstant } from "@maru/domain";
import { Popover } from "../../components/ui/popover.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { useConnection } from "../../lib/live.ts";
import { useIsOnline } from "./use-online.ts";
import { type SyncStatus, useSyncStatus } from "./use-sync-status.ts";

type Face = "live" | "connecting" | "reconnecting" | "offline" | "upstreamDown";

/** A disc for live, a ring for on the way, a diamond for trouble: the words say the same. */
const shapes: Record<Face, string> = {
  live: "rounded-full bg-ok ring-3 ring-ok-wash",
  connecting: "rounded-full border-2 border-ink-3",
  reconnecting: "rounded-full border-2 border-wait",
  offline: "rotate-45 rounded-[1px] bg-bad",
  upstreamDown: "rotate-45 rounded-[1px] bg-bad",
};

/** As of when the page speaks, and whether changes reach it by themselves. Opens to the whole story. */
export function Freshness() {
  const m = useMessages();
  const words = m.shell.freshness;
  const locale = useLocale();
  const connection = useConnection();
  const isOnline = useIsOnline();
  const sync = useSyncStatus();

  const face: Face = !isOnline ? "offline" : sync !== undefined && sync.upstream !== "up" ? "upstreamDown" : connection;
  const lastReadAtMs = sync?.lastReadAtMs ?? null;
  const asOf =
    lastReadAtMs === null ? words.never : words.asOf(formatInstant(Math.floor(lastReadAtMs / 1000), locale, "time"));

  return (
    <Popover
      label={words.label}
      placement="bottom end"
      className="w-72 p-3"
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className="-mr-2 flex items-center gap-2 rounded-md px-2 py-1 whitespace-nowrap text-ink-3 hover:bg-sunk aria-expanded:bg-sunk coarse:py-2.5"
        >
          <span aria-hidden="true" className={classNames("size-[7px] shrink-0", shapes[face])} />
          {sync === undefined ? (
            <span className="max-sm:sr-only">{words[face]}</span>
          ) : (
            <>
              <span className="max-md:sr-only">{asOf}</span>
              <span aria-hidden="true" className="max-md:hidden">
                ·
              </span>
              <span className={classNames("max-sm:sr-only", face === "upstreamDown" && "font-semibold text-bad")}>
                {words[face]}
              </span>
            </>
          )}
        </button>
      )}
    >
      {() => <FreshnessDetails face={face} asOf={asOf} sync={sync} />}
    </Popover>
  );
}

function FreshnessDetails({
  face,
  asOf,
  sync,
}: {
  readonly face: Face;
  readonly asOf: string;
  readonly sync: SyncStatus | undefined;
}) {
  const words = useMessages().shell.freshness;
  const help: Record<Face, string> = {
    live: words.liveHelp,
    connecting: words.liveHelp,
    reconnecting: words.reconnectingHelp,
    offline: words.offlineHelp,
    upstreamDown: words.upstreamDownHelp,
  };
  return (
    <div className="grid gap-2">
      <p>{help[face]}</p>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-line border-t pt-2 text-small">
        <dt className="text-ink-3">{words.lastRead}</dt>
        <dd className="text-right">{asOf}</dd>
        <dt className="text-ink-3">{words.connection}</dt>
        <dd className="text-right">{words[face === "upstreamDown" ? "live" : face]}</dd>
        {sync !== undefined && (
          <>
            <dt className="text-ink-3">{words.upstream}</dt>
            <dd className="text-right">
              {sync.upstream === "up"
                ? words.upstreamUp
                : sync.upstream === "down"
                  ? words.upstreamDown
                  : words.upstreamUnauthorized}
            </dd>
            <dt className="text-ink-3">{words.index}</dt>
            <dd className="text-right">{words.indexed(sync.loaded)}</dd>
          </>
        )}
      </dl>
      {sync !== undefined && <p className="text-small text-ink-3">{words.since(sync.from)}</p>}
      {sync !== undefined && sync.quarantined > 0 && (
        <p className="text-small text-wait">{words.quarantined(sync.quarantined)}</p>
      )}
    </div>
  );
}
