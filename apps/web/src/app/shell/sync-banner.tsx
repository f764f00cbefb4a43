import { formatInstant } from "@maru/domain";
import { Banner, type BannerTone } from "../../components/ui/banner.tsx";
import { type AppMessages, type Locale, useLocale, useMessages } from "../../lib/i18n.tsx";
import { useIsOnline } from "./use-online.ts";
import { type SyncStatus, useSyncStatus } from "./use-sync-status.ts";

interface Trouble {
  readonly tone: BannerTone;
  readonly title: string;
  readonly text: string;
}

function troubleOf(
  sync: SyncStatus | undefined,
  isOnline: boolean,
  words: AppMessages["shell"]["banner"],
  locale: Locale,
): Trouble | undefined {
  if (!isOnline) return { tone: "wait", title: words.offlineTitle, text: words.offline };
  if (sync === undefined) return undefined;
  const time = sync.lastReadAtMs === null ? null : formatInstant(Math.floor(sync.lastReadAtMs / 1000), locale, "time");
  if (sync.upstream === "down")
    return { tone: "wait", title: words.downTitle, text: time === null ? words.downNever : words.down(time) };
  if (sync.upstream === "unauthorized")
    return {
      tone: "bad",
      title: words.unauthorizedTitle,
      text: time === null ? words.unauthorizedNever : words.unauthorized(time),
    };
  if (sync.phase === "stalled") return { tone: "wait", title: words.stalledTitle, text: words.stalled };
  return undefined;
}

/** Says that what is on screen is not the newest, since when, and what still works. Absent while all is well. */
export function SyncBanner() {
  const m = useMessages();
  const locale = useLocale();
  const trouble = troubleOf(useSyncStatus(), useIsOnline(), m.shell.banner, locale);
  return (
    <div role="status">
      {trouble !== undefined && (
        <Banner tone={trouble.tone} title={trouble.title} className="rounded-none border-line border-b px-3 md:px-5">
          {trouble.text}
        </Banner>
      )}
    </div>
  );
}
