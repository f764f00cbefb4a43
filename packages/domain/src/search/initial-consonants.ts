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
