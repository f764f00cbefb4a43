import type { Locale } from "@maru/domain";
import { useEffect, useState } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import { whenIdle } from "../../lib/when-idle.ts";
import type { Glossary } from "./glossary.ko.ts";

/** A word of the trade that has a line of help. */
export type TermName = keyof Glossary;

const sources: Record<Locale, () => Promise<{ readonly glossary: Glossary }>> = {
  ko: () => import("./glossary.ko.ts"),
  en: () => import("./glossary.en.ts"),
};
const arrived = new Map<Locale, Glossary>();

/** The words of the trade in the reader's language; undefined until they arrive, which is soon after the page is drawn. */
export function useGlossary(): Glossary | undefined {
  const locale = useLocale();
  const [, setCount] = useState(0);
  useEffect(() => {
    if (arrived.has(locale)) return;
    let isWanted = true;
    // Help may come last: whatever else the page fetches is needed sooner.
    const stop = whenIdle(() => {
      sources[locale]().then(
        ({ glossary }) => {
          arrived.set(locale, glossary);
          if (isWanted) setCount(arrived.size);
        },
        () => {
          // Help that cannot be fetched is missed by nobody who does not ask for it; the next term asks again.
        },
      );
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [locale]);
  return arrived.get(locale);
}
