/**
 * The word that was probably meant: the one with the fewest letters changed, added, left out or swapped, if those are
 * few for its length. Korean syllables are compared letter by letter, so `상테` is one letter away from `상태`.
 */
export function closestWord(typed: string, words: Iterable<string>): string | undefined {
  const from = lettersOf(typed);
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const word of words) {
    const to = lettersOf(word);
    const allowed = Math.max(from.length, to.length) <= 3 ? 1 : Math.max(from.length, to.length) <= 7 ? 2 : 3;
    if (Math.abs(from.length - to.length) > allowed) continue;
    const distance = distanceBetween(from, to);
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { word, distance };
  }
  return best?.word;
}

/** Nobody misspells a longer word of ours. */
const longestWord = 40;

function lettersOf(word: string): string[] {
  return [...word.toLowerCase().normalize("NFD")].slice(0, longestWord);
}

/** Damerau's distance, without edits of what was edited already. */
function distanceBetween(from: readonly string[], to: readonly string[]): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (const [row, letter] of from.entries()) {
    const next = [row + 1];
    for (const [column, other] of to.entries()) {
      const same = letter === other ? 0 : 1;
      let cost = Math.min((last[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1, (last[column] ?? 0) + same);
      if (row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === other) {
        cost = Math.min(cost, (before[column - 1] ?? 0) + 1);
      }
      next.push(cost);
    }
    [before, last] = [last, next];
  }
  return last[to.length] ?? 0;
}
