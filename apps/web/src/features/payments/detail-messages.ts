import type { Locale } from "@maru/domain";
import { createContext, use, useContext, useEffect, useState } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import type { DetailMessages } from "./detail-messages.ko.ts";

const sources: Record<Locale, () => Promise<{ readonly messages: DetailMessages }>> = {
  ko: () => import("./detail-messages.ko.ts"),
  en: () => import("./detail-messages.en.ts"),
};
const arriving = new Map<Locale, Promise<DetailMessages>>();
const arrived = new Map<Locale, DetailMessages>();
const Given = createContext<DetailMessages | null>(null);

/** Gives the words to what is below, which then waits for nothing. */
export const DetailMessagesProvider = Given.Provider;

/** Fetches the words of a payment's page in one language, once. */
function loadDetailMessages(locale: Locale): Promise<DetailMessages> {
  const known = arriving.get(locale);
  if (known !== undefined) return known;
  const loading = sources[locale]().then(({ messages }) => {
    arrived.set(locale, messages);
    return messages;
  });
  loading.catch(() => arriving.delete(locale));
  arriving.set(locale, loading);
  return loading;
}

/** The words of a payment's page. The list does without them, so the component waits for them the first time. */
export function useDetailMessages(): DetailMessages {
  const given = useContext(Given);
  const locale = useLocale();
  return given ?? use(loadDetailMessages(locale));
}

/** The words of a payment's page for what shows parts of it elsewhere; undefined until they have arrived. */
export function useArrivingDetailMessages(): DetailMessages | undefined {
  const locale = useLocale();
  const [, setArrivals] = useState(0);
  const known = arrived.get(locale);
  const isMissing = known === undefined;
  useEffect(() => {
    if (!isMissing) return;
    loadDetailMessages(locale).then(
      () => setArrivals((count) => count + 1),
      () => undefined,
    );
  }, [locale, isMissing]);
  return known;
}
