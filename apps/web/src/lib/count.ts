import { groupDigits, type Locale } from "@maru/domain";

/** Writes a whole number with thousands separators, as message catalogues need it. Both languages set them alike. */
export function countFormatter(_locale: Locale): (count: number) => string {
  return groupDigits;
}
