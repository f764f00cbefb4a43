import { type ReactNode, useId } from "react";
import { BrandMark } from "../../components/ui/brand-mark.tsx";
import { Select } from "../../components/ui/select.tsx";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { locales, useEntryMessages } from "../../lib/i18n.tsx";
import { setPreferences, themes, usePreferences } from "../../lib/preferences.ts";

/** The page around signing in and setting up: whose console it is, one form, language and appearance. */
export function EntryFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { frame } = useEntryMessages();
  const { status } = useConsoleStatus();
  const { language, theme } = usePreferences();
  const titleId = useId();
  return (
    <div className="grid min-h-stage grid-rows-[1fr_auto]">
      <main id="main" className="flex items-start justify-center px-4 py-10 md:items-center">
        <section aria-labelledby={titleId} className="grid w-full max-w-[380px] gap-5">
          <div className="grid gap-2">
            <p className="flex items-center gap-2 text-ink-2">
              <BrandMark />
              {status !== undefined && (status.mode === "live" || status.tier !== null) && status.storeName !== ""
                ? status.storeName
                : frame.product}
            </p>
            <h1 id={titleId} tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
              {title}
            </h1>
          </div>
          {children}
        </section>
      </main>
      <footer className="flex flex-wrap items-end justify-center gap-3 px-4 pb-5">
        <Select
          label={frame.language}
          isLabelHidden
          value={language}
          options={locales.map((value) => ({ value, label: frame.languages[value] }))}
          onChange={(value) => setPreferences({ language: value })}
        />
        <Select
          label={frame.theme}
          isLabelHidden
          value={theme}
          options={themes.map((value) => ({ value, label: frame.themes[value] }))}
          onChange={(value) => setPreferences({ theme: value })}
        />
      </footer>
    </div>
  );
}
