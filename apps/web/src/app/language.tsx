import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { type AppMessages, type EntryMessages, LanguageProvider, type Locale } from "../lib/i18n.tsx";
import { currentPreferences, usePreferences } from "../lib/preferences.ts";
import type {} from "./messages/ko.ts";

const entryLoaders: Record<Locale, () => Promise<{ readonly entry: EntryMessages }>> = {
  ko: () => import("./messages/entry.ko.ts"),
  en: () => import("./messages/entry.en.ts"),
};
const treeLoaders: Record<Locale, () => Promise<{ readonly tree: AppMessages }>> = {
  ko: () => import("./messages/ko.ts"),
  en: () => import("./messages/en.ts"),
};

interface Loaded {
  readonly locale: Locale;
  readonly entry: EntryMessages;
  readonly tree: AppMessages | null;
}

let loaded: Loaded | null = null;
let isTreeWanted = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function load(locale: Locale): Promise<void> {
  const [{ entry }, tree] = await Promise.all([
    entryLoaders[locale](),
    isTreeWanted ? treeLoaders[locale]().then((module) => module.tree) : null,
  ]);
  if (currentPreferences().language !== locale) return;
  if (isTreeWanted && tree === null) return;
  loaded = { locale, entry, tree };
  for (const listener of listeners) listener();
}

/** Fetches what can be said before sign-in, in the reader's language. */
export function loadEntryMessages(): Promise<void> {
  return load(currentPreferences().language);
}

/** Fetches everything the signed-in console says, in the reader's language. */
export async function loadAllMessages(): Promise<void> {
  if (loaded?.tree != null && loaded.locale === currentPreferences().language) return;
  isTreeWanted = true;
  await load(currentPreferences().language);
}

/** Gives the language in force to what is below, and follows the preference: one language is loaded at a time. */
export function Language({ children }: { readonly children: ReactNode }) {
  const { language } = usePreferences();
  const current = useSyncExternalStore(subscribe, () => loaded);

  useEffect(() => {
    if (loaded?.locale !== language) void load(language);
  }, [language]);

  if (current === null) return null;
  return (
    <LanguageProvider locale={current.locale} entry={current.entry} tree={current.tree}>
      {children}
    </LanguageProvider>
  );
}
