/** The nineteen consonants a Korean syllable can begin with, as a keyboard types them, in Unicode's order. */
const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
const syllablesPerInitial = 588;

/** Where NFKC puts the consonants that people type on their own. */
const firstConjoining = 0x1100;

/** Typing ㄱ then ㅅ makes many keyboards join them into one letter; a person still means two. */
const joined: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  ["ㄳㄱㅅ", "ㄵㄴㅈ", "ㄶㄴㅎ", "ㄺㄹㄱ", "ㄻㄹㅁ", "ㄼㄹㅂ", "ㄽㄹㅅ", "ㄾㄹㅌ", "ㄿㄹㅍ", "ㅀㄹㅎ", "ㅄㅂㅅ"].map(
    (letterAndPair) => [letterAndPair.slice(0, 1).normalize("NFKC"), letterAndPair.slice(1)],
  ),
);

/**
 * The initial consonants of text in normalised form, one string per unbroken run of Korean: `김민수` gives `ㄱㅁㅅ`,
 * `신라면 5개입` gives `ㅅㄹㅁ` and `ㄱㅇ`. Spaces do not break a run, other characters do.
 */
export function initialConsonants(normalised: string): string[] {
  const runs: string[] = [];
  let run = "";
  for (const character of normalised) {
    if (character === " ") continue;
    const consonant = initialOf(character);
    if (consonant !== undefined) {
      run += consonant;
    } else if (run !== "") {
      runs.push(run);
      run = "";
    }
  }
  if (run !== "") runs.push(run);
  return runs;
}

/** The consonants of a word made of nothing else (`ㄱㅁㅅ`), as a keyboard types them; undefined for any other word. */
export function typedInitials(normalisedWord: string): string | undefined {
  let typed = "";
  for (const character of normalisedWord) {
    const consonants = joined.get(character) ?? loneConsonant(character);
    if (consonants === undefined) return undefined;
    typed += consonants;
  }
  return typed === "" ? undefined : typed;
}

/** A word whose last syllable is still being typed: what stands already, and the initial consonants with the next one's. */
export interface HalfTyped {
  readonly whole: string;
  readonly initials: string;
}

/**
 * `김민ㅅ` and `김지ㅎ` (or `김짛`, as keyboards write it) stand in a field on the way to 김민수 and 김지훈: the consonant
 * ends its syllable until a vowel takes it over. Undefined for words that are read as they stand, and so is every word
 * ending in a consonant that syllables of names end in: `김민` is no half-typed 김미나.
 */
export function halfTyped(normalisedWord: string): HalfTyped | undefined {
  const [, syllables = "", typed = ""] = /^([가-힣]+)([^가-힣]*)$/.exec(normalisedWord) ?? [];
  const { whole, next } = typed === "" ? withoutEnd(syllables) : { whole: syllables, next: typedInitials(typed) };
  if (whole === "" || next === undefined) return undefined;
  return { whole, initials: initialConsonants(whole).join("") + next };
}

const endsOfSyllable = 28;

/** Ends that no Sino-Korean syllable has, by their place among the ends, with the initial consonant each becomes. */
const passingEnds: ReadonlyMap<number, string> = /* @__PURE__ */ new Map([
  [7, "ㄷ"],
  [19, "ㅅ"],
  [22, "ㅈ"],
  [23, "ㅊ"],
  [24, "ㅋ"],
  [25, "ㅌ"],
  [26, "ㅍ"],
  [27, "ㅎ"],
]);

function withoutEnd(syllables: string): { readonly whole: string; readonly next: string | undefined } {
  if (syllables.length < 2) return { whole: "", next: undefined };
  const last = syllables.charCodeAt(syllables.length - 1);
  const end = (last - firstSyllable) % endsOfSyllable;
  return { whole: syllables.slice(0, -1) + String.fromCharCode(last - end), next: passingEnds.get(end) };
}

function initialOf(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= firstSyllable && code <= lastSyllable) {
    return initials[Math.floor((code - firstSyllable) / syllablesPerInitial)];
  }
  return loneConsonant(character);
}

function loneConsonant(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code < firstConjoining ? undefined : initials[code - firstConjoining];
}
