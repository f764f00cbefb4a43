import { addKstDays, isKstDate, type KstDate, kstDayStart, toKstDate } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";

const types = ["general", "premium"] as const;
const usualDays = 30;
const tallClass = `${cellClass} py-1.5 align-top`;

/** What buyers wrote at Naver Pay, read there and kept nowhere. */
export function Component() {
  const words = useAllMessages().followUps.reviews;
  const [search, setSearch] = useSearchParams();
  const today = toKstDate(Math.floor(Date.now() / 1000));
  const dayOf = (name: string, usual: KstDate) => {
    const text = search.get(name) ?? "";
    return isKstDate(text) ? text : usual;
  };
  const to = dayOf("to", today);
  const from = dayOf("from", addKstDays(to, -usualDays));
  const isBackwards = from > to;
  const type = types.find((one) => one === search.get("type")) ?? "general";
  const reading = useQuery(
    trpc.followUps.naverReviews.queryOptions(
      { from: kstDayStart(from), to: kstDayStart(addKstDays(to, 1)) - 1, type },
      { enabled: !isBackwards },
    ),
  );
  useDocumentTitle(words.title);
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <div className="grid gap-4 pt-4 pb-16">
      <PageTitle id="reviews-title" title={words.title} help={words.help} className="px-3 md:px-5" />
      <div className="flex flex-wrap gap-3 px-3 md:px-5">
        <Select
          label={words.type}
          className="w-44"
          value={type}
          options={types.map((value) => ({ value, label: words.types[value] }))}
          onChange={(value) => set("type", value)}
        />
        <TextField label={words.from} type="date" value={from} onChange={(value) => set("from", value)} />
        <TextField label={words.to} type="date" value={to} onChange={(value) => set("to", value)} />
      </div>
      {isBackwards && <Face title={words.backwards} />}
      {reading.isLoading && <RowsSkeleton />}
      {reading.isError && (
        <div className="px-3 md:px-5">
          <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />
        </div>
      )}
      {reading.data?.length === 0 && <Face title={words.none} />}
      {reading.data !== undefined && reading.data.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard
        <div className="overflow-x-auto" tabIndex={0}>
          <table aria-labelledby="reviews-title" className="w-full border-separate border-spacing-0">
            <thead>
              <tr>
                {(["time", "score", "product", "text", "writer"] as const).map((name) => (
                  <th key={name} scope="col" className={headerClass}>
                    {words.columns[name]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {reading.data.map((review) => (
                <tr key={review.reviewId} className="hover:bg-sunk">
                  <td className={tallClass}>
                    <DateTime at={review.createdAt} />
                  </td>
                  <td className={`${tallClass} tabular-nums`}>{review.score}</td>
                  <th scope="row" className={`${tallClass} min-w-40 text-left font-medium`}>
                    {[review.productName, review.optionName].filter(Boolean).join(" · ")}
                  </th>
                  <td className={`${tallClass} min-w-52 wrap-anywhere`}>
                    {[review.title, review.content].filter(Boolean).join(" — ")}
                  </td>
                  <td className={tallClass}>{review.writer}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
