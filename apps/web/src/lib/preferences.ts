import { useSyncExternalStore } from "react";
import { isLocale, type Locale } from "./i18n.tsx";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

export interface Preferences {
  readonly language: Locale;
  readonly theme: Theme;
  readonly density: Density;
}

const storageKey = "maru.preferences";
const listeners = new Set<() => void>();

function preferredLanguage(): Locale {
  for (const tag of navigator.languages ?? []) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLocale(language)) return language;
  }
  return "ko";
}

function read(): Preferences {
  const stored = readStored();
  return {
    language: isLocale(stored.language) ? stored.language : preferredLanguage(),
    theme: themes.find((theme) => theme === stored.theme) ?? "system",
    density: densities.find((density) => density === stored.density) ?? "comfortable",
  };
}

function readStored(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

let current: Preferences | undefined;

export function currentPreferences(): Preferences {
  current ??= read();
  return current;
}

/** Applies and remembers preferences in this browser. The account keeps its own copy through `sessions.savePreferences`. */
export function setPreferences(change: Partial<Preferences>): void {
  const next = { ...currentPreferences(), ...change };
  current = next;
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // A full or forbidden storage costs remembering, nothing else.
  }
  applyToDocument(next);
  for (const listener of listeners) listener();
}

/** Writes theme, density and language onto the root element, where the style sheet reads them. */
export function applyToDocument({ theme, density, language }: Preferences): void {
  const root = document.documentElement;
  root.lang = language;
  root.dataset.density = density;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, currentPreferences);
}

/** Forgets what was read, so that a test starts from storage. */
export function reloadPreferences(): void {
  current = undefined;
  for (const listener of listeners) listener();
}
