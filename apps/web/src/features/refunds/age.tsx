import { useEffect, useState } from "react";
import { useAllMessages } from "../../lib/i18n.tsx";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Ages are in minutes, so they are looked at twice a minute. */
const tickMs = 30_000;

/** The present, as often as an age on screen can change. */
export function useNow(everyMs = tickMs): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** How long ago something was, in whole words. */
export function useAge(): (sinceMs: number) => string {
  const words = useAllMessages().refunds.ages;
  const now = useNow();
  return (sinceMs) => {
    const ms = Math.max(0, now - sinceMs);
    if (ms < minute) return words.now;
    if (ms < hour) return words.minutes(Math.floor(ms / minute));
    if (ms < 2 * day) return words.hours(Math.floor(ms / hour));
    return words.days(Math.floor(ms / day));
  };
}
