import type { Locale } from "@maru/domain";
import { use } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import type { DetailMessages } from "./detail-messages.ko.ts";

const sources: Record<Locale, () => Promise<{ readonly messages: DetailMessages }>> = {
  ko: () => import("./detail-messages.ko.ts"),
  en: () => import("./detail-messages.en.ts"),
};
const arriving = new Map<Locale, Promise<DetailMessages>>();

/** Fetches the words of a payment's page in one language, once. */
function loadDetailMessages(locale: Locale): Promise<DetailMessages> {
  const known = arriving.get(locale);
  if (known !== undefined) return known;
  const loading = sources[locale]().then(({ messages }) => messages);
  loading.catch(() => arriving.delete(locale));
  arriving.set(locale, loading);
  return loading;
}

/** The words of a payment's page. The list does without them, so the component waits for them the first time. */
export function useDetailMessages(): DetailMessages {
  return use(loadDetailMessages(useLocale()));
}
