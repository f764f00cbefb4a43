import { useCallback, useSyncExternalStore } from "react";

/** Whether the CSS media query matches now; follows it as it changes. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** The width below which a page is laid out for a phone held in one hand. */
export const phoneQuery = "(max-width: 720px)";
