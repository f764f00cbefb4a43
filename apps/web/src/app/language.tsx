import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import {
  type AppMessages,
  type EntryMessages,
  LanguageProvider,
  type Locale,
  type WorkMessages,
} from "../lib/i18n.tsx";
import { currentPreferences, usePreferences } from "../lib/preferences.ts";
import type {} from "./messages/ko.ts";

const loadEntry: Record<Locale, () => Promise<{ readonly entry: EntryMessages }>> = {
  ko: () => import("./messages/entry.ko.ts"),
  en: () => import("./messages/entry.en.ts"),
};
const loadWork: Record<Locale, () => Promise<{ readonly work: WorkMessages }>> = {
  ko: () => import("./messages/work.ko.ts"),
  en: () => import("./messages/work.en.ts"),
};
const loadTree: Record<Locale, () => Promise<{ readonly tree: AppMessages }>> = {
  ko: () => import("./messages/ko.ts"),
  en: () => import("./messages/en.ts"),
};

interface Loaded {
  readonly locale: Locale;
  readonly entry: EntryMessages;
  readonly work: WorkMessages | null;
  readonly tree: AppMessages | null;
}

let loaded: Loaded | null = null;
const wanted = { work: false, tree: false };
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function hasAllWanted({ locale, work, tree }: Loaded): boolean {
  return locale === currentPreferences().language && (!wanted.work || work !== null) && (!wanted.tree || tree !== null);
}

/** Loads what is wanted in the language wanted, and shows it once all of it is there. */
async function load(): Promise<void> {
  if (loaded !== null && hasAllWanted(loaded)) return;
  const locale = currentPreferences().language;
  const [{ entry }, work, tree] = await Promise.all([
    loadEntry[locale](),
    wanted.work ? loadWork[locale]().then((module) => module.work) : null,
    wanted.tree ? loadTree[locale]().then((module) => module.tree) : null,
  ]);
  const next = { locale, entry, work, tree };
  // The language may have changed since this began, and what is on screen must not lose its words: whoever asked for
  // another language or for more brings it.
  const losesWords =
    loaded !== null && ((loaded.work !== null && work === null) || (loaded.tree !== null && tree === null));
  if (locale !== currentPreferences().language || losesWords) return;
  loaded = next;
  for (const listener of listeners) listener();
}

/** Fetches what can be said before sign-in, in the reader's language. */
export function loadEntryMessages(): Promise<void> {
  return load();
}

/** Fetches what is said around every page behind sign-in and on the payments list. */
export function loadWorkMessages(): Promise<void> {
  wanted.work = true;
  return load();
}

/** Fetches everything the console says. */
export function loadAllMessages(): Promise<void> {
  wanted.work = true;
  wanted.tree = true;
  return load();
}

/** Gives the language in force to what is below, and follows the preference: one language is loaded at a time. */
export function Language({ children }: { readonly children: ReactNode }) {
  const { language } = usePreferences();
  const current = useSyncExternalStore(subscribe, () => loaded);

  useEffect(() => {
    if (current?.locale !== language) void load();
  }, [current, language]);

  if (current === null) return null;
  const { locale, entry, work, tree } = current;
  return (
    <LanguageProvider locale={locale} entry={entry} work={work} tree={tree}>
      {children}
    </LanguageProvider>
  );
}
