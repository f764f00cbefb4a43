import { ColumnChoice, type ColumnWords } from "../column-choice.tsx";
import { Banner } from "../ui/banner.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import type { NewListWords } from "./batch-words.ts";
import type { ReadLines } from "./use-list-reading.ts";

const shownRows = 10;

interface ReadListProps<Field extends string> {
  readonly words: NewListWords & ColumnWords<Field>;
  readonly fields: readonly Field[];
  /** Null until something was read. */
  readonly list: ReadLines | null;
  readonly columns: readonly (Field | null)[];
  readonly rows: readonly { readonly line: number; readonly problems: readonly string[] }[];
  /** Which columns are missing, in whole sentences. */
  readonly missing: readonly string[];
  /** Whether the person has tried to bring it: only then is told what is missing. */
  readonly isTried: boolean;
  readonly onColumns: (columns: readonly (Field | null)[]) => void;
  readonly onList: (list: ReadLines) => void;
}

/** What was read of a list, what its columns are taken for, and which rows cannot go as they are written. */
export function ReadList<Field extends string>(props: ReadListProps<Field>) {
  const { words, fields, list, columns, rows, missing, isTried, onColumns, onList } = props;
  return (
    <>
      <div role="status" className="empty:hidden">
        {list !== null && <p className="font-semibold">{words.readCount(rows.length)}</p>}
      </div>
      {list !== null && (
        <>
          <ColumnChoice
            words={words}
            fields={fields}
            lines={list.lines}
            columns={columns}
            hasHeader={list.hasHeader}
            onChange={onColumns}
          />
          <Checkbox
            label={words.hasHeader}
            isSelected={list.hasHeader}
            onChange={(hasHeader) => onList({ ...list, hasHeader })}
          />
          {isTried && missing.length > 0 && (
            <Banner tone="bad" announce="alert">
              {missing.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </Banner>
          )}
          {missing.length === 0 && <RowProblems rows={rows} words={words} />}
        </>
      )}
    </>
  );
}

function RowProblems({ rows, words }: { readonly rows: ReadListProps<string>["rows"]; readonly words: NewListWords }) {
  const wrong = rows.filter(({ problems }) => problems.length > 0);
  if (rows.length === 0) return null;
  if (wrong.length === 0) return <Banner tone="ok">{words.allReadable}</Banner>;
  return (
    <Banner tone="wait" title={words.problemCount(wrong.length)}>
      <ul className="mt-1 grid gap-1">
        {wrong.slice(0, shownRows).map(({ line, problems }) => (
          <li key={line} className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <span className="font-medium tabular-nums">{words.line(line)}</span>
            <span>{problems.join(" ")}</span>
          </li>
        ))}
      </ul>
      {wrong.length > shownRows && <p className="mt-1">{words.moreProblems(wrong.length - shownRows)}</p>}
    </Banner>
  );
}
