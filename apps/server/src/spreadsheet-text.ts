/** A spreadsheet makes another number of longer ones, and drops leading zeros. */
const digitsASpreadsheetKeeps = 11;
/** What a spreadsheet would run. Full-width signs are read like narrow ones by Korean and Japanese input. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
/** Characters that identifiers and telephone numbers are made of: inside quotation marks they say nothing but themselves. */
const identifier = /^[\w+\-.() /]+$/;
/** A number, a day or a time in one of the spellings a spreadsheet turns into something else. */
const seemsNumeric = /^[+-]?[\d.,()/ -]*\d[\d.,()/ -]*(?:e[+-]?\d+)?$/i;

/**
 * A cell of a CSV file that says `text` and nothing else: a spreadsheet runs what begins like a formula, so such text is
 * set apart by an apostrophe; digits that are a name and not a number are written in the one way that keeps all of them.
 */
export function textCell(text: string): string {
  if (formulaStart.test(text)) return `'${text}`;
  const isName = /^\d+$/.test(text) && (text.length > digitsASpreadsheetKeeps || /^0\d/.test(text));
  return isName ? spelledOut(text) : text;
}

/** A cell of a CSV file that holds an identifier or a telephone number: never a number, however it looks. */
export function identifierCell(text: string): string {
  return identifier.test(text) && (seemsNumeric.test(text) || formulaStart.test(text))
    ? spelledOut(text)
    : textCell(text);
}

function spelledOut(text: string): string {
  return `="${text}"`;
}
