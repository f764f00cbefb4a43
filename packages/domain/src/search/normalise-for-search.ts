/** Marks nobody sees: zero-width and bidi characters, soft hyphens, variation selectors, Hangul fillers. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** Lone surrogates arrive as U+FFFD; controls end words, so that no NUL reaches a database. */
const separators = /[\s\p{Cc}\uFFFD]+/gu;

/** Latin and Korean syllables as they are usually typed: nothing in them changes but case and spaces. */
const ordinary = /^[\x20-\x7e가-힣]*$/;

/**
 * The form in which text is compared: NFKC, lower case, invisible characters gone, every run of whitespace, control
 * characters and broken surrogates one space, trimmed. Applying it twice changes nothing, and it accepts any string.
 */
export function normaliseForSearch(text: string): string {
  if (ordinary.test(text)) return text.toLowerCase().replace(/ {2,}/g, " ").trim();
  const lower = text
    .toWellFormed()
    .replace(invisible, "")
    .normalize("NFKC")
    // Greek has a second small sigma for the end of a word, which would make a match depend on what follows it.
    .toLowerCase()
    .replaceAll("ς", "σ");
  // Lower case can leave what NFKC would compose, and NFKC can leave what is invisible.
  return lower.normalize("NFKC").replace(invisible, "").replace(separators, " ").trim();
}

/** The digits of the text, full-width ones included, in order. */
export function digitsOf(text: string): string {
  return normaliseForSearch(text).replace(/[^0-9]/g, "");
}
