import { queryKeys, wordsOfKey } from "@maru/domain";
import type { Random } from "./random-queries.ts";

const pieces: readonly string[] = [
  ...queryKeys.flatMap(wordsOfKey).map((key) => `${key}:`),
  "' or 1=1 --",
  "'; drop table payments; --",
  '"a" AND b* NEAR(c, 2) ^d {grams}:e',
  "':*",
  "&|!()<->",
  "%_\\",
  "$1",
  "?1",
  "\u0000",
  "\ud800",
  "\udfff",
  "\u202e\u2066",
  "\u200b\ufeff\u00ad",
  "\u0001\u000e\u001f",
  "\ue000\ue03a",
  "ﷺ",
  "ﬁ",
  "´",
  "ㄱㄳㅏ",
  "가".normalize("NFD"),
  "🍜👨‍👩‍👧",
  "İß",
  "9999-12-31",
  "0000",
  "2024-02-30",
  "date:99999",
  "amount:1e9",
  "amount:-5",
  "9".repeat(30),
  ">=",
  "..",
  "~",
  ",",
  '"',
  "“",
  "-",
  " ",
  "\n",
  "김민수",
  "1234",
  "__proto__",
  "constructor:",
];

/** Text that somebody would send to break a search, or paste by mistake. */
export function hostileText(random: Random): string {
  const length = random.chance(0.02) ? 2_000 : 1 + random.below(8);
  const parts = Array.from({ length }, () =>
    random.chance(0.7)
      ? random.pick(pieces)
      : String.fromCharCode(...Array.from({ length: 1 + random.below(4) }, () => random.below(0x1_0000))),
  );
  return parts.join("");
}
