import type { Locale, Localised } from "../locale.ts";

/** Upstream's codes with their names. Every table is open: upstream adds codes without notice. */
export type CodeTable<Entry extends Localised = Localised> = Readonly<Record<string, Entry>>;

/** The name of a code, or the code itself when the table does not know it: what upstream said is never hidden. */
export function nameOf(table: CodeTable, code: string, locale: Locale): string {
  return table[code]?.[locale] ?? code;
}
