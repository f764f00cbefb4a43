import { bulkProblemWords, type ReadBulkRow } from "@maru/domain";
import { Banner } from "../../components/ui/banner.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";

const shownRows = 10;

/** Which rows cannot go as they are written, and what to do about each. */
export function RowProblems({ rows }: { readonly rows: readonly ReadBulkRow[] }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  const wrong = rows.filter(({ problems }) => problems.length > 0);
  if (rows.length === 0) return null;
  if (wrong.length === 0) return <Banner tone="ok">{words.allReadable}</Banner>;
  return (
    <Banner tone="wait" title={words.problemCount(wrong.length)}>
      <ul className="mt-1 grid gap-1">
        {wrong.slice(0, shownRows).map(({ row, problems }) => (
          <li key={row.line} className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <span className="font-medium tabular-nums">{words.line(row.line)}</span>
            <span>{problems.map(({ code }) => bulkProblemWords[code][locale]).join(" ")}</span>
          </li>
        ))}
      </ul>
      {wrong.length > shownRows && <p className="mt-1">{words.moreProblems(wrong.length - shownRows)}</p>}
    </Banner>
  );
}
