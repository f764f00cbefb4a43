import type { Locale } from "@maru/domain";
import { use } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import type { RefundFormMessages } from "./form-messages.ko.ts";

const sources: Record<Locale, () => Promise<{ readonly messages: RefundFormMessages }>> = {
  ko: () => import("./form-messages.ko.ts"),
  en: () => import("./form-messages.en.ts"),
};
const arriving = new Map<Locale, Promise<RefundFormMessages>>();

/** Fetches the words of the refund form in one language, once. */
function loadFormMessages(locale: Locale): Promise<RefundFormMessages> {
  const known = arriving.get(locale);
  if (known !== undefined) return known;
  const loading = sources[locale]().then(({ messages }) => messages);
  loading.catch(() => arriving.delete(locale));
  arriving.set(locale, loading);
  return loading;
}

/** The words of the refund form. Nothing else says them, so the component waits for them the first time. */
export function useFormMessages(): RefundFormMessages {
  return use(loadFormMessages(useLocale()));
}
