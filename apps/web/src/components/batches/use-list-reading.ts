import { useEffect, useState } from "react";
import { type ListLines, type ListProblem, type ListReading, readListText } from "../../lib/read-list.ts";

const settleMs = 200;

/** The lines of a list that was read. */
export interface ReadLines {
  readonly lines: ListLines;
  readonly hasHeader: boolean;
}

/**
 * Reads a list as it is written and guesses what its columns are taken for. `guess` and `mostRows` have to be the same at
 * every call.
 */
export function useListReading<Field extends string>(
  text: string,
  {
    mostRows,
    guess,
  }: {
    readonly mostRows: number;
    readonly guess: (lines: ListLines) => {
      readonly columns: readonly (Field | null)[];
      readonly hasHeader: boolean;
    };
  },
) {
  const [problem, setProblem] = useState<ListProblem | null>(null);
  const [list, setList] = useState<ReadLines | null>(null);
  const [columns, setColumns] = useState<readonly (Field | null)[]>([]);
  useEffect(() => {
    if (text.trim() === "") {
      setList(null);
      return;
    }
    let isGone = false;
    const reading: ListReading = { mostRows, hasHeader: (lines) => guess(lines).hasHeader };
    // Reading a long list takes a moment; typing goes on meanwhile.
    const timer = setTimeout(() => {
      void readListText(text, reading).then((read) => {
        if (isGone) return;
        setProblem(read.ok ? null : read.problem);
        setList(read.ok ? { lines: read.lines, hasHeader: read.hasHeader } : null);
        if (read.ok) setColumns(guess(read.lines).columns);
      });
    }, settleMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [text, mostRows, guess]);
  return { problem, setProblem, list, setList, columns, setColumns };
}

/** The lines below the heading, each with its number in the list. */
export function numberedLines({ lines, hasHeader }: ReadLines) {
  const numbered = lines.map((cells, at) => ({ line: at + 1, cells }));
  return hasHeader ? numbered.slice(1) : numbered;
}

/** The whole list as it is sent, with what its columns are taken for. */
export function listAsRead<Field extends string>({ lines, hasHeader }: ReadLines, columns: readonly (Field | null)[]) {
  return { columns: [...columns], hasHeader, lines: lines.map((cells) => [...cells]) };
}
