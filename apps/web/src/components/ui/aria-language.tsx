import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { type Locale, useLocale } from "../../lib/i18n.tsx";

const tags: Record<Locale, string> = { ko: "ko-KR", en: "en-US" };

/** React Aria's own words and orders in the language in force, instead of the browser's. */
export function AriaLanguage({ children }: { readonly children: ReactNode }) {
  return <I18nProvider locale={tags[useLocale()]}>{children}</I18nProvider>;
}
