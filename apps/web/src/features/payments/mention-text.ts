interface Named {
  readonly userId: string;
  readonly name: string;
}

/** What is being typed after the last `@` before the cursor, and where it begins; undefined when it is no name. */
export function mentionAt(
  text: string,
  cursor: number,
): { readonly start: number; readonly typed: string } | undefined {
  const before = text.slice(0, cursor);
  const start = before.lastIndexOf("@");
  if (start < 0) return undefined;
  const typed = before.slice(start + 1);
  // An address such as a@b is not a call for anybody, and no name has more than three words.
  if (start > 0 && !/[\s([{,.]/u.test(before[start - 1] ?? "")) return undefined;
  if (typed.startsWith(" ") || /\n/.test(typed) || typed.split(" ").length > 3) return undefined;
  return { start, typed };
}

/** People whose name holds what was typed; those whose name begins with it come first. */
export function peopleNamed<Person extends Named>(people: readonly Person[], typed: string): Person[] {
  const wanted = typed.normalize("NFC").toLowerCase();
  const found = people.filter(({ name }) => name.toLowerCase().includes(wanted));
  const rank = ({ name }: Person) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.toSorted((left, right) => rank(left) - rank(right));
}

/** Those of the people who are still called in the text. */
export function stillMentioned<Person extends Named>(text: string, people: readonly Person[]): Person[] {
  return people.filter(({ name }) => text.includes(`@${name}`));
}

/** The text in pieces, with each `@name` of these people a piece of its own. */
export function splitMentions(
  text: string,
  people: readonly Named[],
): readonly { readonly text: string; readonly userId: string | null }[] {
  const longestFirst = people.toSorted((left, right) => right.name.length - left.name.length);
  const pieces: { text: string; userId: string | null }[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const person = text[at] === "@" ? longestFirst.find(({ name }) => text.startsWith(name, at + 1)) : undefined;
    if (person === undefined) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== "") pieces.push({ text: plain, userId: null });
    plain = "";
    pieces.push({ text: `@${person.name}`, userId: person.userId });
    at += person.name.length + 1;
  }
  if (plain !== "") pieces.push({ text: plain, userId: null });
  return pieces;
}
