import { I18nProvider } from "react-aria-components/I18nProvider";
import type { DataRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { type Locale, useLocale } from "../lib/i18n.tsx";
import { Language } from "./language.tsx";

const tags: Record<Locale, string> = { ko: "ko-KR", en: "en-US" };

function Localised({ router }: { readonly router: DataRouter }) {
  return (
    <I18nProvider locale={tags[useLocale()]}>
      <RouterProvider router={router} />
    </I18nProvider>
  );
}

/** The whole console, on whichever router it is given. Needs `loadEntryMessages` to have finished. */
export function App({ router }: { readonly router: DataRouter }) {
  return (
    <Language>
      <Localised router={router} />
    </Language>
  );
}
