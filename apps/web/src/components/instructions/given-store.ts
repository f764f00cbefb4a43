/**
 * The id under which a form was sent, in this tab's own storage until what became of it is known: after a reload it is asked
 * for, and sending the form again is the same instruction. Nothing of what was typed is kept.
 */
const keyOf = (what: string) => `maru:given:${what}`;

/** The id a form was sent under before a reload; null where nothing is open. */
export function recallGiven(what: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(what));
  } catch {
    return null;
  }
}

/** Keeps the id for after a reload of this tab. */
export function rememberGiven(what: string, instructionId: string): void {
  try {
    sessionStorage.setItem(keyOf(what), instructionId);
  } catch {
    // Without a storage a reload begins anew; what is about the same thing is still refused by the server while it is open.
  }
}

/** Forgets the id: what became of the form is known, and it begins anew. */
export function forgetGiven(what: string): void {
  try {
    sessionStorage.removeItem(keyOf(what));
  } catch {
    // Nothing was remembered.
  }
}
