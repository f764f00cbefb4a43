/** A half-open range of a text's characters. */
export type TextRange = readonly [from: number, to: number];

interface HighlightProps {
  readonly text: string;
  /** In order, never touching one another. */
  readonly ranges: readonly TextRange[];
}

/** A text with parts of it marked. */
export function Highlight({ text, ranges }: HighlightProps) {
  if (ranges.length === 0) return text;
  let end = 0;
  const parts = ranges.flatMap(([from, to]) => {
    const before = text.slice(end, from);
    end = to;
    return [before, <mark key={from}>{text.slice(from, to)}</mark>];
  });
  return [...parts, text.slice(end)];
}
