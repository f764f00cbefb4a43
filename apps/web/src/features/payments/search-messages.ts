import type { Locale } from "@maru/domain";
import { use } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import type { SearchMessages } from "./search-messages.ko.ts";

const sources: Record<Locale, () => Promise<{ readonly messages: SearchMessages }>> = {
  ko: () => import("./search-messages.ko.ts"),
  en: () => import("./search-messages.en.ts"),
};
const arrived = new Map<Locale, SearchMessages>();
const arriving = new Map<Locale, Promise<SearchMessages>>();

/** Fetches the words of the query language in one language, once. */
export function loadSearchMessages(locale: Locale): Promise<SearchMessages> {
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

/** The words, where they have arrived already. */
export function arrivedSearchMessages(locale: Locale): SearchMessages | undefined {
  return arrived.get(locale);
}

/** The words of the query language. A plain search does without them, so the component waits for them the first time. */
export function useSearchMessages(): SearchMessages {
  return use(loadSearchMessages(useLocale()));
}
