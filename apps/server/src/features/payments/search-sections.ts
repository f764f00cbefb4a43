import {
  digitFields,
  nameFields,
  type SearchableFields,
  type SearchableTexts,
  type SearchField,
  searchFields,
} from "@maru/domain";
import { type RawBuilder, sql } from "kysely";

/** The fields that can have texts of a form, in the order in which they are stored. */
const fieldsOfForm: Readonly<Record<keyof SearchableTexts, readonly SearchField[]>> = {
  texts: searchFields,
  digits: digitFields,
  initials: nameFields,
  starts: searchFields,
};

/** Set apart by nothing where each is one character, by line feeds otherwise: no text holds either a line feed or a mark. */
const separators: Readonly<Record<keyof SearchableTexts, string>> = {
  texts: "\n",
  digits: "\n",
  initials: "\n",
  starts: "",
};

/**
 * The texts of one form as one stored text, field after field, each behind a mark of its own. A search everywhere looks
 * at all of it, a search in one field at what stands between two marks.
 */
export function joinSections(form: keyof SearchableTexts, { byField }: SearchableFields): string {
  let sections = "";
  for (const [at, field] of fieldsOfForm[form].entries()) {
    const values = byField[field][form];
    sections += marks[at] ?? "";
    if (values.length > 0) sections += values.length === 1 ? values[0] : values.join(separators[form]);
  }
  return sections + endMark;
}

/** What of the stored text stands in one field; nothing where the field has none of this form. */
export function sectionOf(
  column: RawBuilder<string>,
  form: keyof SearchableTexts,
  field: SearchField,
  isOnPostgres: boolean,
): RawBuilder<string> {
  const fields = fieldsOfForm[form];
  const next = fields[fields.indexOf(field) + 1];
  if (!fields.includes(field)) return sql`''`;
  const at = (mark: string) => sql`${sql.raw(isOnPostgres ? "strpos" : "instr")}(${column}, ${mark})`;
  const start = at(markOf(form, field));
  return sql`substr(${column}, ${start}, ${at(next === undefined ? endMark : markOf(form, next))} - ${start})`;
}

/** Control characters end words in normalised text, so none is ever part of one. Tabs and line feeds are left alone. */
const marks: readonly string[] = searchFields.map((_, at) => String.fromCharCode(at < 8 ? at + 1 : at + 6));

function markOf(form: keyof SearchableTexts, field: SearchField): string {
  return marks[fieldsOfForm[form].indexOf(field)] ?? endMark;
}

const endMark = "\u001f";
