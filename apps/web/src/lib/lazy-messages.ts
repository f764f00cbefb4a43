import type { Locale } from "@maru/domain";
import { use } from "react";
import { useLocale } from "./i18n.tsx";

type Sources<Tree> = Record<Locale, () => Promise<{ readonly messages: Tree }>>;

/** A hook for words that arrive with the part of a page that says them, one language at a time, each once. */
export function lazyMessages<Tree>(sources: Sources<Tree>): () => Tree {
  const arriving = new Map<Locale, Promise<Tree>>();
  const load = (locale: Locale): Promise<Tree> => {
    const known = arriving.get(locale);
    if (known !== undefined) return known;
    const loading = sources[locale]().then(({ messages }) => messages);
    loading.catch(() => arriving.delete(locale));
    arriving.set(locale, loading);
    return loading;
  };
  return () => use(load(useLocale()));
}
