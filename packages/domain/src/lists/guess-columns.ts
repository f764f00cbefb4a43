import { normaliseForSearch } from "../search/normalise-for-search.ts";

/** What each column of a list holds, from left to right; null is a column that is left alone. */
export type ListColumns<Field extends string> = readonly (Field | null)[];

export interface GuessedColumns<Field extends string> {
  readonly columns: ListColumns<Field>;
  /** The first line names the columns and holds no row. */
  readonly hasHeader: boolean;
}

const lookedAt = 50;

/**
 * Guesses what each column of a list holds: by its heading where the first line has any, else by what stands in its first
 * lines. A guess is shown to the person and can be changed; it decides nothing by itself.
 */
export function guessColumns<Field extends string>(
  lines: readonly (readonly string[])[],
  fieldOfHeader: (heading: string) => Field | undefined,
  guessByContent: (lines: readonly (readonly string[])[]) => ListColumns<Field>,
): GuessedColumns<Field> {
  const [first = []] = lines;
  const named = first.map((cell) => fieldOfHeader(cell) ?? null);
  if (named.some((field) => field !== null)) return { columns: firstOfEach(named), hasHeader: true };
  return { columns: guessByContent(lines.slice(0, lookedAt)), hasHeader: false };
}

/** Reads which field a heading names, whatever it adds in brackets; undefined when it names none. */
export function headingReader<Field extends string>(
  names: Readonly<Record<Field, readonly string[]>>,
): (heading: string) => Field | undefined {
  const fieldByName = new Map<string, Field>();
  for (const field of Object.keys(names) as Field[]) {
    for (const name of names[field]) fieldByName.set(name, field);
  }
  return (heading) => {
    const name = normaliseForSearch(heading).replace(/\([^)]*\)/g, "");
    return fieldByName.get(name.replace(/[^\p{L}\p{N}]/gu, ""));
  };
}

/** Leaves every field in the first of its columns only. */
export function firstOfEach<Field extends string>(fields: ListColumns<Field>): ListColumns<Field> {
  return fields.map((field, at) => (field !== null && fields.indexOf(field) === at ? field : null));
}

/** What stands in each column of these lines, blanks left out. */
export function cellsByColumn(lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: width }, (_, column) =>
    lines.map((line) => (line[column] ?? "").trim()).filter((cell) => cell !== ""),
  );
}

/** Whether more than half of the cells are such. */
export function most(cells: readonly string[], holds: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(holds).length * 2 > cells.length;
}

/** What every identifier of a payment looks like. */
export function isImpUidLike(cell: string): boolean {
  return /^imps?_[\w-]+$/.test(cell);
}
