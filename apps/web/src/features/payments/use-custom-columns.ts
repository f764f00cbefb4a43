import type { Locale } from "@maru/domain";
import { useEffect, useState } from "react";
import { useLocale } from "../../lib/i18n.tsx";
import { loadListMessages } from "./list-messages.ts";

type CustomColumns = Awaited<ReturnType<typeof load>>;

const arrived = new Map<Locale, CustomColumns>();

async function load(locale: Locale) {
  const [{ customColumns, needsFacts }, { groupRows, groupedColumns }, more] = await Promise.all([
    import("./custom-columns.tsx"),
    import("./group-rows.tsx"),
    loadListMessages(locale),
  ]);
  return { customColumns, needsFacts, groupRows, groupedColumns, more };
}

/** Fetches what draws other columns than the usual ones, and orders as groups, with its words. */
export async function loadCustomColumns(locale: Locale): Promise<void> {
  if (!arrived.has(locale)) arrived.set(locale, await load(locale));
}

/** What draws chosen columns and groups; undefined until it has arrived. The usual ones are always at hand. */
export function useCustomColumns(isWanted: boolean): CustomColumns | undefined {
  const locale = useLocale();
  const [, setArrivals] = useState(0);
  const known = arrived.get(locale);
  const isMissing = isWanted && known === undefined;
  useEffect(() => {
    if (!isMissing) return;
    loadCustomColumns(locale).then(
      () => setArrivals((count) => count + 1),
      () => undefined,
    );
  }, [locale, isMissing]);
  return isWanted ? known : undefined;
}
