/** Without letters and digits that are taken for one another. */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const tagLength = 6;
const longestReason = 256;

/** The name tag of a refund, such as `[R7K3Q9]`, from as many bytes of chance as it has characters. */
export function refundTag(chance: readonly number[]): string {
  const characters = Array.from({ length: tagLength }, (_, at) => alphabet[(chance[at] ?? 0) % alphabet.length]);
  return `[${characters.join("")}]`;
}

/** How many bytes of chance a tag is made of. */
export const refundTagChance: number = tagLength;

/**
 * The reason as upstream keeps it: the tag comes first, so that a PG that cuts the reason short leaves it, and the cancel
 * can be told from every other one.
 */
export function taggedReason(tag: string, text: string): string {
  return `${tag} ${text}`.trim().slice(0, longestReason).toWellFormed();
}

/** Whether a cancel carries the tag. */
export function bearsTag(reason: string | null, tag: string): boolean {
  return reason?.includes(tag) ?? false;
}
