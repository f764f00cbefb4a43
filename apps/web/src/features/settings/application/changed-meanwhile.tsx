import { tallCellClass } from "../../../components/table-classes.ts";
import { Banner } from "../../../components/ui/banner.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { useAllMessages } from "../../../lib/i18n.tsx";

export interface Difference {
  readonly field: string;
  readonly theirs: string;
  readonly mine: string;
}

interface ChangedMeanwhileProps {
  readonly by: string | null;
  readonly differences: readonly Difference[];
  readonly isPending: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

const cellClass = `${tallCellClass} text-left wrap-anywhere`;

/** Somebody saved first: both contents side by side, and a person chooses. Nothing that was typed is lost. */
export function ChangedMeanwhile({ by, differences, isPending, onKeepMine, onTakeTheirs }: ChangedMeanwhileProps) {
  const words = useAllMessages().application;
  const title = by === null ? words.changedTitleUnnamed : words.changedTitle(by);
  return (
    <Banner tone="wait" announce="alert" title={title}>
      {differences.length === 0 ? (
        <p>{words.changedNone}</p>
      ) : (
        <>
          <p>{words.changedHelp}</p>
          <table className="my-2 w-full table-fixed">
            <thead className="text-small">
              <tr>
                <th scope="col" className={cellClass}>
                  {words.field}
                </th>
                <th scope="col" className={cellClass}>
                  {words.theirs}
                </th>
                <th scope="col" className={cellClass}>
                  {words.mine}
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ field, theirs, mine }) => (
                <tr key={field}>
                  <th scope="row" className={`${cellClass} font-medium`}>
                    {field}
                  </th>
                  <td className={cellClass}>{theirs === "" ? words.empty : theirs}</td>
                  <td className={cellClass}>{mine === "" ? words.empty : mine}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <div className="flex flex-wrap gap-2 pt-1">
        <Button variant="primary" isPending={isPending} onClick={onKeepMine}>
          {words.keepMine}
        </Button>
        <Button onClick={onTakeTheirs}>{words.takeTheirs}</Button>
      </div>
    </Banner>
  );
}
