/** NUL, which PostgreSQL refuses, and halves of characters, which UTF-8 has none of. */
const unstorable = /[\0\ud800-\udfff]/;

/** The text as both engines can keep it. */
export function storableText(text: string): string {
  return unstorable.test(text) ? text.toWellFormed().replaceAll("\0", "") : text;
}
