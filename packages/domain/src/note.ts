/** Characters in a note about a payment: a longer text is a document, and belongs elsewhere. */
export const longestNote = 2_000;
