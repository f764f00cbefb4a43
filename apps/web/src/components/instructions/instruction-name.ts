import { instructionKindNames, type Locale, type Localised } from "@maru/domain";

/** What an instruction is called; a name this page does not know is shown as it is. */
export function instructionName(kind: string, locale: Locale): string {
  const names: Readonly<Record<string, Localised>> = instructionKindNames;
  return names[kind]?.[locale] ?? kind;
}
