import type { Locale } from "@maru/domain";
import { useEffect, useState } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import type { ListMessages } from "./list-messages.ko.ts";

const sources: Record<Locale, () => Promise<{ readonly messages: ListMessages }>> = {
  ko: () => import("./list-messages.ko.ts"),
  en: () => import("./list-messages.en.ts"),
};
const arrived = new Map<Locale, ListMessages>();

/** Fetches the words of the list's tools in one language. */
export async function loadListMessages(locale: Locale): Promise<ListMessages> {
  const messages = arrived.get(locale) ?? (await sources[locale]()).messages;
  arrived.set(locale, messages);
  return messages;
}

/** The words of the list's tools; undefined until they have arrived. */
export function useArrivingListMessages(): ListMessages | undefined {
  const locale = useLocale();
  const [, setArrivals] = useState(0);
  const known = arrived.get(locale);
  const isMissing = known === undefined;
  useEffect(() => {
    if (!isMissing) return;
    loadListMessages(locale).then(
      () => setArrivals((count) => count + 1),
      () => undefined,
    );
  }, [locale, isMissing]);
  return known;
}

/** The words of the list's tools, inside what waits for them. */
export function useListMessages(): ListMessages {
  const known = useArrivingListMessages();
  if (known === undefined) throw new Error("This part of the list is drawn after its words have arrived.");
  return known;
}
